"""Ratings of evenings and of beginnings by day and by week, and where somebody was in each week.

What is rated just after a practice is not read, since it tells of that hour.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kindward.insight.bands import WEEK, Floats
from kindward.insight.drift import Days, Fit
from kindward.insight.mixture import Mixture
from kindward.insight.words import Level, Range, Week
from kindward.journal import AnyEntry, Evening, Record, Sitting

MOST_DAYS: Final = 366
"""The latest days that a line is drawn through: no life goes straight for longer."""

LEAST_RATINGS: Final = 10
LEAST_DAYS: Final = 14
"""From the first rating to the last, before any level is told."""

_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """One rating, or the mean of a day's, as it was set."""

    on: dt.date
    value: float
    at_sitting: bool
    """Whether it was asked for as a sitting began, and not in the evening."""


def latest(record: Record, today: dt.date) -> Days:
    """The ratings of the latest `MOST_DAYS`."""
    return rated_days(record, today - dt.timedelta(days=MOST_DAYS - 1), today)


def rated_days(record: Record, since: dt.date, until: dt.date) -> Days:
    """Ratings of evenings and of beginnings, averaged for each day; sliders as they were set."""
    return _rated(record.entries, since, until)


def rated_evenings(record: Record, since: dt.date, until: dt.date) -> Days:
    """The ratings of evenings alone."""
    return _rated(record.evenings, since, until)


def _rated(entries: Sequence[AnyEntry], since: dt.date, until: dt.date) -> Days:
    told = np.array(list(_told(entries, since, until)), float).reshape(-1, 5)
    keys, place = np.unique(2 * told[:, 0] + told[:, 1], return_inverse=True)
    count, total = np.zeros((2, len(keys), 3))
    np.add.at(count, place, ~np.isnan(told[:, 2:]))
    np.add.at(total, place, np.nan_to_num(told[:, 2:]))
    return Days(
        since=since,
        day=keys // 2,
        opening=keys % 2 == 1,
        value=np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0),
        count=count,
    )


def _told(
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
            yield day, began, rating.judging, rating.hurt, rating.next_step


def _day(entry: AnyEntry) -> dt.date:
    return entry.day


def marks(days: Days, place: int) -> tuple[Mark, ...]:
    """The ratings of one slider, in the order of days."""
    return tuple(
        Mark(days.since + dt.timedelta(days=int(day)), float(value), bool(opening))
        for day, opening, value in zip(days.day, days.opening, days.value[:, place], strict=True)
        if not np.isnan(value)
    )


def is_early(days: Days, place: int) -> bool:
    """Whether one slider has too few ratings for any level."""
    told = days.day[days.count[:, place] > 0]
    return len(told) < LEAST_RATINGS or told[-1] - told[0] + 1 < LEAST_DAYS


def is_mostly_at_sittings(days: Days) -> bool:
    """Whether more days were rated as a sitting began than in the evening."""
    return bool(days.opening.mean() > _HALF)


def middles(days: Days) -> Floats:
    """Of each calendar week with a rating the one of its rated days that is in their middle.

    Of the first week it is the first, and of the last the last, so that a line spans them all.
    """
    rated = np.unique(days.day)
    _, first, count = np.unique(_number(days, rated), return_index=True, return_counts=True)
    middle: Floats = rated[first + (count - 1) // 2]
    middle[:1], middle[1:][-1:] = rated[:1], rated[-1:]
    return middle


def weeks(days: Days, place: int, at: Floats, fit: Fit) -> tuple[Week, ...]:
    """Calendar weeks with a rating of one slider, the oldest first; levels are as of `at`.

    Ratings are of evenings alone, or of beginnings alone, as the levels are.
    """
    levels = {} if is_early(days, place) else _levels(days, at, fit.level)
    rated = (days.opening == is_mostly_at_sittings(days)) & (days.count[:, place] > 0)
    count, value = days.count[rated, place], days.value[rated, place]
    number, of = np.unique(_number(days, days.day[rated]).astype(int), return_inverse=True)
    ratings = np.bincount(of, count)
    means = np.bincount(of, count * value) / ratings
    return tuple(
        Week(_monday(days) + dt.timedelta(days=7 * week), mean, int(many), levels.get(week))
        for week, mean, many in zip(number.tolist(), means.tolist(), ratings.tolist(), strict=True)
    )


def _levels(days: Days, at: Floats, level: Mixture) -> dict[int, Level]:
    """By the number of the week. A slider has no place outside 0 and 100, and so no level."""
    low, high = level.quantiles(0.1, 0.9).clip(0, 100)
    return {
        int(week): Level(
            days.since + dt.timedelta(days=int(day)), float(mean), Range(float(least), float(most))
        )
        for week, day, mean, least, most in zip(
            _number(days, at), at, level.mean.clip(0, 100), low, high, strict=True
        )
    }


def _monday(days: Days) -> dt.date:
    return days.since - dt.timedelta(days=days.since.weekday())


def _number(days: Days, day: Floats) -> Floats:
    """The calendar week of days, from the one of day 0."""
    number: Floats = (day + days.since.weekday()) // WEEK
    return number
