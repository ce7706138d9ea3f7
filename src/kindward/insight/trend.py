"""Where judging, hurt and next step have been going over the weeks, each by itself.

Evenings and the ratings with which sittings begin are read; what is rated just after a practice is
not, since it tells of that hour. People come when it is heavy, so beginnings have a level of their
own. A linear trend is told apart from moods that are autocorrelated and drift by themselves
(`trend_model.py`): a plain regression line tells one person in four of a change where there is
none, this one fewer than one in ten (`bench/weeks.py`).
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kindward.insight.daily import DailyRatings, latest
from kindward.insight.mixture import Mixture
from kindward.insight.statements import Interval, Trend, Verdict
from kindward.insight.trend_model import TREND_PRIORS, TrendPriors, trend_fits
from kindward.insight.weeks import middles, weeks
from kindward.journal import Measure, Record


@dataclass(frozen=True, slots=True)
class TrendRules:
    """Thresholds in days, probabilities and slider points for a week."""

    days: int = 56
    rated: int = 20
    """Days with a rating."""
    leaning: float = 0.8
    clear: float = 0.975
    look: int = 14
    """Days before, at which it must have been so too."""
    same: float = 0.4
    """No change: the 95 % range of the slope lies within this of nothing (5 points in 12 weeks)."""
    harder: float = 0.975
    """At two looks, as sure as for better. At .9 and one, who looks each fortnight of half a year
    is told so of one slider in four, where life only drifts; so, of one in thirty."""


RULES: Final = TrendRules()

LEAST_WOBBLE: Final = 10
"""Ratings before a usual wobble is known."""

_SLOPE: Final = 1
_EVEN: Final = 0.5


def trends(
    record: Record,
    today: dt.date,
    priors: TrendPriors = TREND_PRIORS,
    rules: TrendRules = RULES,
) -> tuple[Trend, ...]:
    """One for each of the three, over the latest days (`daily.MOST_DAYS`) up to today."""
    days = latest(record, today)
    if not len(days.day):
        return tuple(Trend.unknown(measure) for measure in Measure)
    at, at_sittings = middles(days), days.is_mostly_openings()
    once = today - dt.timedelta(days=rules.look)
    fits = trend_fits(days, at, opening=at_sittings, priors=priors, earlier=once)
    found = []
    for slider, (measure, fit) in enumerate(zip(Measure, fits, strict=True)):
        trend = replace(
            _trend(measure, days, slider, fit.line),
            sure_before=_sure(measure, fit.earlier) if fit.earlier else _EVEN,
            weeks=weeks(days, slider, at, fit),
            at_sittings=at_sittings,
        )
        found.append(replace(trend, state=_verdict(trend, rules)))
    return tuple(found)


def _trend(measure: Measure, days: DailyRatings, slider: int, line: Mixture) -> Trend:
    """The numbers, before anything is said, and without its weeks and the analysis before."""
    ends = line.select(_SLOPE).quantiles(0.025, 0.1, 0.9, 0.975)[:, 0]
    low_95, low_80, high_80, high_95 = map(float, ends)
    rated = days.day[~np.isnan(days.value[:, slider])]
    return Trend(
        of=measure,
        state=Verdict.TOO_EARLY,
        sure=_sure(measure, line),
        sure_before=0.0,
        a_week=float(line.mean[_SLOPE]),
        sd=float(line.sd[_SLOPE]),
        range_80=Interval(low_80, high_80),
        range_95=Interval(low_95, high_95),
        days=int(rated[-1] - rated[0]) + 1 if rated.size else 0,
        rated=len(np.unique(rated)),
        wobble=_wobble(days, slider),
        weeks=(),
    )


def _sure(measure: Measure, line: Mixture) -> float:
    rises = float(line.above(0.0)[_SLOPE])
    return rises if measure.is_lighter_above else 1 - rises


def _verdict(trend: Trend, rules: TrendRules) -> Verdict:
    """What may be said of a trend; as of the look before only whether it was as sure."""
    span = trend.range_95
    if trend.days < rules.days or trend.rated < rules.rated:
        return Verdict.TOO_EARLY
    if min(trend.sure, trend.sure_before) > rules.clear:
        return Verdict.CLEAR
    if -rules.same < span.low and span.high < rules.same:
        return Verdict.NO_DIFFERENCE
    if 1 - max(trend.sure, trend.sure_before) > rules.harder:
        return Verdict.HARDER
    return Verdict.LEANING if trend.sure > rules.leaning else Verdict.TOO_EARLY


def _wobble(days: DailyRatings, slider: int) -> float | None:
    """SD of evenings (or of beginnings, where these are more) from one to the next, once 10."""
    kinds = [days.value[days.opening == kind, slider] for kind in (False, True)]
    rated = max((kind[~np.isnan(kind)] for kind in kinds), key=len)
    if len(rated) < LEAST_WOBBLE:
        return None
    return float(np.sqrt(np.mean(np.diff(rated) ** 2) / 2))
