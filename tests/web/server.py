"""Kindward as people run it: its own process, its own folder, a free port."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(home: Path, *more: str) -> Iterator[str]:
    """A server that keeps its things in `home`; yields its address, and stops it at the end."""
    plain = [sys.executable, "-P", "-m", "kindward", "serve", "--no-browser", "--port", "0"]
    command = [*plain, *more]
    surroundings = {**os.environ, "KINDWARD_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()
