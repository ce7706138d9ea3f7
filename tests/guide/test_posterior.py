from math import erf, exp, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kindward.guide import posterior as model
from kindward.guide.history import (
    LIFE_VAR,
    MOST_SITTINGS,
    SLIDER_VAR,
    TAP_RELIEF,
    TAP_VAR,
    History,
    history_of,
)
from kindward.guide.posterior import relief_posterior
from kindward.guide.propensities import best_probabilities
from kindward.journal import CheckIn, Record
from tests.guide.people import GOOD, NINE, evenings, level, sat
from tests.journal.drawn import CALM
from tests.there import there

NAMES = tuple(sorted(NINE[:3]))
LIVES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 100), st.integers(0, 100)), max_size=12
)


def lived(days):
    return history_of(
        Record(sat(n, name, before=b, after=a) for n, (name, b, a) in enumerate(days))
    )


def by_weights(history, part, heaviness):
    """The same posterior from the regression's own coefficients, without drift: Bishop 2006, 3.49.

    Columns: base, away, recent, then for each practice alpha, gamma of this hour, kappa.
    """
    usual = history.usual()

    def row(name, away, recent):
        own = [0.0] * (3 * len(NAMES))
        at = 3 * NAMES.index(name)
        own[at : at + 3] = [1.0, 1.0, away]
        return [1.0, away, recent, *own]

    def recent(number, name):
        return sum(
            one.practice == name for one in history.observations[max(0, number - 3) : number]
        )

    rows = np.array([row(one.practice, one.heaviness - usual, recent(n, one.practice))
                  for n, one in enumerate(history.observations)]).reshape(-1, 12)  # fmt: skip
    y = np.array([one.relief for one in history.observations])
    noise = np.array([one.variance for one in history.observations])
    mean = np.array([7.5, 0.25, -0.8] + [0.0] * 9)
    precision = 1 / np.array([5.0, 0.15, 0.8, *([5.5, 2.0, 0.08] * 3)]) ** 2
    spread = np.linalg.inv(np.diag(precision) + rows.T @ (rows / noise[:, None]))
    weights = spread @ (precision * mean + rows.T @ (y / noise))
    now = np.array([row(name, heaviness - usual, recent(len(y), name)) for name in NAMES])
    return now @ weights - 0.25 * (heaviness - usual), now @ spread @ now.T


@CALM
@given(LIVES, st.integers(0, 100))
def test_the_covariance_form_is_the_regression_that_it_is_said_to_be(days, heaviness):
    history = lived(days)
    with pytest.MonkeyPatch.context() as still:
        still.setattr(model, "WALK_SD", 0.0)
        got = relief_posterior(history, NAMES, "evening", heaviness)
    mean, covariance = by_weights(history, "evening", heaviness)
    assert np.allclose(got.mean, mean)
    assert np.allclose(got.covariance, covariance)


def by_covariance(history, part, heaviness):
    """The posterior of a Gaussian process by one matrix of all sittings: Rasmussen & Williams 2.2.

    Rows are (practice, part, away, recent, number of the sitting).
    """
    usual, heard = history.usual(), history.observations

    def recent(number, name):
        return sum(one.practice == name for one in heard[max(0, number - 3) : number])

    def covariance(left, right):
        shared = 25 + 0.15**2 * left[2] * right[2] + 0.8**2 * left[3] * right[3]
        if left[0] != right[0]:
            return shared
        walk = 5.5**2 + 0.3**2 * min(left[4], right[4])
        return shared + walk + 4 * (left[1] == right[1]) + 0.08**2 * left[2] * right[2]

    past = [(one.practice, one.daypart, one.heaviness - usual, recent(n, one.practice), n)
            for n, one in enumerate(heard)]  # fmt: skip
    now = [(name, part, heaviness - usual, recent(len(heard), name), len(heard)) for name in NAMES]
    within, cross, prior = (
        np.array([[covariance(a, b) for b in right] for a in left]).reshape(len(left), len(right))
        for left, right in ((past, past), (now, past), (now, now))
    )
    within += np.diag([one.variance for one in heard])
    expected = [np.array([7.5 + 0.25 * row[2] - 0.8 * row[3] for row in rows])
                for rows in (past, now)]  # fmt: skip
    gain = np.linalg.solve(within, cross.T).T
    relief = np.array([one.relief for one in heard])
    mean = expected[1] + gain @ (relief - expected[0]) - 0.25 * (heaviness - usual)
    return mean, prior - gain @ cross.T


