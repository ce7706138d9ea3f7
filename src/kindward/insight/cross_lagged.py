"""Cross-lagged regression: what each of the three tends to be followed by on the next evening.

    tomorrow's y = level of these four weeks + a * today's y + slope * (today's x - 50) + e

with x and y in slider points, slope ~ N(0, .15^2), a ~ N(.3, .3^2), the level of all ~ N(35, 25^2)
and that of four weeks around it ~ N(0, 10^2). It tells a direction, and rarely more. One person's
diary shows little of this: moods that are rated roughly seem to follow from each other when both
only follow the same days. Such days look the same read backwards; so nothing is said unless x is
surely followed by y more than it is preceded by it, and nothing before half a year. It remains what
tends to follow, and never what was brought about.

Six questions are asked at once, so each has to be surer than one would: of people in whose lives
nothing follows from anything, at most 5 in 100 are told any (`bench/weeks.py`). With a likely
asymmetry (.8) beside a sure slope it was up to 36 in 100, and no more was found of what was there.
"""

import datetime as dt
from typing import Final

import numpy as np
from scipy.special import ndtr

from kindward.arrays import Floats
from kindward.insight.daily import daily_evenings
from kindward.insight.statements import CrossLag, Interval, Verdict
from kindward.journal import Measure, Record

SLOPE_SD: Final = 0.15
TODAY: Final = (0.3, 0.3)
"""Prior mean and SD of a, the coefficient of today's y."""
LEVEL: Final = (35.0, 25.0)
MONTH_SD: Final = 10.0
"""Of the level of four weeks around the level of all."""

LEAST_DAYS: Final = 168
LEAST_PAIRS: Final = 90
MOST_DAYS: Final = 731
LEANING: Final = 0.975
CLEAR: Final = 0.998
BACKWARDS: Final = 0.985
"""How likely it has to be that it follows more than it precedes."""

FOUR_WEEKS: Final = 28


def cross_lags(record: Record, today: dt.date) -> tuple[CrossLag, ...]:
    """Each of the three, and each of the others on the next evening; six in all."""
    rated = evenings(record, today)
    return tuple(
        _one(rated[:, x], rated[:, y], of, then)
        for x, of in enumerate(Measure)
        for y, then in enumerate(Measure)
        if x != y
    )


def evenings(record: Record, today: dt.date) -> Floats:
    """[days, 3] evenings as they were set, a row for every day; NaN where there is none."""
    since = today - dt.timedelta(days=MOST_DAYS - 1)
    days = daily_evenings(record, since, today)
    rated = np.full((MOST_DAYS, 3), np.nan)
    rated[days.day.astype(int)] = days.value
    return rated


def _one(x: Floats, y: Floats, of: Measure, then: Measure) -> CrossLag:
    mean, sd, pairs, days = _slope(x, y)
    is_enough = pairs >= LEAST_PAIRS and days >= LEAST_DAYS
    back, back_sd, *_ = _slope(x[::-1], y[::-1])
    sure = float(ndtr(mean / sd))
    more = float(ndtr((mean - back) / np.hypot(sd, back_sd)))
    return CrossLag(
        of=of,
        then=then,
        state=_verdict(sure, more) if is_enough else Verdict.TOO_EARLY,
        rises=sure,
        rather_after=more,
        slope=mean,
        range_95=Interval(mean - 1.96 * sd, mean + 1.96 * sd),
        pairs=pairs,
    )


def _verdict(rises: float, rather_after: float) -> Verdict:
    """HARDER is never said here: whether more is better depends on what it is more of."""
    sure, agrees = max((rises, rather_after), (1 - rises, 1 - rather_after))
    if agrees < BACKWARDS or sure < LEANING:
        return Verdict.TOO_EARLY
    return Verdict.CLEAR if sure > CLEAR else Verdict.LEANING


def _slope(x: Floats, y: Floats) -> tuple[float, float, int, int]:
    """Posterior mean and SD of the slope, pairs of evenings it rests on, and days they span.

    The error variance is plugged in, in `_ROUNDS` from one to the other: the mean squared residual
    at the posterior mean, and 1 so that it is never 0.
    """
    rows = np.flatnonzero(~np.isnan(x[:-1]) & ~np.isnan(y[:-1]) & ~np.isnan(y[1:]))
    if not rows.size:
        return 0.0, SLOPE_SD, 0, 0
    months = rows // FOUR_WEEKS
    columns = np.column_stack(
        (x[rows] - 50.0, y[rows], np.ones(len(rows)), months[:, None] == np.unique(months))
    )
    extra = columns.shape[1] - 3
    mean = np.array((0.0, TODAY[0], LEVEL[0], *np.zeros(extra)))
    prior_precision = np.array((SLOPE_SD, TODAY[1], LEVEL[1], *np.full(extra, MONTH_SD))) ** -2.0
    residual = y[rows + 1] - columns @ mean
    variance = float(residual.var()) + 1.0
    gram, outer = columns.T @ columns, columns.T @ residual
    for _ in range(_ROUNDS):
        covariance = np.linalg.inv(gram / variance + np.diag(prior_precision))
        coefficients = covariance @ outer / variance
        variance = float(np.mean((residual - columns @ coefficients) ** 2)) + 1.0
    span = int(rows[-1] - rows[0]) + 1
    return float(coefficients[0]), float(np.sqrt(covariance[0, 0])), len(rows), span


_ROUNDS: Final = 4
