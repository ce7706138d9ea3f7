"""A regression with errors of a state space: coefficients and marginal likelihood by setting.

Of each of `g` settings, with ratings y [n], each the mean of `count`, and regressors Z [n, 3]:

    y = Z b + H x + e,    b ~ N(mean, diag(sd^2)),    x ~ N(0, Q^-1),    e ~ N(0, R = noise / count)

x are the states (`state_space.py`). With S = H Q^-1 H' + R and the Cholesky factor L of
Q + H' R^-1 H, the Woodbury identity gives all that is needed of S in O(n):

    S^-1      = R^-1 - R^-1 H (L L')^-1 H' R^-1
    log det S = log det(L L') - log det Q + log det R

For C = [y - Z mean, Z] one forward substitution L^-1 H' R^-1 C therefore gives C' S^-1 C, and this
the Gaussian posterior of b and the marginal likelihood of y. It runs from the first day to the
last, so what the ratings up to an earlier day give is contained in it, all but the end of that day.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Floats
from kindward.insight.state_space import StatePosterior, StatePrior, state_posterior

CoefficientPrior = tuple[Floats, Floats]
"""[3] means and SDs of the coefficients b: usual, slope and opening."""


@dataclass(frozen=True, slots=True)
class RegressionData:
    """Ratings of sliders that miss the same days, less their prior mean; then the regressors."""

    columns: Floats
    """[n, sliders + 3] C = [y - Z mean, Z]."""

    count: Floats
    """[n] ratings behind each row."""

    days: Floats
    """[d] the days of the rows, each once."""

    day_index: NDArray[np.intp]
    """[n] where in `days` a row's day stands."""

    def sum_by_day(self, values: Floats) -> Floats:
        """[d, ...] the rows' values, added up by day."""
        added = np.zeros((len(self.days), *values.shape[1:]))
        np.add.at(added, self.day_index, values)
        return added

    @property
    def weighted(self) -> Floats:
        """[n, sliders + 3] the columns times the ratings behind each: R^-1 C times the noise."""
        return self.columns * self.count[:, None]


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The posterior of b for one slider, a Gaussian for each of `g` settings."""

    log_marginal: Floats
    """[g] log marginal likelihood of its ratings, up to a constant."""

    mean: Floats
    """[g, 3] around the prior mean."""

    covariance: Floats
    """[g, 3, 3]"""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The states given b, and b for each slider: by all ratings, and by those of earlier days."""

    states: StatePosterior
    sliders: list[Coefficients]
    earlier: list[Coefficients] | None


def fit(
    data: RegressionData,
    earlier: RegressionData | None,
    states: StatePrior,
    noise_sd: Floats,
    prior: CoefficientPrior,
) -> Fitted:
    """`earlier` are the first rows of `data`, with regressors centered on these alone."""
    mean, sd = prior
    posterior = state_posterior(states, noise_sd, data.sum_by_day(data.count))
    substituted = posterior.forward_substitution(
        posterior.emission_transpose(data.sum_by_day(data.weighted))
    )
    by_setting = np.ascontiguousarray(substituted.T)
    cut = 2 * len(earlier.days) - 2 if earlier else 0
    first, rest = (_gram(part) for part in (by_setting[:, :, :cut], by_setting[:, :, cut:]))
    log_det = states.log_dets[:, -1] - posterior.log_det
    sliders = _coefficients(data, first + rest, log_det, posterior.noise, sd)
    if earlier is None:
        return Fitted(posterior, sliders, None)
    log_det, last = posterior.truncated(len(earlier.days), substituted)
    change = _recentering(data, earlier, mean)
    gram = change.T @ (first + _gram(last.T)) @ change
    log_det = states.log_dets[:, len(earlier.days) - 1] - log_det
    once = _coefficients(earlier, gram, log_det, posterior.noise, sd)
    return Fitted(posterior, sliders, once)


def _gram(columns: Floats) -> Floats:
    """[g, k, k] the inner products of [g, k, rows]."""
    gram: Floats = columns @ columns.swapaxes(1, 2)
    return gram


def _recentering(data: RegressionData, earlier: RegressionData, mean: Floats) -> Floats:
    """[k, k] T, so that C T are the columns centered on the earlier rows' mean week."""
    shift = earlier.columns[0, -2] - data.columns[0, -2]
    change = np.eye(data.columns.shape[1])
    change[-3, -2] = shift
    change[-3, :-3] = -mean[1] * shift
    return change


def _coefficients(
    data: RegressionData, gram: Floats, log_det: Floats, noise: Floats, sd: Floats
) -> list[Coefficients]:
    """Each slider's: `gram` [g, k, k] of L^-1 H' C, `log_det` [g] of Q less that of L L'."""
    of = noise[:, None, None]
    products = (data.columns.T @ data.weighted - gram / of) / of
    log_scale = (log_det - (data.count > 0).sum() * np.log(noise)) / 2
    sliders = data.columns.shape[1] - 3
    precision = products[:, sliders:, sliders:] + np.diag(sd**-2.0)
    covariance = np.asarray(np.linalg.inv(precision), np.float64)
    _, log_precision = np.linalg.slogdet(precision)
    found = []
    for slider in range(sliders):
        outer = products[:, sliders:, slider]
        mean = (covariance @ outer[:, :, None])[:, :, 0]
        misfit = products[:, slider, slider] - (mean * outer).sum(1)
        log_marginal = log_scale - (log_precision + misfit) / 2
        found.append(Coefficients(log_marginal, mean, covariance))
    return found
