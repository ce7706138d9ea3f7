"""Lines and levels over the weeks, held against the same model as one large Gaussian."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindward.insight.daily import DailyRatings, daily_ratings, latest, slider_ratings
from kindward.insight.mixture import Mixture, softmax
from kindward.insight.rating_pairs import rating_pairs
from kindward.insight.trend import trends
from kindward.insight.trend_model import TREND_PRIORS, TrendPriors, lines, trend_fits
from kindward.insight.weeks import middles
from kindward.journal import CheckIn, Evening, Record
from tests.insight.people import FIRST, evenings, sittings
from tests.there import there

DAY_0 = FIRST.date()


def drawn(seed: int, rows_: int, missing: float) -> DailyRatings:
    """Irregular days of evenings and beginnings, with sliders left alone."""
    chance = np.random.default_rng(seed)
    keys = np.sort(chance.choice(240, rows_, replace=False))
    value = 50 + chance.normal(0, 15, (rows_, 3)).cumsum(0) / 3
    count = chance.integers(1, 3, (rows_, 3)) * (chance.random((rows_, 3)) >= missing)
    return DailyRatings(
        since=DAY_0,
        day=(keys // 2).astype(float),
        opening=keys % 2 == 1,
        value=np.where(count > 0, value, np.nan),
        count=count.astype(float),
    )


def dense(days: DailyRatings, place: int, at: np.ndarray) -> tuple[Mixture, Mixture]:
    """Line and level of one slider, by inverting whole covariances, model by model."""
    told = days.count[:, place] > 0
    day, count = days.day[told], days.count[told, place]
    line, at_line = (
        days.regressors(day, days.opening[told]),
        days.regressors(at, np.zeros(len(at), bool)),
    )
    mean, sd = TREND_PRIORS.coefficients()
    first = days.day.min()
    found = []
    grid = TREND_PRIORS.grid()
    for phi, ou_sd, walk_sd, noise_sd in zip(
        grid.phi, grid.ou_sd, grid.walk_sd, grid.noise_sd, strict=True
    ):

        def walk(a, b, sd=walk_sd):
            return sd**2 / 7 * np.minimum.outer(a - first, b - first)

        cov = ou_sd**2 * phi ** np.abs(np.subtract.outer(day, day)) + walk(day, day)
        cov += np.diag(noise_sd**2 / count) + line @ np.diag(sd**2) @ line.T
        left = days.value[told, place] - line @ mean
        solved = np.linalg.solve(cov, np.column_stack((left, line, walk(day, at))))
        fit = -(np.linalg.slogdet(cov)[1] + left @ solved[:, 0]) / 2
        prior = np.diag(sd**2)
        to = np.column_stack((line @ prior, line @ prior @ at_line.T + walk(day, at)))
        own = np.append(sd**2, np.diag(at_line @ prior @ at_line.T + walk(at, at)))
        known = np.concatenate((mean, at_line @ mean)) + to.T @ solved[:, 0]
        var = own - np.einsum("ij,ij->j", to, np.linalg.solve(cov, to))
        found.append((fit, known, np.sqrt(var)))
    weight = softmax(np.array([fit for fit, *_ in found]))
    means, sds = (np.array([each[part] for each in found]) for part in (1, 2))
    return Mixture(weight, means[:, :3], sds[:, :3]), Mixture(weight, means[:, 3:], sds[:, 3:])


@pytest.mark.parametrize(("seed", "rows_", "missing"), [(1, 60, 0.0), (2, 40, 0.3), (3, 3, 0.0)])
def test_the_banded_way_says_what_one_large_gaussian_says(seed, rows_, missing):
    days = drawn(seed, rows_, missing)
    at = middles(days)
    for place, fit in enumerate(trend_fits(days, at, opening=False)):
        line, level = dense(days, place, at)
        assert fit.line.mean == pytest.approx(line.mean, abs=1e-6)
        assert fit.line.sd == pytest.approx(line.sd, abs=1e-6)
        assert fit.level.mean == pytest.approx(level.mean, abs=0.02)  # light models are left out
        assert fit.level.sd == pytest.approx(level.sd, abs=0.02)


@given(
    seed=st.integers(0, 10_000),
    missing=st.sampled_from([0.0, 0.4, 0.9]),
    last=st.integers(-1, 121),
)
@settings(max_examples=20, deadline=None)
def test_what_an_earlier_day_knew_is_what_its_rows_alone_say(seed, missing, last):
    days, few = drawn(seed, 20, missing), TrendPriors(slope=(0.2, 1.5), phi=(0.4,), ou_sd=(8.0,))
    day = DAY_0 + dt.timedelta(days=last)
    found = trend_fits(days, middles(days), opening=False, priors=few, earlier=day)
    if not len(days.until(day).day):
        assert [fit.earlier for fit in found] == [None] * 3
        return
    for fit, line in zip(found, lines(days.until(day), few), strict=True):
        assert there(fit.earlier).mean == pytest.approx(line.mean, abs=1e-9)
        assert there(fit.earlier).sd == pytest.approx(line.sd, abs=1e-9)


@given(seed=st.integers(0, 10_000), missing=st.sampled_from([0.0, 0.4, 0.9]))
@settings(max_examples=10, deadline=None)
def test_a_slider_is_told_by_its_own_ratings_alone(seed, missing):
    days, few = drawn(seed, 20, missing), TrendPriors(phi=(0.4,), ou_sd=(8.0,), noise_sd=(12.0,))
    other = DailyRatings(days.since, days.day, days.opening, days.value.copy(), days.count.copy())
    other.value[:, 1:], other.count[:, 1:] = np.nan, 0
    assert lines(days, few)[0].mean == pytest.approx(lines(other, few)[0].mean)


def test_the_true_level_lies_in_the_range_about_eight_times_in_ten():
    chance, inside, asked = np.random.default_rng(7), 0, 0
    for _ in range(60):
        day = np.flatnonzero(chance.random(140) < 0.7).astype(float)
        walk = (chance.normal(0, 1.2 / 7**0.5, 140)).cumsum()[day.astype(int)]
        ou = np.zeros(140)
        for d in range(1, 140):
            ou[d] = 0.5 * ou[d - 1] + chance.normal(0, 8 * 0.75**0.5)
        level = 50 + chance.normal(0, 12) + chance.normal(0, 0.5) * (day - 70) / 7 + walk
        value = level + ou[day.astype(int)] + chance.normal(0, 12, len(day))
        days = DailyRatings(
            DAY_0, day, np.zeros(len(day), bool), value[:, None], np.ones((len(day), 1))
        )
        at = middles(days)[::4]
        (fit,) = trend_fits(days, at, opening=False)
        true = level[np.searchsorted(day, at)]
        low, high = fit.level.quantiles(0.1, 0.9)
        inside += ((low < true) & (true < high)).sum()
        asked += len(at)
    assert 0.72 <= inside / asked <= 0.9


def kept(days: list[int], **values: int) -> Record:
    feeling = CheckIn(**(values or {"judging": 60, "hurt": 40, "next_step": 50}))
    return Record(
        Evening(
            id=f"evening-{day:05}",
            at=FIRST + dt.timedelta(days=day),
            of=DAY_0 + dt.timedelta(days=day),
            feeling=feeling,
        )
        for day in days
    )


@pytest.mark.parametrize(
    ("days", "is_told"),
    [(list(range(13)), False), (list(range(0, 18, 2)), False), (list(range(0, 20, 2)), True)],
)
def test_no_level_before_ten_ratings_and_a_fortnight(days, is_told):
    for trend in trends(kept(days), DAY_0 + dt.timedelta(days=30)):
        assert trend.weeks
        assert all((week.level is not None) == is_told for week in trend.weeks)


def test_weeks_in_which_nothing_was_said_are_not_told():
    record = kept([*range(12), *range(60, 72)])
    for trend in trends(record, DAY_0 + dt.timedelta(days=80)):
        begins = [week.begins for week in trend.weeks]
        assert begins == [DAY_0, DAY_0 + dt.timedelta(days=7), *(
            DAY_0 + dt.timedelta(days=day) for day in (56, 63, 70)
        )]  # fmt: skip


def test_a_level_never_leaves_the_slider():
    for values in ({"judging": 0, "hurt": 0, "next_step": 0}, {"judging": 100, "next_step": 100}):
        for trend in trends(kept(list(range(40)), **values), DAY_0 + dt.timedelta(days=40)):
            for level in (week.level for week in trend.weeks if week.level):
                assert 0 <= level.range_80.low <= level.mean <= level.range_80.high <= 100


def test_weeks_and_levels_tell_of_evenings_where_these_are_more():
    record = Record([*evenings(1, 40, share=1.0), *sittings(1, 20)])
    (trend, *_) = trends(record, DAY_0 + dt.timedelta(days=40))
    assert not trend.at_sittings
    assert sum(week.ratings for week in trend.weeks) == 40
    (trend, *_) = trends(Record(sittings(1, 20)), DAY_0 + dt.timedelta(days=40))
    assert trend.at_sittings
    assert sum(week.ratings for week in trend.weeks) == 20


def test_each_rating_of_the_latest_year_is_a_mark_and_no_other():
    record = Record([*kept([0, 1, 400, 401]).entries, *sittings(2, 2)])
    (judging, *_) = (
        slider_ratings(latest(record, DAY_0 + dt.timedelta(days=401)), p) for p in range(3)
    )
    assert [(mark.on - DAY_0).days for mark in judging] == [400, 401]
    days = daily_ratings(record, DAY_0, DAY_0 + dt.timedelta(days=1))
    assert [mark.at_sitting for mark in slider_ratings(days, 0)] == [False, True, False, True]


def test_the_latest_rows_are_the_end_of_all_rows():
    record = Record(sittings(3, 30))
    few, every = rating_pairs(record, 7), rating_pairs(record).last(7)
    assert few.practices == every.practices
    for name in ("sitting", "practice", "begin", "end", "sat_with", "silent", "stirred"):
        one, other = getattr(few, name).astype(float), getattr(every, name).astype(float)
        assert np.array_equal(one, other, equal_nan=True)
