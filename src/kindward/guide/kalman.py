"""A Kalman filter of local levels: random walks that are observed with noise.

For each of `p` independent series (the local level model; Harvey 1989, Forecasting, Structural Time
Series Models and the Kalman Filter, 2.3; Durbin and Koopman 2012, ch. 2), at rising times `t`:

    level(0) ~ N(0, initial_variance)
    level(t) | level(s) ~ N(level(s), step_variance * (t - s))
    y(t)     | level(t) ~ N(level(t), noise_variance(t))

The filter (Kalman 1960) runs over `k` columns with the same gains: the observation, and regressors
beside it. What it leaves of them, the innovations, are independent, so coefficients beside the
level are a plain regression among filtered columns (de Jong 1991). It costs O(n), where the
covariance matrix of all observations costs O(n^3).
"""

from dataclasses import dataclass

import numpy as np

from kindward.arrays import Floats


@dataclass(frozen=True, slots=True)
class RandomWalk:
    """The prior of a level: N(0, initial_variance) at time 0, step_variance for a step of time."""

    initial_variance: float
    step_variance: float


@dataclass(frozen=True, slots=True)
class Series:
    """`n` observations of `p` levels, those of one level side by side, at rising times."""

    columns: Floats
    """[n, k] the observation, and the regressors that may be in it besides the level."""

    times: Floats
    """[n] from 0."""

    noise_variance: Floats
    """[n]"""

    spans: tuple[slice, ...]
    """[p] the rows of each level."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """Each level by a time, and the information that the columns hold beside it."""

    information: Floats
    """[p, k, k] C' S^-1 C of each series' columns C, with S the covariance of level and noise."""

    mean: Floats
    """[p, k] the level's filtered mean at that time, had each column been the observation."""

    variance: Floats
    """[p] the level's variance at that time."""


def kalman_filter(walk: RandomWalk, series: Series, time: float) -> Filtered:
    """Every level at `time`, which is not before any observation.

    The filtered mean m_t = (1 - K_t) m_(t-1) + K_t y_t is a running sum: with r_t, the product of
    all 1 - K_s up to t, it is r_t times the sum of K_s y_s / r_s.
    """
    gain, innovation_variance, retained, variance = _gains(walk, series, time)
    scaled = series.columns * (gain / retained)[:, None]
    means = np.concatenate([scaled[:0], *(scaled[span].cumsum(0) for span in series.spans)])
    means *= retained[:, None]
    innovation, mean = series.columns.copy(), np.zeros((len(variance), scaled.shape[1]))
    innovation[1:] -= means[:-1]
    for number, span in enumerate(series.spans):
        if span.start < span.stop:
            innovation[span.start] = series.columns[span.start]
            mean[number] = means[span.stop - 1]
    innovation /= np.sqrt(innovation_variance)[:, None]
    information = np.array([innovation[span].T @ innovation[span] for span in series.spans])
    return Filtered(information, mean, variance)


def _gains(walk: RandomWalk, series: Series, until: float) -> tuple[Floats, Floats, Floats, Floats]:
    """[n] gains K, innovation variances, products of 1 - K so far; [p] the levels' variances."""
    times, noise = series.times.tolist(), series.noise_variance.tolist()
    steps, variances = [], []
    for span in series.spans:
        level, time, retained = walk.initial_variance, 0.0, 1.0
        for row in range(span.start, span.stop):
            level += walk.step_variance * (times[row] - time)
            innovation = level + noise[row]
            retained *= noise[row] / innovation
            steps.append((level / innovation, innovation, retained))
            level, time = level * noise[row] / innovation, times[row]
        variances.append(level + walk.step_variance * (until - time))
    return *np.array(steps).reshape(-1, 3).T, np.array(variances)
