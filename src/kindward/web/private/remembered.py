"""What was worked out of a record, for as long as that very record is remembered and no longer.

The store keeps one record in memory until something is written or its pages are closed; what was
worked out of it goes with it. So an answer is never older than its record, and closing the pages
forgets both.
"""

import datetime as dt
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, RLock, Thread
from typing import Generic, TypeVar

from kindward.journal import Record

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Known(Generic[Answer]):
    of: "weakref.ref[Record]"
    today: dt.date
    answer: Answer


class Remembered(Generic[Answer]):
    """Work on a record as of a day, done once. Of many threads that ask, one works."""

    def __init__(self, work: Callable[[Record, dt.date], Answer]) -> None:
        """`work` is pure, and what it gives does not hold the record."""
        self._work = work
        self._working = Lock()
        self._lock = RLock()  # a record may go while this is held
        self._known: _Known[Answer] | None = None

    def __call__(self, record: Record, today: dt.date) -> Answer:
        """The answer for a record as of a day."""
        with self._working:
            known = self._of(record, today)
            if known is not None:
                return known.answer
            answer = self._work(record, today)
            with self._lock:
                self._known = _Known(weakref.ref(record, self._forget), today, answer)
            return answer

    def ahead(self, record: Record, today: dt.date) -> None:
        """Begin the work behind whoever reads something else, so that the answer is there."""
        if self._of(record, today) is None:
            Thread(target=self, args=(record, today), name="ahead", daemon=True).start()

    def _of(self, record: Record, today: dt.date) -> _Known[Answer] | None:
        known = self._known
        is_it = known is not None and known.of() is record and known.today == today
        return known if is_it else None

    def _forget(self, gone: "weakref.ref[Record]") -> None:
        with self._lock:
            if self._known is not None and self._known.of is gone:
                self._known = None
