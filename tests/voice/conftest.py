import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from kindward.voice import Shelf, Speaker, VoiceInfo

TROUBLED = (sys.executable, str(Path(__file__).with_name("troubled_worker.py")))


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def voice_of(engine, language="en"):
    """A voice that exists in the troubled worker alone."""
    return VoiceInfo(
        name=f"{engine}-test",
        engine=engine,
        language=language,
        licence="",
        sample_rate=48_000,
        is_here=True,
        is_default=False,
        why="",
    )


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "clips")


@pytest.fixture
def speaker(shelf):
    with closing_speaker(Speaker(shelf)) as speaker:
        yield speaker


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mark(tmp_path, monkeypatch):
    place = tmp_path / "mark"
    monkeypatch.setenv("KINDWARD_TEST_MARK", str(place))
    return place


@pytest.fixture
def troubled(shelf, clock, mark):
    """A speaker over engines that fail, up and running, and patient for three seconds."""
    with closing_speaker(Speaker(shelf, command=TROUBLED, limit_s=3, clock=clock)) as speaker:
        speaker.warm_up(voice_of("silent"))
        yield speaker


@pytest.fixture
def voice():
    return voice_of


@contextmanager
def closing_speaker(speaker):
    try:
        yield speaker
    finally:
        speaker.close()


@pytest.fixture
def gone():
    """Whether a process ends within ten seconds."""

    def wait(pid):
        for _ in range(1000):
            if not alive(pid):
                return True
            time.sleep(0.01)
        return False

    return wait


def alive(pid):
    """Whether a process runs; one that is only waiting to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    except NotADirectoryError:  # no /proc here
        os.kill(pid, 0)
        return True
    return state not in "ZX"
