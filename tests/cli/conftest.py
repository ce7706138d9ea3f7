"""The real command, run as a person would, in a home of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.computer import Computer

Run = Callable[..., CompletedProcess[str]]

A_SCORE = """\
Title: A Warm Cup
Language: en

# Arriving
You might find a place where your body can rest a little.
(silence 10s, 2s to 60s)

# A slow pace
The ring on the screen keeps a slow pace, and your own pace is just as good.
(breath in 4s, out 6s, 5 times, 1 to 150 times)
Thank you for being here.
(silence 5s, 1s to 60s)
"""


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """One whose home is still empty, in tmp_path."""
    return Computer(tmp_path / "home")


@pytest.fixture
def surroundings(computer: Computer) -> dict[str, str]:
    """The environment of what `kindward` runs; a test may change it."""
    return computer.surroundings


@pytest.fixture
def kindward(computer: Computer, surroundings: dict[str, str]) -> Run:
    """Runs `kindward` to its end; the folder it stands in is tmp_path."""
    return partial(computer.run, env=surroundings)


@pytest.fixture
def score(tmp_path: Path) -> Path:
    """A practice of one's own that can last any length."""
    file = tmp_path / "warm-cup.score"
    file.write_text(A_SCORE)
    return file
