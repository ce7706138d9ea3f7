"""What practices do beyond a quiet minute: one Bayesian regression for one person.

Relief after a practice is held against relief after a quiet minute of the same person, never
against nothing: after-minus-before also holds what being asked, resting and coming at a low point
give. In slider points (0..100), with `away` how much heavier than usual a row begins:

    quiet minute   relief = pause + slope * away + e
    practice       relief = pause + (slope + more) * away + settle + rested + theta + own(p) + e

`theta + own(p)` is the answer; all else is there so that it cannot be mistaken for one.

* pause is nearly free (SD 15): only quiet minutes may tell how much asking and resting give. A
  tight prior leaves what it cannot hold to theta: in a world where being asked gives 10 points and
  practices nothing, it told 6 % of people a falsehood, and this one 1 to 3 %.
* settle is what some ten minutes give a low mood by themselves, and one minute does not. No rating
  can tell it from theta, so it is its prior: moods that last half an hour settle by 6 % of how low
  they are, and people come 8 to 24 points lower than usual. Without it those who come at their
  lowest are told falsehoods (11 %); with it 3 to 4 %, for a tenth of the power.
* theta is sceptical: N(0, 5). own(p) ~ N(0, sd), sd one of three, weighed by the data: practices
  that differ little are drawn towards each other.
* A quiet minute and the practice after it share the state they begin in (correlation .35), a
  minute is calmer than ten (variance .55), a mean of fewer sliders is noisier.

For given spreads the posterior is Gaussian and exact; they are averaged over by their marginal
likelihood, so the answer is a mixture (tests hold it against NUTS; `bench/insight.py` counts false
answers, `bench/ranks.py` whether it is as sure as it may be). Sources: Gelman et
al. 2013 (Bayesian Data Analysis, ch. 14); within-person design as in Tschenett & Nater 2026; worlds
and first priors: our own trials.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from kindward.insight.mixture import Mixture, weights
from kindward.insight.rows import NONE, Rows

Floats = NDArray[np.float64]
Normal = tuple[float, float]
"""Mean and SD."""


@dataclass(frozen=True, slots=True)
class Priors:
    """What is believed before any rating, in slider points (slopes: points for a point)."""

    pause: Normal = (5.0, 15.0)
    slope: Normal = (0.15, 0.15)
    more: Normal = (0.1, 0.1)
    late: Normal = (-3.0, 3.0)
    """For a practice that was first rated after its quiet minute: the pause is behind it."""
    rested: Normal = (0.0, 1.0)
    """For a practice after a quiet minute."""
    settle: Normal = (0.9, 0.9)
    theta: Normal = (0.0, 5.0)

    own_sd: tuple[float, ...] = (3.0, 5.0, 8.0)
    """Spreads of practices around theta, equally likely."""
    noise_sd: float = 11.0
    noise_df: float = 6.0
    """Of a practice rated with three sliders: its variance is scaled inverse chi-squared."""

    quiet_var: float = 0.55
    slider_var: float = 0.31
    """Share of the variance that is the sliders' own, and is three times as much with one."""
    together: float = 0.35
    """Correlation of a quiet minute with the practice after it."""
    end_sd: float = 12.0
    """How far from its ends a slider begins to run out of room."""
    usual: float = 50.0
    usual_weight: float = 2.0
    """Ratings that the middle counts for, in where a slider usually stands."""

    @property
    def fixed(self) -> tuple[Normal, ...]:
        """What all practices share, in the order of the design's columns."""
        return (
            self.slope, self.more, self.pause, self.late, self.rested, self.settle, self.theta,
        )  # fmt: skip


PRIORS: Final = Priors()

_NODES: Final = np.linspace(-2.8, 2.8, 9)
"""Where the noise is integrated over, in posterior SDs of its logarithm."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What is known of all practices together, of each, and of each against the others."""

    practices: tuple[str, ...]
    known: Mixture
    """[2 + 3a]: all as they were sat with; each of `a` practices; then both with what they settle
    by themselves, which is the kinder of two readings; then each beyond the others."""

    def each(self, number: int) -> int:
        """Where the practice of this number stands in `known`."""
        return 1 + number

    def settled(self, place: int) -> int:
        """Where the kinder reading of a place stands."""
        return 1 + len(self.practices) + place

    def beyond(self, number: int) -> int:
        """Where the practice of this number, beyond the others, stands in `known`."""
        return 2 + 2 * len(self.practices) + number


def effects(rows: Rows, priors: Priors = PRIORS) -> Effects:
    """The posterior, in slider points. Without any row it is the prior."""
    x, y = _whitened(rows, priors)
    prior = np.array(priors.fixed + ((0.0, 1.0),) * len(rows.practices))
    residual = y - x @ prior[:, 0]
    noises = _noises(x, residual, priors)
    asked = _asked(rows, len(priors.fixed))
    parts = [
        _given(np.append(prior[: len(priors.fixed), 1], [own_sd] * len(rows.practices)),
               noises, x, residual, asked)
        for own_sd in priors.own_sd
    ]  # fmt: skip
    log_weight, means, spreads = (np.concatenate(part) for part in zip(*parts, strict=True))
    log_weight += np.tile(_noise_prior(noises, priors), len(priors.own_sd))
    return Effects(
        rows.practices, Mixture(weights(log_weight), means + asked @ prior[:, 0], spreads)
    )


