"""The real command, run as a person would, in a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

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
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of a person with a plain terminal and an empty home."""
    ours = {"KINDWARD_HOME": str(tmp_path / "home"), "COLUMNS": "100", "NO_COLOR": "1"}
    kept = {name: value for name, value in os.environ.items() if name != "KINDWARD_DEBUG"}
    return kept | ours


@pytest.fixture
def kindward(surroundings: dict[str, str], tmp_path: Path) -> Run:
    """Runs `kindward` to its end; the folder it stands in is tmp_path."""

    def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-P", "-m", "kindward", *arguments]
        settings = {"capture_output": True, "text": True, "timeout": 120, "cwd": tmp_path}
        settings["env"] = surroundings
        return subprocess.run(command, check=False, **(settings | options))

    return run


@pytest.fixture
def score(tmp_path: Path) -> Path:
    """A practice of one's own that can last any length."""
    file = tmp_path / "warm-cup.score"
    file.write_text(A_SCORE)
    return file
