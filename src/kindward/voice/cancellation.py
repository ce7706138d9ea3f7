"""Cancelling work that nobody waits for, as soon as somebody waits for other work.

The same on both sides of the pipe: in the house the turn asks, and the worker is told; in the
worker that word asks, and the engine stops where it is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Cancelled(Exception):
    """Work that ended before it was done; it may be begun anew."""


class Cancellation:
    """Whether one piece of work is to end early. From any thread, and once for all."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stop: Callable[[], None] | None = None
        self.is_asked = False

    def ask(self) -> None:
        """End the work: now, or as soon as it begins."""
        with self._lock:
            self.is_asked = True
            if self._stop is not None:
                self._stop()

    @contextmanager
    def calls(self, stop: Callable[[], None]) -> Iterator[None]:
        """During the block, how the work is stopped; called at once where that was asked before."""
        with self._lock:
            self._stop = stop
            if self.is_asked:
                stop()
        try:
            yield
        finally:
            with self._lock:
                self._stop = None
