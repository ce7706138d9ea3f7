"""The days of an honest look as arrays: what kind each was, and what its evening said.

An evening that was written later counts too, and is known as late. What was left out stays out: no
day is filled in.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.journal import Did, Evening, Look, Record

Floats = NDArray[np.float64]

BLOCK_DAYS: Final = 4
DONE: Final[Mapping[Did, float]] = {Did.NO: 0.0, Did.PARTLY: 50.0, Did.YES: 100.0}


@dataclass(frozen=True, slots=True)
class LookDays:
    """One row for each day of the look so far; NaN where nothing was said."""

    kind: NDArray[np.bool_]
    block: NDArray[np.int64]
    done: Floats
    able_next: Floats
    """How able on the day after."""

    judging: Floats
    hurt: Floats
    late: NDArray[np.bool_]
    """Whether the evening was written after its night."""

    @property
    def cost(self) -> Floats:
        """The mean of judging and hurt, of those that were told."""
        return mean_told(np.array((self.judging, self.hurt)))


def look_days(record: Record, look: Look, today: dt.date, *, on_time: bool = False) -> LookDays:
    """The days of the look up to today, the last of them with what its next day said.

    `on_time` leaves out evenings that were written late.
    """
    last = min(today, look.stopped or look.ends)
    count = min(max((last - look.begins).days + 1, 0), len(look.kind))
    dates = [look.begins + dt.timedelta(days=day) for day in range(count + 1)]
    by_day = {
        one.of: one
        for one in record.evenings
        if dates[0] <= one.of <= dates[-1] and not (on_time and one.is_late)
    }
    told = [by_day.get(date) for date in dates]
    return LookDays(
        kind=np.array(look.kind[:count], dtype=bool),
        block=np.arange(count) // BLOCK_DAYS,
        done=_column(told[:count], _done),
        able_next=_column(told[1:], _slider("next_step")),
        judging=_column(told[:count], _slider("judging")),
        hurt=_column(told[:count], _slider("hurt")),
        late=np.array([one is not None and one.is_late for one in told[:count]], bool),
    )


def mean_told(parts: Floats) -> Floats:
    """[days] the mean of the parts [parts, days] that were told; NaN where none was."""
    told = ~np.isnan(parts)
    count = told.sum(0)
    summed = np.where(told, parts, 0.0).sum(0)
    return np.where(count > 0, summed / np.maximum(count, 1), np.nan)


def _column(told: list[Evening | None], value: Callable[[Evening], float | None]) -> Floats:
    values = (None if evening is None else value(evening) for evening in told)
    return np.array([np.nan if found is None else found for found in values], dtype=float)


def _done(evening: Evening) -> float | None:
    return DONE[evening.did] if evening.did else None


def _slider(name: str) -> Callable[[Evening], float | None]:
    return lambda evening: getattr(evening.feeling, name, None)
