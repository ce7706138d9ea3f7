import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kindward.cli import words
from kindward.cli.performance import Clock, Performance
from kindward.plan import Cue, Kind, Plan

pytestmark = pytest.mark.slow

FAST = ("--speed", "60")


class Terminal:
    """A terminal with `kindward` in it, as a person at it would see and type."""

    def __init__(self, computer, *arguments, **more):
        usual = {"TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80"}
        env = computer.surroundings | usual | more
        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            computer.command("play", *arguments), stdin=theirs, stdout=theirs, stderr=theirs,
            env=env, cwd=computer.home.parent, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.seen = ""

    def press(self, key):
        os.write(self.ours, key)

    def read(self, until=None, seconds=60):
        """Everything shown, up to some words, or up to the end of the command."""
        patience = time.monotonic() + seconds
        while time.monotonic() < patience and not (until and until in self.seen):
            if not select.select([self.ours], [], [], 0.2)[0]:
                continue
            try:
                self.seen += os.read(self.ours, 65536).decode("utf-8", "replace")
            except OSError:  # the other side has closed
                break
        return self.seen

    def close(self):
        code = self.process.wait(timeout=60)
        os.close(self.ours)
        return code


@pytest.fixture
def terminal(computer, score):
    return lambda *arguments: Terminal(computer, score.name, *arguments)


@pytest.mark.slow
def test_a_sitting_shows_its_words_its_breath_and_its_end(terminal):
    seen = terminal("-m", "1", *FAST)
    shown = seen.read()
    assert seen.close() == 0
    assert "You might find a place" in shown
    assert "━━━━" in shown
    assert "────" in shown
    assert words.KEYS in shown
    assert shown.endswith(f"{words.THE_END}\r\n")


def test_the_screen_is_left_as_it_was(terminal):
    seen = terminal("-m", "1", *FAST)
    seen.read(until=words.KEYS)
    seen.press(b"q")
    shown = seen.read()
    assert seen.close() == 0
    assert shown.index("\x1b[?1049h") < shown.index("\x1b[?1049l") < shown.index(words.THE_END)
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_space_pauses_and_goes_on(terminal):
    seen = terminal("-m", "5", "--silent")
    seen.read(until=words.KEYS)
    seen.press(b" ")
    assert words.PAUSED in seen.read(until=words.PAUSED)
    seen.seen = ""
    seen.press(b" ")
    assert words.KEYS in seen.read(until=words.KEYS)
    seen.press(b"q")
    seen.read()
    assert seen.close() == 0


@pytest.mark.parametrize("key", [b"q", b"\x1b", b"\x04"])
def test_a_key_ends_it_kindly(key, terminal):
    seen = terminal("-m", "5", "--silent")
    seen.read(until=words.KEYS)
    seen.press(key)
    assert seen.read().endswith(f"{words.THE_END}\r\n")
    assert seen.close() == 0


def test_ctrl_c_ends_it_kindly(terminal):
    seen = terminal("-m", "5", "--silent")
    seen.read(until=words.KEYS)
    seen.process.send_signal(signal.SIGINT)
    assert seen.read().endswith(f"{words.THE_END}\r\n")
    assert seen.close() == 0


def test_a_machine_without_sound_is_told_once(computer, score):
    seen = Terminal(computer, score.name, "-m", "1", PATH=str(Path(sys.executable).parent))
    seen.read(until=words.NO_SOUND)
    seen.press(b"q")
    assert words.NO_SOUND in seen.read()
    assert seen.close() == 0


def test_without_a_terminal_each_line_comes_at_its_time(kindward, score):
    done = kindward("play", score.name, "-m", "1", "--voice", "silent", *FAST)
    told = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert told[0] == "  0:00  You might find a place where your body can rest a little."
    assert all(re.match(r" {1,3}\d+:\d\d  \S", row) for row in told[:-1])
    assert told[-1] == words.THE_END


def test_a_plain_sitting_draws_nothing(terminal):
    seen = terminal("-m", "1", "--plain", *FAST)
    shown = seen.read()
    assert seen.close() == 0
    assert "\x1b" not in shown


def test_the_clock_stands_still_while_it_is_paused():
    now = [100.0]
    clock = Clock(speed=2, ticks=lambda: now[0])
    clock.start()
    now[0] += 5
    clock.stop()
    now[0] += 50
    clock.start()
    now[0] += 1
    assert clock.now_s() == 12


def test_a_performance_without_sound_is_not_heard():
    performance = Performance(Plan((Cue(Kind.SILENCE, 0, 50),), 50), None)
    performance.start()
    assert (performance.is_heard, performance.is_paused) == (False, False)
    performance.stop()
    assert performance.is_paused
