"""Whose turn it is: one at a time, someone who waits to listen before any work done ahead."""

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from threading import Condition


class Turn:
    """A lock that lets the urgent go first; among equals, who came first."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: list[tuple[bool, int]] = []
        self._tickets = count()
        self._taken = False

    @contextmanager
    def taken(self, *, urgent: bool) -> Iterator[None]:
        """The turn, from now until the end of the block."""
        with self._changed:
            ticket = (not urgent, next(self._tickets))
            heappush(self._waiting, ticket)
            self._changed.wait_for(lambda: not self._taken and self._waiting[0] == ticket)
            heappop(self._waiting)
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()
