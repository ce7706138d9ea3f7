"""A line through ratings of a mood that has an inertia of its own and drifts: exact, over a grid.

For each point of the grid, with `week` the time in weeks around the middle:

    rating = usual + slope * week + opening * (asked as a sitting began) + ou + walk + error

`ou` is an Ornstein-Uhlenbeck process by days (a day keeps `phi` of what the one before was),
`walk` a slow random walk. Given the line, both are solved as one banded precision (`bands.py`);
the line is a regression on what they leave over (`line.py`, Woodbury), the same as filtering it too
(de Jong 1991). Times may be as irregular as life. The *level* of a day is the line and the walk,
without what is the day's own: where somebody was in those weeks.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.insight.bands import WEEK, Courses, Floats, prior
from kindward.insight.line import Known, Line, Solved, Told, solve
from kindward.insight.mixture import Mixture, weights

LIGHTEST: Final = 1e-4
"""Weight of a point of the grid below which no level is worked out for it."""

_NOTHING: Final = 1e-12


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

    def grid(self) -> Courses:
        """All points, equally likely before."""
        axes = self.phi, self.ou_sd, self.walk_sd, self.noise_sd
        return Courses(*(axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")))

    def line(self) -> Line:
        """[3] means and SDs of usual, slope and opening."""
        mean, sd = (
            np.array(part) for part in zip(self.usual, self.slope, self.opening, strict=True)
        )
        return mean, sd


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

    def until(self, last: dt.date) -> "Days":
        """The rows up to a day."""
        end = int(np.searchsorted(self.day, (last - self.since).days, side="right"))
        return Days(
            self.since, self.day[:end], self.opening[:end], self.value[:end], self.count[:end]
        )

    def columns(self, day: Floats, opening: NDArray[np.bool_]) -> Floats:
        """[k, 3] what usual, slope and opening are multiplied with on some days."""
        week = (day - self.day.mean()) / WEEK
        return np.column_stack((np.ones(len(day)), week, opening.astype(float)))


@dataclass(frozen=True, slots=True)
class Fit:
    """What is known of one slider."""

    line: Mixture
    """Usual, slope for a week, and opening."""

    level: Mixture
    """Of each day asked for."""

    earlier: Mixture | None
    """The line by the rows up to an earlier day alone, where one was asked for."""


def lines(days: Days, lives: Lives = LIVES) -> tuple[Mixture, ...]:
    """Usual, slope for a week and opening of each slider, as a mixture over the grid."""
    nowhere = np.zeros(0)
    return tuple(fit.line for fit in fits(days, nowhere, opening=False, lives=lives))


def fits(
    days: Days,
    at: Floats,
    *,
    opening: bool,
    lives: Lives = LIVES,
    earlier: dt.date | None = None,
) -> tuple[Fit, ...]:
    """Each slider's line, and its level on [k] of the rated days, as of evenings or beginnings.

    `earlier` asks for the line as it was known on a day, too; None where nothing was rated by then.
    """
    courses, line = lives.grid(), lives.line()
    before = prior(courses, np.unique(days.day))
    targets = days.columns(at, np.full(len(at), opening))
    once = days.until(earlier) if earlier else None
    found: dict[int, Fit] = {}
    for sliders in _alike(days):
        told = _told(days, sliders, line[0])
        told_once = _told(once, sliders, line[0]) if once and len(once.day) else None
        solved = solve(told, told_once, before, courses.noise_sd, line)
        walks = _walks(told, solved, at)
        for place, slider in enumerate(sliders):
            known = solved.now[place]
            found[slider] = Fit(
                line=_line(known, line[0]),
                level=_level(walks, place, known, targets, line[0]),
                earlier=_line(solved.earlier[place], line[0]) if solved.earlier else None,
            )
    return tuple(found[slider] for slider in sorted(found))


def _alike(days: Days) -> list[list[int]]:
    """Sliders with the same ratings missing share what is costly."""
    groups: dict[bytes, list[int]] = {}
    for slider in range(days.value.shape[1]):
        groups.setdefault(days.count[:, slider].tobytes(), []).append(slider)
    return list(groups.values())


def _told(days: Days, sliders: list[int], mean: Floats) -> Told:
    line = days.columns(days.day, days.opening)
    value = np.nan_to_num(days.value[:, sliders] - (line @ mean)[:, None])
    unique, place = np.unique(days.day, return_inverse=True)
    return Told(np.column_stack((value, line)), days.count[:, sliders[0]], unique, place)


def _line(known: Known, mean: Floats) -> Mixture:
    weight = weights(known.log_weight)
    some = weight >= _NOTHING
    spread = np.sqrt(np.diagonal(known.covariance[some], axis1=1, axis2=2))
    return Mixture(weight[some], mean + known.mean[some], spread)


@dataclass(frozen=True, slots=True)
class _Walks:
    """The walk on some days, over a part of the grid, before the line is known."""

    models: NDArray[np.intp]
    """[g] which points of the grid."""

    gain: Floats
    """[g, k, sliders + 3] its mean for each column of the ratings."""

    variance: Floats
    """[g, k]"""


def _walks(told: Told, solved: Solved, at: Floats) -> _Walks:
    """The walk on rated days, for points of the grid that weigh anything for any slider."""
    weight = np.max([weights(each.log_weight) for each in solved.now], 0)
    models = np.flatnonzero(weight >= LIGHTEST)
    if not at.size:
        sums = told.columns.shape[1]
        return _Walks(models, np.zeros((len(models), 0, sums)), np.zeros((len(models), 0)))
    some, place = solved.after.only(models), np.searchsorted(told.days, at)
    walk = some.solved(told.on_days(told.weighed))[2 * place + 1] / some.noise
    live = some.walks[place]
    return _Walks(
        models,
        (walk * live[:, None, :]).transpose(2, 0, 1),
        (some.variances()[2 * place + 1] * live).T,
    )


def _level(walks: _Walks, slider: int, known: Known, line: Floats, mean: Floats) -> Mixture:
    """Line and walk; [k, 3] `line` is what they are asked at."""
    weight = weights(known.log_weight)[walks.models]
    left = line - walks.gain[:, :, -3:]
    found = walks.gain[:, :, slider] + (left @ known.mean[walks.models][:, :, None])[:, :, 0]
    variance = ((left @ known.covariance[walks.models]) * left).sum(2) + walks.variance
    return Mixture(weight / weight.sum(), line @ mean + found, np.sqrt(variance))
