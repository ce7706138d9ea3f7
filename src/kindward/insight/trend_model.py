"""A linear trend through ratings of a mood that has inertia and drifts: a structural time series.

For each point of a grid of settings, with `week` the time in weeks around the mean day:

    rating = usual + slope * week + opening * (asked as a sitting began) + ou + walk + error

`ou` is an Ornstein-Uhlenbeck process by days and `walk` a slow random walk (`state_space.py`).
Given a setting, the three coefficients are Gaussian (`regression.py`), and settings are averaged by
their marginal likelihood, all equally likely before. Days may be as irregular as life. The *level*
of a day is line and walk, without what is the day's own: where somebody was in those weeks.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Floats
from kindward.insight.daily import DailyRatings
from kindward.insight.mixture import Mixture, softmax
from kindward.insight.regression import (
    CoefficientPrior,
    Coefficients,
    Fitted,
    RegressionData,
    fit,
)
from kindward.insight.state_space import Hyperparameters, state_prior

LEAST_LEVEL_WEIGHT: Final = 1e-4
"""Posterior probability of a setting below which no level is worked out for it."""

_LEAST_WEIGHT: Final = 1e-12


@dataclass(frozen=True, slots=True)
class TrendPriors:
    """Priors and grid, in slider points, days and weeks."""

    usual: tuple[float, float] = (50.0, 20.0)
    slope: tuple[float, float] = (0.0, 1.5)
    """For each week."""
    opening: tuple[float, float] = (0.0, 15.0)
    phi: tuple[float, ...] = (0.1, 0.3, 0.5, 0.65, 0.8)
    ou_sd: tuple[float, ...] = (4.5, 6.0, 8.0, 10.5, 14.0)
    walk_sd: tuple[float, ...] = (0.0, 1.2, 2.5)
    """For the square root of a week."""
    noise_sd: tuple[float, ...] = (7.0, 12.0, 20.0)
    """Of a single rating: its error, and what a mood does within a day."""

    def grid(self) -> Hyperparameters:
        """All settings, equally likely before."""
        axes = self.phi, self.ou_sd, self.walk_sd, self.noise_sd
        return Hyperparameters(*(axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")))

    def coefficients(self) -> CoefficientPrior:
        """[3] means and SDs of usual, slope and opening."""
        mean, sd = (
            np.array(part) for part in zip(self.usual, self.slope, self.opening, strict=True)
        )
        return mean, sd


TREND_PRIORS: Final = TrendPriors()


@dataclass(frozen=True, slots=True)
class TrendFit:
    """The posterior of one slider."""

    line: Mixture
    """[3] usual, slope for a week, and opening."""

    level: Mixture
    """[k] of each day asked for."""

    earlier: Mixture | None
    """The line by the rows up to an earlier day alone, where one was asked for."""


def lines(days: DailyRatings, priors: TrendPriors = TREND_PRIORS) -> tuple[Mixture, ...]:
    """Usual, slope for a week and opening of each slider, as a mixture over the grid."""
    nowhere = np.zeros(0)
    return tuple(each.line for each in trend_fits(days, nowhere, opening=False, priors=priors))


def trend_fits(
    days: DailyRatings,
    at: Floats,
    *,
    opening: bool,
    priors: TrendPriors = TREND_PRIORS,
    earlier: dt.date | None = None,
) -> tuple[TrendFit, ...]:
    """Each slider's line, and its level on [k] of the rated days, as of evenings or beginnings.

    `earlier` asks for the line as it was known on a day, too; None where nothing was rated by then.
    """
    settings, prior = priors.grid(), priors.coefficients()
    states = state_prior(settings, np.unique(days.day))
    targets = days.regressors(at, np.full(len(at), opening))
    once = days.until(earlier) if earlier else None
    found: dict[int, TrendFit] = {}
    for sliders in _by_missingness(days):
        data = _data(days, sliders, prior[0])
        data_once = _data(once, sliders, prior[0]) if once and len(once.day) else None
        fitted = fit(data, data_once, states, settings.noise_sd, prior)
        walk = _walk(data, fitted, at)
        for place, slider in enumerate(sliders):
            posterior = fitted.sliders[place]
            found[slider] = TrendFit(
                line=_line(posterior, prior[0]),
                level=_level(walk, place, posterior, targets, prior[0]),
                earlier=_line(fitted.earlier[place], prior[0]) if fitted.earlier else None,
            )
    return tuple(found[slider] for slider in sorted(found))


def _by_missingness(days: DailyRatings) -> list[list[int]]:
    """Sliders with the same ratings missing share their states, which are what costs."""
    groups: dict[bytes, list[int]] = {}
    for slider in range(days.value.shape[1]):
        groups.setdefault(days.count[:, slider].tobytes(), []).append(slider)
    return list(groups.values())


def _data(days: DailyRatings, sliders: list[int], mean: Floats) -> RegressionData:
    regressors = days.regressors(days.day, days.opening)
    residual = np.nan_to_num(days.value[:, sliders] - (regressors @ mean)[:, None])
    unique, index = np.unique(days.day, return_inverse=True)
    columns = np.column_stack((residual, regressors))
    return RegressionData(columns, days.count[:, sliders[0]], unique, index)


def _line(posterior: Coefficients, mean: Floats) -> Mixture:
    """[3] usual, slope and opening, over the settings that weigh anything."""
    weight = softmax(posterior.log_marginal)
    some = weight >= _LEAST_WEIGHT
    sd = np.sqrt(np.diagonal(posterior.covariance[some], axis1=1, axis2=2))
    return Mixture(weight[some], mean + posterior.mean[some], sd)


@dataclass(frozen=True, slots=True)
class _Walk:
    """The smoothed walk on `k` days over `g` settings, given the coefficients."""

    settings: NDArray[np.intp]
    """[g] which points of the grid."""

    response: Floats
    """[g, k, sliders + 3] its mean, had each column of the data been the ratings."""

    variance: Floats
    """[g, k]"""


def _walk(data: RegressionData, fitted: Fitted, at: Floats) -> _Walk:
    """The walk on rated days, for settings that weigh anything for any slider."""
    weight = np.max([softmax(each.log_marginal) for each in fitted.sliders], 0)
    settings = np.flatnonzero(weight >= LEAST_LEVEL_WEIGHT)
    if not at.size:
        none = np.zeros((len(settings), 0))
        return _Walk(settings, np.zeros((*none.shape, data.columns.shape[1])), none)
    states, day = fitted.states.select(settings), np.searchsorted(data.days, at)
    mean = states.solve(data.sum_by_day(data.weighted))[2 * day + 1] / states.noise
    emission = states.emission[day]
    return _Walk(
        settings,
        (mean * emission[:, None, :]).transpose(2, 0, 1),
        (states.variances()[2 * day + 1] * emission).T,
    )


def _level(
    walk: _Walk, slider: int, posterior: Coefficients, regressors: Floats, mean: Floats
) -> Mixture:
    """Line and walk on `k` days, [k, 3] `regressors` of the line there.

    With coefficients b, ratings y and regressors Z of their days, its mean is `regressors` b + the
    walk's response to y - Z b; so b counts by `regressors` less the response to Z.
    """
    weight = softmax(posterior.log_marginal)[walk.settings]
    left = regressors - walk.response[:, :, -3:]
    of_line = (left @ posterior.mean[walk.settings][:, :, None])[:, :, 0]
    residual = walk.response[:, :, slider] + of_line
    variance = ((left @ posterior.covariance[walk.settings]) * left).sum(2) + walk.variance
    return Mixture(weight / weight.sum(), regressors @ mean + residual, np.sqrt(variance))
