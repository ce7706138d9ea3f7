"""The observations of a trial as arrays: one row for each day, and what its evening said.

An evening that was written late counts, and is marked. What was left out stays out: no day is
imputed.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from kindward.arrays import Flags, Floats, Ints
from kindward.journal import Did, Evening, Measure, Record, Trial
from kindward.trial.randomization import BLOCK

DONE: Final[Mapping[Did, float]] = {Did.NO: 0.0, Did.PARTLY: 50.0, Did.YES: 100.0}
"""Points of 100 for each answer to whether the small thing was done."""


@dataclass(frozen=True, slots=True)
class Observations:
    """Arrays of shape [days], of the trial so far; points of 100, NaN where nothing was said."""

    kind: Flags
    """True for a kind-coach day, False for a usual one."""

    block: Ints
    """The number of its block, from 0."""

    done: Floats
    able_next: Floats
    """`next_step` on the day after."""

    judging: Floats
    hurt: Floats
    late: Flags
    """Whether the evening was written after its night."""

    @property
    def cost(self) -> Floats:
        """The mean of judging and hurt, of those that were answered."""
        return mean_answered(np.array((self.judging, self.hurt)))


def observations(
    record: Record, trial: Trial, today: dt.date, *, on_time: bool = False
) -> Observations:
    """The days of the trial up to today, the last of them with what its next day said.

    `on_time` leaves out evenings that were written late.
    """
    last = min(today, trial.stopped or trial.ends)
    count = min(max((last - trial.begins).days + 1, 0), len(trial.kind))
    dates = [trial.begins + dt.timedelta(days=day) for day in range(count + 1)]
    by_day = {
        one.of: one
        for one in record.evenings
        if dates[0] <= one.of <= dates[-1] and not (on_time and one.is_late)
    }
    evenings = [by_day.get(date) for date in dates]
    return Observations(
        kind=np.array(trial.kind[:count], dtype=bool),
        block=np.arange(count) // len(BLOCK),
        done=_column(evenings[:count], _done),
        able_next=_column(evenings[1:], _slider(Measure.NEXT_STEP)),
        judging=_column(evenings[:count], _slider(Measure.JUDGING)),
        hurt=_column(evenings[:count], _slider(Measure.HURT)),
        late=np.array([one is not None and one.is_late for one in evenings[:count]], bool),
    )


def mean_answered(parts: Floats) -> Floats:
    """[days] the mean of those of [parts, days] that are numbers; NaN where none is."""
    answered = ~np.isnan(parts)
    count = answered.sum(0)
    total = np.where(answered, parts, 0.0).sum(0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _column(evenings: list[Evening | None], value: Callable[[Evening], float | None]) -> Floats:
    values = (None if evening is None else value(evening) for evening in evenings)
    return np.array([np.nan if found is None else found for found in values], dtype=float)


def _done(evening: Evening) -> float | None:
    return DONE[evening.did] if evening.did else None


def _slider(measure: Measure) -> Callable[[Evening], float | None]:
    return lambda evening: getattr(evening.feeling, measure.slider, None)