def _given(
    sd: Floats, noises: Floats, x: Floats, residual: Floats, asked: Floats
) -> tuple[Floats, Floats, Floats]:
    """For one prior SD of each coefficient, at every noise: log likelihood, means, SDs of `asked`.

    In units of the prior, X'X has the same axes whatever the noise is, so they are found once.
    """
    power, axes = np.linalg.eigh(sd[:, None] * (x.T @ x) * sd)
    outer = axes.T @ (sd * (x.T @ residual))
    along = (asked * sd) @ axes
    told = power.clip(0) / noises[:, None] ** 2
    found = outer / (1 + told) / noises[:, None] ** 2
    misfit = residual @ residual / noises**2 - found @ outer / noises**2
    log_likelihood = -len(residual) * np.log(noises) - (np.log1p(told).sum(1) + misfit) / 2
    return log_likelihood, found @ along.T, np.sqrt((1 / (1 + told)) @ (along**2).T)


def _noises(x: Floats, residual: Floats, priors: Priors) -> Floats:
    """A grid of noises that lies where the noise does."""
    ridge = np.diag(np.array((*(sd for _, sd in priors.fixed), *np.full(
        x.shape[1] - len(priors.fixed), priors.own_sd[len(priors.own_sd) // 2])
    )) ** -2.0) * priors.noise_sd**2  # fmt: skip
    outer = x.T @ residual
    rest = residual @ residual - outer @ np.linalg.solve(x.T @ x + ridge, outer)
    count = priors.noise_df + len(residual)
    middle = np.sqrt((priors.noise_df * priors.noise_sd**2 + rest) / count)
    noises: Floats = middle * np.exp(_NODES / np.sqrt(2 * count))
    return noises


def _noise_prior(noise: Floats, priors: Priors) -> Floats:
    """Log density of log(noise): the nodes are evenly spaced in it."""
    density: Floats = -priors.noise_df * (np.log(noise) + (priors.noise_sd / noise) ** 2 / 2)
    return density


def design(rows: Rows, priors: Priors = PRIORS) -> tuple[Floats, Floats]:
    """[n, 7 + practices] what relief is made of, and [n] SDs of errors beside a practice's."""
    sits = rows.practice != NONE
    rested = sits & ~rows.late & np.isin(rows.sitting, rows.sitting[~sits])
    away = np.nansum(rows.begin - _usual(rows, priors), 1) / rows.sliders
    own = rows.practice[:, None] == np.arange(len(rows.practices))
    moved = np.column_stack((np.ones(len(sits)), rows.late, rested, sits, sits, own))
    x = np.column_stack((away, away * sits, moved * _room(rows, priors)[:, None]))
    variance = 1 + priors.slider_var * (3 / rows.sliders - 1)
    return x, np.sqrt(variance * np.where(sits, 1.0, priors.quiet_var))


def _whitened(rows: Rows, priors: Priors) -> tuple[Floats, Floats]:
    """The design and the relief, turned so that all errors are alike and independent."""
    x, sd = design(rows, priors)
    both = np.column_stack((x, rows.relief)) / sd[:, None]
    sits = rows.practice != NONE
    second = 1 + np.flatnonzero(sits[1:] & ~sits[:-1] & (rows.sitting[1:] == rows.sitting[:-1]))
    kept = np.sqrt(1 - priors.together**2)
    both[second] = (both[second] - priors.together * both[second - 1]) / kept
    return both[:, :-1], both[:, -1]


def _room(rows: Rows, priors: Priors) -> Floats:
    """[n] how much of a change each beginning leaves room to show: near either end, about half."""
    low, high = ndtr(rows.begin / priors.end_sd), ndtr((100 - rows.begin) / priors.end_sd)
    room: Floats = np.nansum(low * high, 1) / rows.sliders
    return room


def _usual(rows: Rows, priors: Priors) -> Floats:
    """[3] where each slider stands when a sitting begins, held towards the middle."""
    is_first = np.ones(len(rows.sitting), bool)
    is_first[1:] = rows.sitting[1:] != rows.sitting[:-1]
    begin = rows.begin[is_first & ~rows.late]
    known = (~np.isnan(begin)).sum(0)
    usual: Floats = (priors.usual * priors.usual_weight + np.nansum(begin, 0)) / (
        priors.usual_weight + known
    )
    return usual


def _asked(rows: Rows, fixed: int) -> Floats:
    """[2 + 3a, columns] what is asked of the coefficients, in the order of `Effects.known`."""
    count = len(rows.practices)
    each = np.eye(count)
    others = np.array([_shares(np.where(one, 0, rows.times)) for one in each]).reshape(count, count)
    helps = np.zeros((1 + count, fixed + count))
    helps[:, fixed - 1] = 1
    helps[:, fixed:] = np.vstack((_shares(rows.times), each))
    settles = helps.copy()
    settles[:, fixed - 2] = 1
    beyond = np.hstack((np.zeros((count, fixed)), each - others))
    return np.vstack((helps, settles, beyond))


def _shares(times: NDArray[np.int64]) -> Floats:
    shares: Floats = times / max(1, times.sum())
    return shares