@CALM
@given(LIVES, st.integers(0, 100))
def test_sittings_taken_one_by_one_say_what_one_matrix_of_them_all_says(days, heaviness):
    history = lived(days)
    got = relief_posterior(history, NAMES, "evening", heaviness)
    mean, covariance = by_covariance(history, "evening", heaviness)
    assert np.allclose(got.mean, mean, rtol=0, atol=1e-9)
    assert np.allclose(got.covariance, covariance, rtol=0, atol=1e-9)


def test_a_walk_makes_what_was_long_ago_count_for_less():
    fresh = lived([(NAMES[1], 50, 50)] * 30 + [(NAMES[0], 60, 30)])
    old = lived([(NAMES[0], 60, 30)] + [(NAMES[1], 50, 50)] * 30)
    assert (
        relief_posterior(fresh, NAMES, "evening", 50).sd[0]
        < relief_posterior(old, NAMES, "evening", 50).sd[0]
    )


@CALM
@given(LIVES, st.integers(0, 2))
def test_a_mean_that_rises_alone_never_loses_share(days, place):
    here = relief_posterior(lived(days), NAMES, "evening", 50)
    risen = relief_posterior(lived(days), NAMES, "evening", 50)
    risen.mean[place] += 2.0
    assert best_probabilities(risen, 0.5)[place] >= best_probabilities(here, 0.5)[place]


def test_only_the_latest_sittings_are_looked_at_and_all_are_known():
    long = [(NAMES[0], 90, 10)] + [(NAMES[1], 50, 50)] * MOST_SITTINGS
    history = lived(long)
    assert relief_posterior(history, NAMES, "evening", 50).level[0] == 0
    assert NAMES[0] in history.last


def test_sliders_left_alone_before_or_after_are_no_numbers():
    one = sat(0, NAMES[0])
    partly = replace(
        one, before=CheckIn(judging=80, hurt=90), after=CheckIn(judging=60, next_step=0)
    )
    heard = history_of(Record([partly])).observations[0]
    assert (heard.relief, heard.heaviness) == (20, 85)
    assert heard.variance == LIFE_VAR + SLIDER_VAR


def test_a_tap_and_sliders_are_weighed_by_how_rough_each_is():
    heard = history_of(Record([sat(0, NAMES[0], GOOD, before=60, after=60)])).observations[0]
    tap, sliders = 1 / TAP_VAR, 3 / SLIDER_VAR
    assert np.isclose(there(heard.relief), TAP_RELIEF[GOOD] * tap / (tap + sliders))
    assert np.isclose(heard.variance, LIFE_VAR + 1 / (tap + sliders))


def test_each_tap_is_the_one_step_estimate_of_its_probit():
    spread, low, high, at = 11.0, -9.0, 5.0, 7.5
    cut = np.array([-np.inf, (low - at) / spread, (high - at) / spread, np.inf])
    below = np.array([0.0, *[(1 + erf(z / sqrt(2))) / 2 for z in cut[1:3]], 1.0])
    dense = np.array([0.0, *[exp(-z * z / 2) / sqrt(2 * pi) for z in cut[1:3]], 0.0])
    chance, score = np.diff(below), -np.diff(dense) / np.diff(below) / spread
    information = float((chance * score**2).sum())
    assert np.allclose(
        at + score / information, [TAP_RELIEF[tap] for tap in reversed(TAP_RELIEF)], atol=0.1
    )
    assert abs(1 / information - LIFE_VAR - TAP_VAR) < 1


def test_a_record_without_a_word_of_how_it_was_teaches_nothing():
    heard = history_of(evenings((NINE[0], None)))
    nothing = relief_posterior(History((), {}), NAMES, "evening", None)
    assert np.allclose(relief_posterior(heard, NAMES, "evening", None).level, nothing.level)


def test_relief_after_a_quiet_minute_is_counted_from_it():
    one = sat(0, NAMES[0], before=80, after=40)
    rested = replace(one, quiet_minute=True, between=level(60))
    heard = history_of(Record([rested])).observations[0]
    assert (heard.relief, heard.rested, heard.heaviness) == (20, True, 80)
