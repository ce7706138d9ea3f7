"""A line through ratings of a mood that has an inertia of its own and drifts: exact, over a grid.

For each point of the grid, with `week` the time in weeks around the middle:

    rating = usual + slope * week + opening * (asked as a sitting began) + ou + walk + error

`ou` is an Ornstein-Uhlenbeck process by days (a day keeps `phi` of what the one before was),
`walk` a slow random walk. Both are filtered (Kalman 1960); the line is solved by least squares in
the innovations, which gives the same posterior and likelihood as filtering it too (de Jong 1991).
The filter knows nothing of values but which are missing, so every model of the grid and every
slider is stepped at once. Times may be as irregular as life.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.insight.mixture import Mixture, weights

Floats = NDArray[np.float64]

WEEK: Final = 7.0


@dataclass(frozen=True, slots=True)
class Lives:
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

    def grid(self) -> list[Floats]:
        """phi, ou_sd, walk_sd and noise_sd at each of the points, all equally likely before."""
        axes = self.phi, self.ou_sd, self.walk_sd, self.noise_sd
        return [axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")]


LIVES: Final = Lives()


@dataclass(frozen=True, slots=True)
class Days:
    """Ratings by day and kind, in the order of days, at most one row for each; `n` rows."""

    since: dt.date
    """Day 0."""

    day: Floats
    """[n] whole days."""

    opening: NDArray[np.bool_]
    """[n] whether they were asked for as a sitting began, and not in the evening."""

    value: Floats
    """[n, sliders] means of that day; NaN where there is none."""

    count: Floats
    """[n, sliders] ratings behind each."""


def lines(days: Days, lives: Lives = LIVES) -> tuple[Mixture, ...]:
    """Usual, slope for a week and opening of each slider, as a mixture over the grid."""
    return lines_of_first(days, (len(days.day),), lives)[0]


def lines_of_first(
    days: Days, rows: tuple[int, ...], lives: Lives = LIVES
) -> tuple[tuple[Mixture, ...], ...]:
    """The lines of the first so many rows, for each of `rows`: one filtering does for all."""
    white, scale = _innovations(days, lives)
    return tuple(_lines(white[:count], scale[:count], days.day[:count], lives) for count in rows)


def _lines(white: Floats, scale: Floats, day: Floats, lives: Lives) -> tuple[Mixture, ...]:
    """Weeks are turned to lie around their middle: what is linear may be so after filtering."""
    around = white.copy()
    around[..., 2] -= (day.mean() / WEEK if len(day) else 0.0) * white[..., 1]
    priors = lives.usual, lives.slope, lives.opening
    return tuple(
        _line(around[:, :, slider], scale[:, :, slider].sum(0), priors)
        for slider in range(white.shape[2])
    )


def _line(white: Floats, log_scale: Floats, priors: tuple[tuple[float, float], ...]) -> Mixture:
    """White [n, grid, 1 + 3] is the value and the columns of the line."""
    mean, sd = (np.array(part) for part in zip(*priors, strict=True))
    columns = white[:, :, 1:]
    residual = white[:, :, 0] - columns @ mean
    inner = np.einsum("ngi,ngj->gij", columns, columns) + np.diag(sd**-2.0)
    outer = np.einsum("ngi,ng->gi", columns, residual)
    covariance = np.linalg.inv(inner)
    found = np.einsum("gij,gj->gi", covariance, outer)
    misfit = (residual**2).sum(0) - (found * outer).sum(1)
    _, log_det = np.linalg.slogdet(inner)
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    return Mixture(weights(log_scale - (log_det + misfit) / 2), mean + found, spread)


def _innovations(days: Days, lives: Lives) -> tuple[Floats, Floats]:
    """[n, grid, sliders, 4] values and columns less what was foreseen, over its SD; log scales."""
    phi, ou_sd, walk_sd, noise_sd = (axis[:, None] for axis in lives.grid())
    sliders = days.value.shape[1]
    columns = _columns(days)
    state = _State.stationary(ou_sd, sliders)
    white = np.zeros((len(days.day), len(phi), sliders, 4))
    scale = np.zeros(white.shape[:3])
    gaps = np.diff(days.day, prepend=days.day[:1])
    for row, gap in enumerate(gaps):
        state.wait(phi**gap, ou_sd**2, walk_sd**2 * gap / WEEK)
        seen = ~np.isnan(days.value[row])
        noise = noise_sd**2 / np.where(seen, days.count[row], 1.0)
        white[row], variance = state.see(columns[row], noise, seen)
        scale[row] = -np.where(seen, np.log(variance) / 2, 0.0)
    return white, scale


def _columns(days: Days) -> Floats:
    """[n, sliders, 4] value, 1, week, opening."""
    week = days.day / WEEK
    ones = np.ones_like(days.value)
    return np.stack(
        (np.nan_to_num(days.value), ones, ones * week[:, None], ones * days.opening[:, None]), 2
    )


@dataclass(slots=True)
class _State:
    """What is foreseen of ou and walk, [grid, sliders] and, for means, [grid, sliders, 4]."""

    ou: Floats
    walk: Floats
    ou_var: Floats
    walk_var: Floats
    shared: Floats

    @classmethod
    def stationary(cls, ou_sd: Floats, sliders: int) -> "_State":
        """Before the first rating; the walk begins at nothing."""
        shape = len(ou_sd), sliders
        nothing = np.zeros((*shape, 4))
        return cls(
            nothing, nothing.copy(), ou_sd**2 * np.ones(shape), np.zeros(shape), np.zeros(shape)
        )

    def wait(self, kept: Floats, ou_var: Floats, walked: Floats) -> None:
        """Time goes by: ou forgets, walk spreads."""
        self.ou = self.ou * kept[:, :, None]
        self.ou_var = ou_var + kept**2 * (self.ou_var - ou_var)
        self.shared = self.shared * kept
        self.walk_var = self.walk_var + walked

    def see(self, columns: Floats, noise: Floats, seen: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """A rating arrives: its innovation over its SD (0 where unseen), and its variance."""
        to_ou, to_walk = self.ou_var + self.shared, self.walk_var + self.shared
        variance = to_ou + to_walk + noise
        surprise = (columns - self.ou - self.walk) * seen[:, None]
        gain_ou, gain_walk = seen * to_ou / variance, seen * to_walk / variance
        self.ou = self.ou + gain_ou[:, :, None] * surprise
        self.walk = self.walk + gain_walk[:, :, None] * surprise
        self.ou_var = self.ou_var - gain_ou * to_ou
        self.shared = self.shared - gain_ou * to_walk
        self.walk_var = self.walk_var - gain_walk * to_walk
        return surprise / np.sqrt(variance)[:, :, None], variance
