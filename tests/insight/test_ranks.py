"""Simulation-based calibration (Talts et al. 2018): the truth lies anywhere in what is believed.

`bench/ranks.py` has the people and prints the same for thousands of them.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from bench.ranks import in_practices, in_trend
from kindward.insight.effect_design import PRIORS
from kindward.insight.trend_model import TREND_PRIORS

pytestmark = pytest.mark.slow

PEOPLE = 120


def places(kind, *believed):
    chance = np.random.default_rng(7)
    return np.array([kind(chance, 20 + n % 40, *believed) for n in range(PEOPLE)]).T


@pytest.mark.parametrize("kind", [in_practices, in_trend])
def test_the_truth_lies_anywhere_in_what_is_believed_equally_often(kind):
    for place in places(kind):
        assert stats.kstest(place, "uniform").pvalue > 0.01


@pytest.mark.parametrize(
    ("kind", "too_sure"),
    [
        (in_practices, replace(PRIORS, theta=(0.0, 1.0), own_sd=(1.0,))),
        (in_trend, replace(TREND_PRIORS, walk_sd=(0.0,), ou_sd=(4.5,), noise_sd=(7.0,))),
    ],
)
def test_who_believes_too_surely_is_found_out(kind, too_sure):
    assert stats.kstest(places(kind, too_sure)[1], "uniform").pvalue < 0.001
