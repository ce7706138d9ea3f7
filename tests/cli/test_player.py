import sys

import pytest

from kindward.cli.player import Program, Sound, find_program, sound_of
from kindward.studio import Recording

pytestmark = pytest.mark.slow

HEAD = b"RIFF, and so on"
SECOND = 96_000
SAMPLES = bytes(range(96)) * 1000 * 3
WHOLE = HEAD + SAMPLES

COPY = "import shutil, sys; shutil.copyfileobj(sys.stdin.buffer, open(sys.argv[1], 'wb'))"
COPY_FILE = "import shutil, sys; shutil.copy(sys.argv[2], sys.argv[1])"
SLEEP = "import time; time.sleep(600)"


@pytest.fixture
def play(tmp_path):
    """Plays three seconds to a player that keeps what it hears, and gives what it heard."""
    recording = Recording("audio/wav", len(WHOLE), '""', lambda a, b: iter([WHOLE[a:b]]))

    def playing(code, takes, from_s):
        heard = tmp_path / "heard"
        program = Program((sys.executable, "-c", code, str(heard)), takes)
        player = Sound(recording, 3, program, tmp_path).play(from_s)
        return player, heard

    return playing


@pytest.mark.parametrize(
    ("code", "takes", "head"),
    [(COPY, "stream", HEAD), (COPY, "samples", b""), (COPY_FILE, "file", HEAD)],
)
@pytest.mark.parametrize("from_s", [0, 1, 2.5])
def test_a_player_hears_the_sitting_from_any_second(code, takes, head, from_s, play):
    player, heard = play(code, takes, from_s)
    assert player.process.wait(60) == 0
    assert heard.read_bytes() == head + SAMPLES[int(from_s * SECOND) :]


def test_a_player_is_quiet_once_it_is_ended(play):
    player, _ = play(SLEEP, "stream", 0)
    assert not player.has_ended
    player.end()
    assert player.has_ended


def test_a_player_that_gives_up_is_noticed(play):
    player, _ = play("raise SystemExit(1)", "stream", 0)
    player.process.wait(60)
    assert player.has_ended


def test_a_machine_without_a_player_has_no_sound(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_program() is None
    with sound_of(Recording("audio/wav", 0, '""', lambda *_: iter(())), 60) as sound:
        assert sound is None
