"""Where a day stands in a trial: before, within or after it, and what may be done on it. Pure.

A day is an argument everywhere; what "today" is for a person is said by whoever asks.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kindward.journal import Trial
from kindward.trial.design import design_of


class Stage(StrEnum):
    """Where a trial stands."""

    WAITING = "waiting"
    RUNNING = "running"
    OVER = "over"
    STOPPED = "stopped"

    @property
    def is_under_way(self) -> bool:
        """Whether it has days to come."""
        return self in {Stage.WAITING, Stage.RUNNING}


@dataclass(frozen=True, slots=True)
class TrialDay:
    """One of the days of a trial that runs."""

    trial: Trial
    number: int
    """Which of its days it is, from 1."""

    @property
    def is_kind(self) -> bool:
        """Whether it is a kind-coach day."""
        return self.trial.kind[self.number - 1]


def latest(trials: Sequence[Trial]) -> Trial | None:
    """The trial of a record that was planned last; no other can be under way."""
    return trials[-1] if trials else None


def stage(trial: Trial, day: dt.date) -> Stage:
    """Where a trial stands on a day."""
    if trial.stopped:
        return Stage.STOPPED
    if day < trial.begins:
        return Stage.WAITING
    return Stage.OVER if day > trial.ends else Stage.RUNNING


def trial_day(trials: Sequence[Trial], day: dt.date) -> TrialDay | None:
    """The day of the trial that runs; None while none does."""
    trial = latest(trials)
    if trial is None or stage(trial, day) is not Stage.RUNNING:
        return None
    return TrialDay(trial, (day - trial.begins).days + 1)


def due(trial: Trial, day: dt.date) -> tuple[dt.date, ...]:
    """The days whose evening can be written on `day`, the oldest first: none after a stop."""
    last = _observed_until(trial, day)
    return tuple(date for date in design_of(trial).dates if date <= last)


def may_be_analyzed(trial: Trial, day: dt.date) -> bool:
    """Whether an analysis may be shown: half of the days were over before it was stopped."""
    return _observed_until(trial, day) >= design_of(trial).first_interim


def _observed_until(trial: Trial, day: dt.date) -> dt.date:
    return min(day, trial.stopped or day)
