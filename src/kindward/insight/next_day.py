"""How the evening after was: after evenings with more of one of the three than usual, and less.

*Usual* is the median of the other evenings within a fortnight to each side, so that a level that
drifts over months puts no season on one side alone. An evening counts as more, or less, from 5
points away. Days resemble the days before them, so the difference's SE allows for a week of that
(Newey and West 1987). It is what tended to follow. It is never what was brought about: hard days
come together, whatever began them; `cross_lagged.py` asks whether one rather comes before another.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from kindward.arrays import Flags, Floats, Ints
from kindward.insight.cross_lagged import MOST_DAYS, evenings
from kindward.insight.statements import Interval
from kindward.journal import Did, Measure, Record

AWAY: Final = 5.0
"""Points from the usual, from which on an evening counts as more or less."""

FORTNIGHT: Final = 14
LEAST_AROUND: Final = 5
"""Other evenings around, before there is a usual."""

LEAST_PAIRS: Final = 20
"""Evenings on each side with the next one written."""

SURE: Final = 2.8
"""SEs from nothing: nine questions are asked at once."""

MEMORY: Final = 7
"""Days for which a day is allowed to resemble the ones before."""


class Difference(StrEnum):
    """What followed more, beside what followed less."""

    TOO_EARLY = "too-early"
    ALIKE = "alike"
    """No difference that these days can show."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class NextDayOutcome:
    """One thing on the next evening: how it was after more, and after less."""

    then: Measure | None
    """None for the small thing: the share of days on which it was done, at least in part."""

    state: Difference
    after_more: float
    """Mean, in slider points; of the small thing the share, from 0 to 1. 0 without any evening."""

    after_less: float
    range_95: Interval
    """95 % confidence interval of the difference, more minus less."""

    more: int
    less: int
    """Pairs of evenings on each side."""


@dataclass(frozen=True, slots=True)
class NextDay:
    """What followed evenings with more, and with less, of one of the three."""

    of: Measure
    outcomes: tuple[NextDayOutcome, ...]
    """The two others, then the small thing."""


def next_days(record: Record, today: dt.date) -> tuple[NextDay, ...]:
    """One for each of the three, out of the latest two years up to today."""
    rated, did = evenings(record, today), _did(record, today)
    return tuple(
        NextDay(of, (*_others(rated, slider), _outcome(None, _sides(rated[:, slider]), did)))
        for slider, of in enumerate(Measure)
    )


def _others(rated: Floats, slider: int) -> tuple[NextDayOutcome, ...]:
    sides = _sides(rated[:, slider])
    others = [(y, then) for y, then in enumerate(Measure) if y != slider]
    return tuple(_outcome(then, sides, rated[:, y]) for y, then in others)


def _did(record: Record, today: dt.date) -> Floats:
    """[days] 1 where the small thing was done, at least in part, 0 where not; NaN if untold."""
    since = today - dt.timedelta(days=MOST_DAYS - 1)
    did = np.full(MOST_DAYS, np.nan)
    for evening in record.evenings:
        if evening.did and since <= evening.of <= today:
            did[(evening.of - since).days] = evening.did is not Did.NO
    return did


def _sides(x: Floats) -> Ints:
    """[days] 1 for an evening with more than usual, -1 for less, 0 for neither or for none."""
    away = x - _usual(x)
    sides: Ints = np.where(np.abs(away) >= AWAY, np.sign(away), 0).astype(int)
    return sides


def _usual(x: Floats) -> Floats:
    """[days] the running median without the day itself; NaN where there are too few around it."""
    padded = np.pad(x, FORTNIGHT, constant_values=np.nan)
    around = sliding_window_view(padded, 2 * FORTNIGHT + 1).copy()
    around[:, FORTNIGHT] = np.nan
    around.sort(axis=1)
    count = (~np.isnan(around)).sum(1)
    low, high = np.maximum(count - 1, 0) // 2, count // 2
    day = np.arange(len(x))
    middle = (around[day, low] + around[day, high]) / 2
    return np.where(count >= LEAST_AROUND, middle, np.nan)


def _outcome(then: Measure | None, sides: Ints, y: Floats) -> NextDayOutcome:
    following = np.append(y[1:], np.nan)
    rated = ~np.isnan(following)
    more, less = (sides == 1) & rated, (sides == -1) & rated
    after_more, after_less = (
        float(following[side].mean()) if side.any() else 0.0 for side in (more, less)
    )
    difference = after_more - after_less
    margin = SURE * _se(following, more, less)
    half_width = margin * 1.96 / SURE
    is_enough = min(more.sum(), less.sum()) >= LEAST_PAIRS
    return NextDayOutcome(
        then=then,
        state=_direction(difference, margin) if is_enough else Difference.TOO_EARLY,
        after_more=after_more,
        after_less=after_less,
        range_95=Interval(difference - half_width, difference + half_width),
        more=int(more.sum()),
        less=int(less.sum()),
    )


def _direction(difference: float, margin: float) -> Difference:
    if abs(difference) <= margin:
        return Difference.ALIKE
    return Difference.HIGHER if difference > 0 else Difference.LOWER


def _se(y: Floats, more: Flags, less: Flags) -> float:
    """Newey-West SE of the difference of means; never less than if days were independent."""
    influence = np.zeros(len(y))
    for side, sign in ((more, 1), (less, -1)):
        if side.any():
            influence[side] = sign * (y[side] - y[side].mean()) / side.sum()
    independent = float(influence @ influence)
    autocorrelated = independent + 2 * sum(
        (1 - lag / (MEMORY + 1)) * float(influence[lag:] @ influence[:-lag])
        for lag in range(1, MEMORY + 1)
    )
    return float(np.sqrt(max(independent, autocorrelated)))
