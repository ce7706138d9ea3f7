"""Kindward as people run it: its own process, its own folder, a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kindward.voice import SILENT

QUIETLY = {"KINDWARD_WARM_UP": "0", "KINDWARD_VOICE": SILENT}
"""No voice is made ready before it is asked, and silence takes no time to make."""

SPOKEN = {"KINDWARD_VOICE": ""}
"""The voice that people hear on this machine."""


def share_clips(home: Path) -> None:
    """What one test has had spoken, no other has to: clips are named by what they hold."""
    session = next((p for p in home.parents if re.fullmatch(r"pytest-\d+", p.name)), None)
    if session and not (home / "clips").exists():
        (session / "clips").mkdir(mode=0o700, exist_ok=True)
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / "clips").symlink_to(session / "clips")


@contextmanager
def serving(home: Path, *more: str, code: str = "", **surroundings: str) -> Iterator[str]:
    """A server that keeps its things in `home`; yields its address, and stops it at the end.

    `code` is run before it, to switch off what a control is about.
    """
    share_clips(home)
    with process(home, *more, code=code, stdout=subprocess.PIPE, **surroundings) as server:
        yield server.stdout.readline().split()[-1]


@contextmanager
def process(
    home: Path, *more: str, code: str = "", stdout: int, stderr: int | None = None, **env: str
) -> Iterator["subprocess.Popen[str]"]:
    """The server itself, quiet unless a voice is named."""
    main = ["-c", f"{code}\nfrom kindward.cli import main\nmain()"] if code else ["-m", "kindward"]
    command = [sys.executable, "-P", *main, "serve", "--no-browser", "--port", "0", *more]
    env = {**os.environ, **QUIETLY, "KINDWARD_HOME": str(home), **env}
    with subprocess.Popen(command, stdout=stdout, stderr=stderr, text=True, env=env) as server:
        try:
            yield server
        finally:
            server.terminate()
