"""Records as they were read, each with the sign of the rows it was read from.

A sign never comes twice, and is asked for at every read; so what is remembered here is served only
while it is true. For many threads.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from kindward.journal import AnyEntry, Record

PEOPLE: Final = 8
"""Whose records are remembered at the most, the least recently read leaving first."""


@dataclass(frozen=True, slots=True)
class Known:
    """A record, and the sign of the rows it was read from."""

    change: str
    record: Record


class Memory:
    """What is known of each person."""

    def __init__(self) -> None:
        self._known = OrderedDict[str, Known]()
        self._lock = Lock()

    def get(self, person: str, change: str | None) -> Known | None:
        """What is known, if it is of the rows with this sign."""
        with self._lock:
            known = self._known.get(person)
        return known if known and known.change == change else None

    def keep(self, person: str, known: Known) -> Known:
        """Remember a record."""
        with self._lock:
            self._known[person] = known
            self._known.move_to_end(person)
            while len(self._known) > PEOPLE:
                self._known.popitem(last=False)
        return known

    def keep_more(
        self, person: str, before: str | None, after: str, fresh: Iterable[AnyEntry]
    ) -> None:
        """Remember with a write what was known of the rows just before it."""
        known = self.get(person, before)
        if known:
            record = Record((*known.record.entries, *fresh), known.record.sealed)
            self.keep(person, Known(after, record))

    def forget(self, person: str) -> None:
        """Know nothing of this person."""
        with self._lock:
            self._known.pop(person, None)

    def forget_all(self) -> None:
        """Know nothing."""
        with self._lock:
            self._known.clear()
