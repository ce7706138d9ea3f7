"""What practices do beyond a quiet minute: held against other arithmetic, laws and a full fit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kindward.insight.effect import effects
from kindward.insight.effect_design import PRIORS
from kindward.insight.rating_pairs import NONE, RatingPairs
from tests.insight.people import dense, rated

ONE_SPREAD = replace(PRIORS, own_sd=(5.0,))


def by_hand(rows: RatingPairs, priors, noise_sd: float):
    """The posterior of the coefficients for one noise, by dense arithmetic in the data's space."""
    x, y, noise = dense(rows)
    count = len(rows.practices)
    mean = np.array([m for m, _ in priors.fixed] + [0.0] * count)
    prior = np.diag([s**2 for _, s in priors.fixed] + [priors.own_sd[0] ** 2] * count)
    spread = x @ prior @ x.T + noise_sd**2 * noise
    gain = prior @ x.T @ np.linalg.inv(spread)
    log_density = stats.multivariate_normal(x @ mean, spread).logpdf(y)
    return mean + gain @ (y - x @ mean), prior - gain @ x @ prior, log_density


def test_it_is_what_dense_arithmetic_over_a_fine_grid_of_noise_gives():
    rows = rated(seed=1, count=40)
    found = effects(rows, ONE_SPREAD)
    weights, means, spreads = [], [], []
    for noise in np.geomspace(5, 30, 120):
        mean, covariance, log_density = by_hand(rows, ONE_SPREAD, noise)
        log_prior = -6 * (np.log(noise) + (11 / noise) ** 2 / 2)
        weights.append(log_density + log_prior)
        means.append(mean[6] + mean[7])
        asked = np.zeros(len(mean))
        asked[[6, 7]] = 1
        spreads.append(asked @ covariance @ asked)
    weight = np.exp(np.array(weights) - max(weights))
    weight /= weight.sum()
    mean = weight @ means
    sd = np.sqrt(weight @ (np.array(spreads) + (np.array(means) - mean) ** 2))
    assert found.mean.each[0] == pytest.approx(mean, abs=0.01)
    assert found.sd.each[0] == pytest.approx(sd, rel=0.005)


def test_with_nearly_free_priors_it_is_least_squares():
    rows = rated(seed=2, count=300, practices=2)
    free = replace(
        PRIORS, pause=(0.0, 1e3), slope=(0.0, 1e3), more=(0.0, 1e-6), rested=(0.0, 1e-6),
        settle=(0.0, 1e-6), theta=(0.0, 1e-6), own_sd=(1e3,), end_sd=1e-3, together=0.0,
    )  # fmt: skip
    sits = rows.practice != NONE
    weight = np.sqrt(np.where(sits, 1.0, 1 / 0.55))
    first = np.append(True, rows.sitting[1:] != rows.sitting[:-1])
    usual = (100 + rows.begin[first].sum(0)) / (2 + first.sum())
    away = (rows.begin - usual).mean(1)
    columns = np.column_stack((away, np.ones(len(sits)), rows.practice == 0, rows.practice == 1))
    solved, *_ = np.linalg.lstsq(columns * weight[:, None], rows.relief * weight, rcond=None)
    assert effects(rows, free).mean.each == pytest.approx(solved[2:], abs=0.02)


def test_without_any_rating_it_is_the_prior():
    known = effects(rated(seed=1, count=0))
    assert known.mean.overall == pytest.approx(0.0)
    assert known.sd.overall == pytest.approx(PRIORS.theta[1])
    assert known.above(0.0).overall == pytest.approx(0.5)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_other_names_for_practices_are_other_names_in_the_answer(seed, order):
    rows = rated(seed=seed, count=30)
    places = list(range(len(rows.practices)))
    order.shuffle(places)
    turned = replace(
        rows,
        practices=tuple(rows.practices[places.index(i)] for i in range(len(places))),
        practice=np.array([p if p == NONE else places[p] for p in rows.practice], int),
        sat_with=np.array([places[p] for p in rows.sat_with], int),
    )
    one, other = effects(rows), effects(turned)
    for here, there in enumerate(places):
        for name in ("each", "beyond"):
            for mine, theirs in ((one.mean, other.mean), (one.sd, other.sd)):
                assert getattr(theirs, name)[there] == pytest.approx(getattr(mine, name)[here])


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), times=st.floats(0.1, 1.0))
def test_another_unit_of_the_sliders_is_another_unit_of_the_answer(seed, times):
    """With the room at their ends left out: it is the sliders' own."""
    rows = rated(seed=seed, count=30)
    scaled = replace(rows, begin=rows.begin * times, end=rows.end * times)
    endless = replace(PRIORS, end_sd=1e-9)
    by: dict[str, Any] = {
        name: tuple(times * part for part in getattr(PRIORS, name))
        for name in ("pause", "late", "rested", "settle", "theta", "own_sd")
    }
    priors = replace(endless, noise_sd=11 * times, usual=50 * times, **by)
    found = effects(scaled, priors).joint
    assert found.mean == pytest.approx(times * effects(rows, endless).joint.mean)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), more=st.floats(1, 20))
def test_more_relief_after_practices_never_looks_like_less(seed, more):
    rows = rated(seed=seed, count=30)
    sits = (rows.practice != NONE)[:, None]
    lighter = replace(rows, end=np.where(sits, rows.end - more, rows.end))
    assert effects(lighter).mean.overall > effects(rows).mean.overall


def test_what_being_asked_gives_is_not_given_to_practices():
    """The same relief after quiet minutes and after practices: nothing is left for these."""
    rows = rated(seed=3, count=150, relief=0.0)
    for gift in (0.0, 5.0, 10.0):
        given_to_all = replace(rows, end=rows.end - gift)
        assert abs(effects(given_to_all).mean.overall) < 3.0
        assert rows.relief.mean() + gift == pytest.approx(given_to_all.relief.mean())


def test_fewer_sliders_leave_it_less_sure():
    rows = rated(seed=4, count=60)
    one = replace(rows, begin=_only_first(rows.begin), end=_only_first(rows.end))
    assert effects(one).sd.overall > effects(rows).sd.overall


def _only_first(ratings):
    only = np.full_like(ratings, np.nan)
    only[:, 0] = ratings.mean(1)
    return only
