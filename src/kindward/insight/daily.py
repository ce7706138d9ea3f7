"""Ratings by day: of evenings, and of the moments in which sittings begin.

What is rated just after a practice is not read, since it tells of that hour.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kindward.arrays import Flags, Floats
from kindward.insight.state_space import WEEK
from kindward.journal import AnyEntry, Evening, Record, Sitting

MOST_DAYS: Final = 366
"""The latest days that a line is drawn through: no life goes straight for longer."""

_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class DailyRatings:
    """Ratings by day and kind, in the order of days, at most one row for each; `n` rows."""

    since: dt.date
    """Day 0."""

    day: Floats
    """[n] whole days."""

    opening: Flags
    """[n] whether they were asked for as a sitting began, and not in the evening."""

    value: Floats
    """[n, sliders] means of that day, as the sliders were set; NaN where there is none."""

    count: Floats
    """[n, sliders] ratings behind each."""

    def until(self, last: dt.date) -> "DailyRatings":
        """The rows up to a day."""
        end = int(np.searchsorted(self.day, (last - self.since).days, side="right"))
        return DailyRatings(
            self.since, self.day[:end], self.opening[:end], self.value[:end], self.count[:end]
        )

    def regressors(self, day: Floats, opening: Flags) -> Floats:
        """[k, 3] what usual, slope and opening are multiplied with on some days."""
        week = (day - self.day.mean()) / WEEK
        return np.column_stack((np.ones(len(day)), week, opening.astype(float)))

    def is_mostly_openings(self) -> bool:
        """Whether more days were rated as a sitting began than in the evening."""
        return bool(self.opening.mean() > _HALF)


@dataclass(frozen=True, slots=True)
class DailyRating:
    """One rating of one slider, or the mean of a day's, as it was set."""

    on: dt.date
    value: float
    at_sitting: bool
    """Whether it was asked for as a sitting began, and not in the evening."""


def latest(record: Record, today: dt.date) -> DailyRatings:
    """The ratings of the latest `MOST_DAYS`."""
    return daily_ratings(record, today - dt.timedelta(days=MOST_DAYS - 1), today)


def daily_ratings(record: Record, since: dt.date, until: dt.date) -> DailyRatings:
    """Ratings of evenings and of beginnings, averaged for each day; sliders as they were set."""
    return _averaged(record.entries, since, until)


def daily_evenings(record: Record, since: dt.date, until: dt.date) -> DailyRatings:
    """The ratings of evenings alone."""
    return _averaged(record.evenings, since, until)


def slider_ratings(days: DailyRatings, slider: int) -> tuple[DailyRating, ...]:
    """The ratings of one slider, in the order of days."""
    return tuple(
        DailyRating(days.since + dt.timedelta(days=int(day)), float(value), bool(opening))
        for day, opening, value in zip(days.day, days.opening, days.value[:, slider], strict=True)
        if not np.isnan(value)
    )


def _averaged(entries: Sequence[AnyEntry], since: dt.date, until: dt.date) -> DailyRatings:
    rated = np.array(list(_rated(entries, since, until)), float).reshape(-1, 5)
    keys, place = np.unique(2 * rated[:, 0] + rated[:, 1], return_inverse=True)
    count, total = np.zeros((2, len(keys), 3))
    np.add.at(count, place, ~np.isnan(rated[:, 2:]))
    np.add.at(total, place, np.nan_to_num(rated[:, 2:]))
    return DailyRatings(
        since=since,
        day=keys // 2,
        opening=keys % 2 == 1,
        value=np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0),
        count=count,
    )


def _rated(
    entries: Sequence[AnyEntry], since: dt.date, until: dt.date
) -> Iterable[tuple[float | None, ...]]:
    """Each rating: its day, whether a sitting began with it, and the three as they were set."""
    first = bisect_left(entries, since, key=_day)
    last = bisect_right(entries, until, key=_day)
    for entry in entries[first:last]:
        rating, began = None, isinstance(entry, Sitting)
        if isinstance(entry, Sitting):
            rating = entry.before
        elif isinstance(entry, Evening):
            rating = entry.feeling
        if rating is not None and not rating.is_empty():
            day = (entry.day - since).days
            yield day, began, *rating.as_set()


def _day(entry: AnyEntry) -> dt.date:
    return entry.day
