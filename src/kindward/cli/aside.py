"""Ctrl+Z and `fg`: what goes on for minutes stands aside whole, and comes back where it was."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Aside:
    """Whether to stand aside; whoever is asked to puts the terminal in order first."""

    is_asked: bool = False

    def stand(self) -> None:
        """Stopped, until somebody has this program go on."""
        self.is_asked = False
        if sys.platform != "win32":
            ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, ours)


@contextmanager
def aside() -> Iterator[Aside]:
    """Ctrl+Z asks, and does no more, until the end. Windows has none."""
    asked = Aside()
    if sys.platform == "win32":
        yield asked
        return

    def ask(*_: object) -> None:
        asked.is_asked = True

    before = signal.signal(signal.SIGTSTP, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGTSTP, before)
