"""Where judging, hurt and next step have been going over the weeks, each by itself.

Evenings and the ratings with which sittings begin are read; what is rated just after a practice is
not, since it tells of that hour. People come when it is heavy, so beginnings have a level of their
own. A straight line through moods that lean on each other and drift by themselves is told from
that drift (`drift.py`): a plain regression line tells one person in four of a change where there
is none, this one fewer than one in ten (`bench/weeks.py`).
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kindward.insight.drift import LIVES, WEEK, Days, Floats, Lives, lines_of_first
from kindward.insight.mixture import Mixture
from kindward.insight.rows import SLIDERS
from kindward.insight.words import Measure, Range, State, Trend, Week
from kindward.journal import CheckIn, Evening, Record, Sitting


@dataclass(frozen=True, slots=True)
class Rules:
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


RULES: Final = Rules()

MOST_DAYS: Final = 366
"""The latest days that a line is drawn through: no life goes straight for longer."""

LEAST_WOBBLE: Final = 10
"""Ratings before a usual wobble is known."""

_SLOPE: Final = 1


def trends(
    record: Record, today: dt.date, lives: Lives = LIVES, rules: Rules = RULES
) -> tuple[Trend, ...]:
    """One for each of the three, over the latest `MOST_DAYS` up to today."""
    since = today - dt.timedelta(days=MOST_DAYS - 1)
    days = rated_days(record, since, today)
    if not len(days.day):
        return tuple(Trend.unknown(measure) for measure in Measure)
    until = (today - since).days - rules.look
    now, before = lines_of_first(days, (len(days.day), int((days.day <= until).sum())), lives)
    return tuple(
        _trend(measure, days, place, (now[place], before[place]), rules)
        for place, measure in enumerate(Measure)
    )


def rated_days(record: Record, since: dt.date, until: dt.date) -> Days:
    """Ratings of evenings and of beginnings, averaged for each day; sliders as they were set."""
    found: dict[tuple[dt.date, bool], list[Floats]] = {}
    for entry in record.entries:
        rating = _rating(entry)
        if rating is not None and since <= entry.day <= until:
            found.setdefault((entry.day, isinstance(entry, Sitting)), []).append(set_to(rating))
    keys = sorted(found)
    held = [np.array(found[key]) for key in keys]
    count = np.array([(~np.isnan(ratings)).sum(0) for ratings in held], float).reshape(-1, 3)
    total = np.array([np.nansum(ratings, 0) for ratings in held]).reshape(-1, 3)
    return Days(
        since=since,
        day=np.array([(day - since).days for day, _ in keys], float),
        opening=np.array([opening for _, opening in keys], bool),
        value=np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0),
        count=count,
    )


def set_to(rating: CheckIn) -> Floats:
    """[3] judging, hurt and next step as they were set; NaN for one that was left alone."""
    values = (getattr(rating, name) for name in SLIDERS)
    return np.array([np.nan if value is None else float(value) for value in values])


def _rating(entry: object) -> CheckIn | None:
    match entry:
        case Evening(feeling=rating) | Sitting(before=rating) if rating and not rating.is_empty():
            return rating
    return None


def _trend(
    measure: Measure, days: Days, place: int, looks: tuple[Mixture, Mixture], rules: Rules
) -> Trend:
    line, before = looks
    ends = line.quantiles(0.025, 0.1, 0.9, 0.975)[:, _SLOPE]
    low_95, low_80, high_80, high_95 = map(float, ends)
    rated = days.day[~np.isnan(days.value[:, place])]
    trend = Trend(
        of=measure,
        state=State.TOO_EARLY,
        sure=_better(measure, line),
        sure_before=_better(measure, before),
        a_week=float(line.mean[_SLOPE]),
        sd=float(line.sd[_SLOPE]),
        range_80=Range(low_80, high_80),
        range_95=Range(low_95, high_95),
        days=int(rated[-1] - rated[0]) + 1 if rated.size else 0,
        rated=len(np.unique(rated)),
        wobble=_wobble(days, place),
        weeks=_weeks(days, place),
    )
    return replace(trend, state=_state(trend, rules))


def _better(measure: Measure, line: Mixture) -> float:
    """Probability of less judging, less hurt, more able."""
    rises = float(line.above(0.0)[_SLOPE])
    return rises if measure is Measure.NEXT_STEP else 1 - rises


def _state(trend: Trend, rules: Rules) -> State:
    """What may be said of a trend; as of the look before only whether it was as sure."""
    span = trend.range_95
    if trend.days < rules.days or trend.rated < rules.rated:
        return State.TOO_EARLY
    if min(trend.sure, trend.sure_before) > rules.clear:
        return State.CLEAR
    if -rules.same < span.low and span.high < rules.same:
        return State.NO_DIFFERENCE
    if 1 - max(trend.sure, trend.sure_before) > rules.harder:
        return State.HARDER
    return State.LEANING if trend.sure > rules.leaning else State.TOO_EARLY


def _wobble(days: Days, place: int) -> float | None:
    """SD of evenings (or of beginnings, where these are more) from one to the next, once 10."""
    kinds = [days.value[days.opening == kind, place] for kind in (False, True)]
    told = max((kind[~np.isnan(kind)] for kind in kinds), key=len)
    if len(told) < LEAST_WOBBLE:
        return None
    return float(np.sqrt(np.mean(np.diff(told) ** 2) / 2))


def _weeks(days: Days, place: int) -> tuple[Week, ...]:
    """Means of calendar weeks (from Monday) with any rating, the oldest first."""
    monday = days.since - dt.timedelta(days=days.since.weekday())
    number = (days.day + days.since.weekday()) // WEEK
    value, count = days.value[:, place], days.count[:, place]
    weeks = []
    for week in np.unique(number[count > 0]):
        here = (number == week) & (count > 0)
        mean = float(np.average(value[here], weights=count[here]))
        begins = monday + dt.timedelta(days=int(week * WEEK))
        weeks.append(Week(begins, mean, int(count[here].sum())))
    return tuple(weeks)
