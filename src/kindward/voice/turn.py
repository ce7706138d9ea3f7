"""Whose turn it is: one at a time, who waits to listen before any work done ahead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from threading import Condition


class Haste(IntEnum):
    """How soon work is wanted; the least goes first."""

    NOW = 0
    """Somebody waits to hear it."""

    SOON = 1
    """Somebody listens, and will come to it."""

    LATER = 2
    """Nobody waits."""


def _go_on() -> None:
    """What is soon done is not left."""


class Turn:
    """A lock that lets the hastier go first; among equals, who came first."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: list[tuple[Haste, int]] = []
        self._tickets = count()
        self._holder: tuple[Haste, Callable[[], None]] | None = None

    @contextmanager
    def taken(self, haste: Haste, cancellation: Callable[[], None] = _go_on) -> Iterator[None]:
        """The turn, from now until the end of the block.

        `leave` is called, from another thread, each time that somebody hastier comes meanwhile.
        """
        with self._changed:
            ticket = (haste, next(self._tickets))
            heappush(self._waiting, ticket)
            if self._holder is not None and haste < self._holder[0]:
                self._holder[1]()
            self._changed.wait_for(lambda: self._holder is None and self._waiting[0] == ticket)
            heappop(self._waiting)
            self._holder = (haste, cancellation)
        try:
            yield
        finally:
            with self._changed:
                self._holder = None
                self._changed.notify_all()
