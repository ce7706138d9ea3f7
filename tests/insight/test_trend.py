"""Where the weeks have been going: held against dense arithmetic, and against its own laws."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace as rewritten
from scipy import stats

from kindward.insight.daily import DailyRatings, daily_ratings
from kindward.insight.state_space import WEEK
from kindward.insight.statements import Verdict
from kindward.insight.trend import RULES, trends
from kindward.insight.trend_model import TREND_PRIORS, lines
from kindward.journal import Measure, Record
from tests.insight.people import FIRST, evenings, sittings
from tests.there import there

SOME = replace(
    TREND_PRIORS, phi=(0.3, 0.65), ou_sd=(6.0, 10.5), walk_sd=(0.0, 2.5), noise_sd=(12.0,)
)


def after(days: int) -> dt.date:
    return FIRST.date() + dt.timedelta(days=days)


def told(slope: float, days: int = 168, seed: int = 1):
    return trends(Record(evenings(seed, days, slope)), after(days))


def by_hand(days: DailyRatings, slider: int, priors):
    """Mean and SD of the slope, each point of the grid as one large Gaussian."""
    seen = ~np.isnan(days.value[:, slider])
    day, value, opening = days.day[seen], days.value[seen, slider], days.opening[seen]
    columns = np.column_stack((np.ones(len(day)), (day - days.day.mean()) / WEEK, opening))
    mean, sd = (
        np.array(part) for part in zip(priors.usual, priors.slope, priors.opening, strict=True)
    )
    weights, means, variances = [], [], []
    grid = priors.grid()
    points = zip(grid.phi, grid.ou_sd, grid.walk_sd, grid.noise_sd, strict=True)
    for phi, ou, walk, noise in points:
        since = day - days.day[0]
        spread = ou**2 * phi ** np.abs(day[:, None] - day)
        spread += walk**2 * np.minimum(since[:, None], since) / WEEK
        spread += np.diag(noise**2 / days.count[seen, slider])
        whole = columns @ np.diag(sd**2) @ columns.T + spread
        gain = np.diag(sd**2) @ columns.T @ np.linalg.inv(whole)
        weights.append(stats.multivariate_normal(columns @ mean, whole).logpdf(value))
        means.append((mean + gain @ (value - columns @ mean))[1])
        variances.append((np.diag(sd**2) - gain @ columns @ np.diag(sd**2))[1, 1])
    weight = np.exp(np.array(weights) - max(weights))
    weight /= weight.sum()
    middle = weight @ means
    return middle, np.sqrt(weight @ (np.array(variances) + (np.array(means) - middle) ** 2))


def test_the_filter_gives_what_dense_arithmetic_gives():
    """Evenings and beginnings together, several a day, some sliders left alone."""
    some = [
        rewritten(one, before=rewritten(there(one.before), hurt=None)) if number % 3 else one
        for number, one in enumerate(sittings(5, 30))
    ]
    days = daily_ratings(Record((*evenings(4, 40, slope=-2.0), *some)), after(-300), after(60))
    for slider, line in enumerate(lines(days, SOME)):
        mean, sd = by_hand(days, slider, SOME)
        assert line.mean[1] == pytest.approx(mean, abs=1e-6)
        assert line.sd[1] == pytest.approx(sd, rel=1e-6)


def test_half_a_year_that_gets_easier_is_told_so_and_one_that_gets_harder_is_not():
    assert [trend.state for trend in told(-3.0)] == [Verdict.CLEAR] * 3
    assert [trend.state for trend in told(3.0)] == [Verdict.HARDER] * 3


def test_less_judging_less_hurt_and_more_able_are_all_called_better():
    for trend in told(-3.0):
        assert trend.sure > RULES.clear
        assert (trend.a_week > 0) == (trend.of is Measure.NEXT_STEP)


def test_a_few_weeks_are_too_early_whatever_they_look_like():
    assert {trend.state for trend in told(-20.0, days=50)} == {Verdict.TOO_EARLY}


def test_it_is_clear_only_at_two_looks():
    """A fortnight earlier it was not told yet, so it is a leaning."""
    record = Record(evenings(3, 168, -1.3, share=0.5))
    states = [
        {trend.of: (trend.state, trend.sure) for trend in trends(record, after(days))}
        for days in range(56, 169, 14)
    ]
    for before, now in pairwise(states):
        for of, (state, sure) in now.items():
            was = before[of][1]
            assert (state is Verdict.CLEAR) == (sure > RULES.clear and was > RULES.clear), of
    assert any(state is Verdict.CLEAR for state, _ in states[-1].values())


def test_no_life_goes_straight_for_longer_than_a_year():
    """What was before is not read."""
    old = evenings(1, 200, -5.0)
    late = [rewritten(one, id=f"late-{n:05}", of=one.of + dt.timedelta(days=600),
                      at=one.at + dt.timedelta(days=600))
            for n, one in enumerate(evenings(2, 200))]  # fmt: skip
    assert trends(Record((*old, *late)), after(800)) == trends(Record(late), after(800))


def test_without_any_rating_nothing_is_known():
    assert {trend.state for trend in trends(Record(()), FIRST.date())} == {Verdict.TOO_EARLY}
