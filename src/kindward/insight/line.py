"""The line of each slider over a grid of models, once both hidden courses are averaged over.

The courses are solved from the first day to the last, so what an earlier day knew is on the way to
what is known now: all of it but the end of its last day. One solution tells both.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindward.insight.bands import Floats, Posterior, Prior, posterior

Line = tuple[Floats, Floats]
"""[3] means and SDs of usual, slope and opening, before any rating."""


@dataclass(frozen=True, slots=True)
class Told:
    """The ratings of some sliders, less the prior's line; then the line's three columns."""

    columns: Floats
    """[n, sliders + 3]"""
    count: Floats
    """[n]"""
    days: Floats
    """[d] the days of the rows, each once."""
    place: NDArray[np.intp]
    """[n] where in them a row's day stands."""

    def on_days(self, values: Floats) -> Floats:
        """[d, ...] values of rows, added up by day."""
        added = np.zeros((len(self.days), *values.shape[1:]))
        np.add.at(added, self.place, values)
        return added

    @property
    def weighed(self) -> Floats:
        """[n, sliders + 3] the columns times the ratings behind each."""
        return self.columns * self.count[:, None]


@dataclass(frozen=True, slots=True)
class Known:
    """One slider over the grid: `g` Gaussians of the line around its prior mean."""

    log_weight: Floats
    mean: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True)
class Solved:
    """The courses after ratings, and the line of each slider: now, and by an earlier day alone."""

    after: Posterior
    now: list[Known]
    earlier: list[Known] | None


def solve(told: Told, earlier: Told | None, before: Prior, noise_sd: Floats, line: Line) -> Solved:
    """`earlier` are the first rows of `told`, less the line as it was then."""
    mean, sd = line
    after = posterior(before, noise_sd, told.on_days(told.count))
    half = after.halfway(after.spread(told.on_days(told.weighed)))
    by_model = np.ascontiguousarray(half.T)
    cut = 2 * len(earlier.days) - 2 if earlier else 0
    first, rest = (_squared(part) for part in (by_model[:, :, :cut], by_model[:, :, cut:]))
    now = _known(told, first + rest, before.log_dets[:, -1] - after.log_det, after.noise, sd)
    if earlier is None:
        return Solved(after, now, None)
    log_det, last = after.ended(len(earlier.days), half)
    moved = _moved(told, earlier, mean)
    ended = moved.T @ (first + _squared(last.T)) @ moved
    of_courses = before.log_dets[:, len(earlier.days) - 1] - log_det
    return Solved(after, now, _known(earlier, ended, of_courses, after.noise, sd))


def _squared(half: Floats) -> Floats:
    """[m, k, k] the inner products of [m, k, rows]."""
    squared: Floats = half @ half.swapaxes(1, 2)
    return squared


def _moved(told: Told, earlier: Told, mean: Floats) -> Floats:
    """[k, k] what turns the columns of `told` into those of `earlier`, whose middle is its own."""
    shift = earlier.columns[0, -2] - told.columns[0, -2]
    moved = np.eye(told.columns.shape[1])
    moved[-3, -2] = shift
    moved[-3, :-3] = -mean[1] * shift
    return moved


def _known(told: Told, courses: Floats, log_det: Floats, noise: Floats, sd: Floats) -> list[Known]:
    """Each slider's, from what the courses take off the columns' inner products [m, k, k]."""
    of = noise[:, None, None]
    left = (told.columns.T @ told.weighed - courses / of) / of
    log_scale = (log_det - (told.count > 0).sum() * np.log(noise)) / 2
    sliders = told.columns.shape[1] - 3
    inner = left[:, sliders:, sliders:] + np.diag(sd**-2.0)
    covariance = np.asarray(np.linalg.inv(inner), np.float64)
    _, scale = np.linalg.slogdet(inner)
    found = []
    for slider in range(sliders):
        outer = left[:, sliders:, slider]
        mean = (covariance @ outer[:, :, None])[:, :, 0]
        misfit = left[:, slider, slider] - (mean * outer).sum(1)
        found.append(Known(log_scale - (scale + misfit) / 2, mean, covariance))
    return found
