"""`kindward play` on terminals of every kind: what it shows, and which keys are keys."""

import fcntl
import os
import signal
import struct
import termios
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from kindward.cli import words
from kindward.cli.moment import Moment
from kindward.cli.stage import draw
from kindward.cli.typed import ALONE_S, Typed
from tests.cli.test_play import Terminal

pytestmark = pytest.mark.slow

FIRST = "You might find a place"
SLOW = ("-m", "5", "--silent")

SEQUENCES = ["\x1b[A", "\x1bOB", "\x1b[1;5C", "\x1b[200~", "\x1b[<0;1;2M", "\x1b[15~"]


@pytest.fixture
def odd(computer, score, monkeypatch):
    """`kindward play` on a terminal of this kind and size."""
    openpty = os.openpty

    def start(term="xterm-256color", size=(24, 80), *arguments):
        def sized():
            ours, theirs = openpty()
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            return ours, theirs

        monkeypatch.setattr("pty.openpty", sized)
        more = {"TERM": term, "LINES": "", "COLUMNS": ""}
        return Terminal(computer, score.name, *SLOW, *arguments, **more)

    return start


@pytest.mark.parametrize(
    ("term", "size"),
    [("dumb", (24, 80)), ("unknown", (24, 80)), ("xterm", (24, 4)), ("xterm", (2, 80))],
)
def test_where_no_picture_can_be_drawn_words_come_line_by_line(term, size, odd):
    seen = odd(term, size)
    shown = seen.read(until=FIRST)
    assert words.PLAIN_KEYS in shown
    assert FIRST in shown
    assert "\x1b" not in shown
    seen.process.send_signal(signal.SIGINT)
    assert seen.read().endswith(f"{words.THE_END}\r\n")
    assert seen.close() == 0


def test_a_window_made_small_while_it_goes_on_shows_the_words_and_grows_again(odd):
    seen = odd()
    seen.read(until=words.KEYS)
    for size in ((24, 4), (1, 1), (2, 80), (24, 80)):
        fcntl.ioctl(seen.ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        seen.seen = ""
        seen.read(until="\x1b[H", seconds=20)
    assert words.KEYS in seen.read(until=words.KEYS)
    seen.press(b"q")
    assert seen.read().endswith(f"{words.THE_END}\r\n")
    assert seen.close() == 0


def test_a_split_arrow_key_ends_nothing(odd):
    seen = odd()
    seen.read(until=words.KEYS)
    for piece in (b"\x1b", b"[", b"A", b"\x1b[", b"B", b" "):
        seen.press(piece)
        seen.read(until="never", seconds=0.3)
    assert words.PAUSED in seen.read(until=words.PAUSED)  # the space at the end was heard
    seen.press(b"q")
    seen.read()
    assert seen.close() == 0


def test_set_aside_with_ctrl_z_it_leaves_the_screen_and_comes_back_paused(odd):
    seen = odd()
    seen.read(until=words.KEYS)
    seen.process.send_signal(signal.SIGTSTP)
    shown = seen.read(until=words.PAUSED)
    assert shown.index("\x1b[?1049l") < shown.rindex("\x1b[?1049h") < shown.rindex(words.PAUSED)
    seen.press(b"q")
    seen.read()
    assert seen.close() == 0


@given(st.data())
def test_a_sequence_is_no_key_however_it_is_split(data):
    """Pieces may come as late as they like once the second sign has; that one within a second."""
    typed, now_s = Typed(), 0.0
    pressed: list[str] = []
    for sequence in data.draw(st.lists(st.sampled_from([*SEQUENCES, "q", " "]), max_size=6)):
        for index, sign in enumerate(sequence):
            most_s = ALONE_S * 0.99 if index == 1 else 99.0
            now_s += data.draw(st.floats(0, most_s))
            pressed += typed.keys(sign, now_s)
    assert set(pressed) <= {"q", " "}


def test_escape_alone_is_a_key_once_nothing_follows():
    typed = Typed()
    assert list(typed.keys("\x1b", 0)) == list(typed.keys("", ALONE_S / 2)) == []
    assert list(typed.keys("", ALONE_S)) == ["\x1b"]
    assert list(typed.keys("\x1bq", 5)) == ["\x1b", "q"]


def test_every_size_of_a_terminal_can_be_drawn_on():
    shown = Moment(words.THE_END, is_spoken=True, coming="What comes.", fullness=0.5, left=0.5)
    for width in (1, 2, 3, 4, 5, 19, 20, 80, 300):
        for height in (1, 2, 8, 13, 24, 100):
            drawn = StringIO()
            terminal = Console(file=drawn, width=width, height=height, force_terminal=True)
            terminal.print(draw(shown, words.KEYS, terminal))
            assert len(drawn.getvalue().splitlines()) == height
