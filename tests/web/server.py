"""Kindward as people run it: its own process, its own folder, a free port."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """A server that keeps its things in `home`; yields its address, and stops it at the end.

    It makes no voice ready before it is asked: minutes of work that no test listens to.
    """
    command = [sys.executable, "-P", "-m", "kindward", "serve", "--no-browser", "--port", "0"]
    surroundings = {**os.environ, "KINDWARD_HOME": str(home), "KINDWARD_WARM_UP": "0"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()
