"""Ratings by calendar week, and the level in each: where somebody was then."""

import datetime as dt
from typing import Final

import numpy as np

from kindward.arrays import Floats
from kindward.insight.daily import DailyRatings
from kindward.insight.mixture import Mixture
from kindward.insight.state_space import WEEK
from kindward.insight.statements import Interval, Level, Week
from kindward.insight.trend_model import TrendFit

LEAST_RATINGS: Final = 10
LEAST_DAYS: Final = 14
"""From the first rating to the last, before any level is told."""


def is_early(days: DailyRatings, slider: int) -> bool:
    """Whether one slider has too few ratings for any level."""
    rated = days.day[days.count[:, slider] > 0]
    return len(rated) < LEAST_RATINGS or rated[-1] - rated[0] + 1 < LEAST_DAYS


def middles(days: DailyRatings) -> Floats:
    """Of each calendar week with a rating the one of its rated days that is in their middle.

    Of the first week it is the first, and of the last the last, so that a line spans them all.
    """
    rated = np.unique(days.day)
    _, first, count = np.unique(_number(days, rated), return_index=True, return_counts=True)
    middle: Floats = rated[first + (count - 1) // 2]
    middle[:1], middle[1:][-1:] = rated[:1], rated[-1:]
    return middle


def weeks(days: DailyRatings, slider: int, at: Floats, fit: TrendFit) -> tuple[Week, ...]:
    """Calendar weeks with a rating of one slider, the oldest first; levels are as of `at`.

    Ratings are of evenings alone, or of beginnings alone, as the levels are.
    """
    levels = {} if is_early(days, slider) else _levels(days, at, fit.level)
    rated = (days.opening == days.is_mostly_openings()) & (days.count[:, slider] > 0)
    count, value = days.count[rated, slider], days.value[rated, slider]
    number, of = np.unique(_number(days, days.day[rated]).astype(int), return_inverse=True)
    ratings = np.bincount(of, count)
    means = np.bincount(of, count * value) / ratings
    return tuple(
        Week(_monday(days) + dt.timedelta(days=7 * week), mean, int(many), levels.get(week))
        for week, mean, many in zip(number.tolist(), means.tolist(), ratings.tolist(), strict=True)
    )


def _levels(days: DailyRatings, at: Floats, level: Mixture) -> dict[int, Level]:
    """By the number of the week. A slider has no place outside 0 and 100, and so no level."""
    low, high = level.quantiles(0.1, 0.9).clip(0, 100)
    return {
        int(week): Level(
            days.since + dt.timedelta(days=int(day)),
            float(mean),
            Interval(float(least), float(most)),
        )
        for week, day, mean, least, most in zip(
            _number(days, at), at, level.mean.clip(0, 100), low, high, strict=True
        )
    }


def _monday(days: DailyRatings) -> dt.date:
    return days.since - dt.timedelta(days=days.since.weekday())


def _number(days: DailyRatings, day: Floats) -> Floats:
    """The calendar week of days, from the one of day 0."""
    number: Floats = (day + days.since.weekday()) // WEEK
    return number
