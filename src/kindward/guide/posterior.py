"""The posterior of the relief that each practice would bring now, in slider points.

A Bayesian regression with layers (Tomkins 2021, IntelligentPooling, Machine Learning 110:2685; here
for one person) and a random walk of each practice:

    relief = base + b1 * away + b2 * recent + b3 * rested + own(practice) + error
    own    = level(practice, time) + gamma(practice, part of the day) + kappa(practice) * away

`away` is how much heavier than usual they came, `recent` how often it was among the last three,
`rested` whether a quiet minute came before the first rating. `level` begins at N(0, ALPHA_SD^2) and
walks by WALK_SD for each sitting. The priors are weak, from whole programmes and not from people
like this one.

Practices share only base and b1 to b3. So the level of each is filtered out of its own sittings
(`kalman.py`); its gamma and kappa are eliminated by a Schur complement, and the four shared
coefficients are solved last. That is the exact Gaussian process posterior (Rasmussen and Williams
2006, 2.2) in O(n), not O(n^3), and no state has to be kept beside the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kindward.arrays import Floats, Ints
from kindward.guide.context import DAYPARTS
from kindward.guide.history import History
from kindward.guide.kalman import Filtered, RandomWalk, Series, kalman_filter

BASE: Final = (7.5, 5.0)
"""Prior mean and SD of what any sitting brings, in slider points; the ones below likewise."""
AWAY: Final = (0.25, 0.15)
RECENT: Final = (-0.8, 0.8)
RESTED: Final = (-3.0, 3.0)
ALPHA_SD: Final = 5.5
GAMMA_SD: Final = 2.0
KAPPA_SD: Final = 0.08
WALK_SD: Final = 0.3
"""For each sitting."""

RECENT_SITTINGS: Final = 3

_OWN: Final = slice(0, 5)
_SHARED: Final = slice(5, 9)
_RELIEF: Final = 9
"""The columns that are filtered: a practice's own regressors, the shared ones, and the relief less
its prior mean. Regressors are in units of the prior, so that each coefficient is N(0, 1) before."""


@dataclass(frozen=True, slots=True)
class ReliefPosterior:
    """Of `p` practices, in the order they were asked for: relief now, in slider points."""

    practices: tuple[str, ...]
    daypart: str
    """The part of the day that is now."""

    mean: Floats
    """[p]"""

    covariance: Floats
    """[p, p]"""

    level: Floats
    """[p] the part of the mean that is the practice's level, at whatever hour."""

    daypart_effect: Floats
    """[p] the part of the mean that belongs to this part of the day."""

    heaviness_effect: Floats
    """[p] the part of the mean that belongs to coming this heavy."""

    @property
    def sd(self) -> Floats:
        """[p] standard deviations."""
        sd: Floats = np.sqrt(self.covariance.diagonal())
        return sd

    def select(self, places: Sequence[int]) -> "ReliefPosterior":
        """The marginal posterior of the practices at these places."""
        kept = list(places)
        return ReliefPosterior(
            practices=tuple(self.practices[i] for i in kept),
            daypart=self.daypart,
            mean=self.mean[kept],
            covariance=self.covariance[np.ix_(kept, kept)],
            level=self.level[kept],
            daypart_effect=self.daypart_effect[kept],
            heaviness_effect=self.heaviness_effect[kept],
        )


@dataclass(frozen=True, slots=True)
class _Regressors:
    """What relief is made of besides the level, [n] each."""

    daypart: Ints
    away: Floats
    recent: Floats
    rested: Floats

    def prior_mean(self) -> Floats:
        """[n] the prior mean of relief."""
        mean: Floats = (
            BASE[0] + AWAY[0] * self.away + RECENT[0] * self.recent + RESTED[0] * self.rested
        )
        return mean

    def shared(self) -> Floats:
        """[n, 4] those with coefficients that all practices share, in units of the prior."""
        ones = np.ones_like(self.away)
        terms: Floats = np.column_stack((ones, self.away, self.recent, self.rested))
        return terms * (BASE[1], AWAY[1], RECENT[1], RESTED[1])

    def own(self) -> Floats:
        """[n, 5] those with coefficients of each practice's own, in units of the prior."""
        hours = self.daypart[:, None] == np.arange(len(DAYPARTS))
        return np.column_stack((GAMMA_SD * hours, KAPPA_SD * self.away))


@dataclass(frozen=True, slots=True)
class _Coefficients:
    """The posterior of the coefficients, from the filtered columns of `p` practices."""

    own_covariance: Floats
    """[p, 5, 5] of a practice's own coefficients, the shared ones given."""

    own_regression: Floats
    """[p, 5, 10] `own_covariance` times what the own columns have in common with every column: with
    it, the own coefficients' mean is linear in the shared ones."""

    shared: Floats
    """[4] the shared coefficients' mean."""

    shared_covariance: Floats
    """[4, 4]"""

    def own(self, practices: int) -> Floats:
        """[practices, 5] the own coefficients' mean, of the first practices."""
        regression = self.own_regression[:practices]
        own: Floats = regression[:, :, _RELIEF] - regression[:, :, _SHARED] @ self.shared
        return own


def relief_posterior(
    history: History, practices: tuple[str, ...], daypart: str, heaviness: float | None
) -> ReliefPosterior:
    """The posterior for these practices in this part of a day, come this heavy."""
    usual, count = history.usual(), len(practices)
    away = 0.0 if heaviness is None else heaviness - usual
    practice = _numbers(history, practices)
    filtered = kalman_filter(
        RandomWalk(ALPHA_SD**2, WALK_SD**2),
        _series(history, practice, count, usual),
        len(practice),
    )
    now = _now(practice, count, daypart, away)
    return _predictive(filtered, now, practices, daypart, away)


def _coefficients(information: Floats) -> _Coefficients:
    """A practice's own coefficients given the shared ones, then the shared ones (Schur)."""
    precision = np.eye(5) + information[:, _OWN, _OWN]
    own_covariance = np.asarray(np.linalg.inv(precision), np.float64)
    regression = own_covariance @ information[:, _OWN]
    schur = (information - information[:, :, _OWN] @ regression).sum(0)
    shared_covariance = np.linalg.inv(np.eye(4) + schur[_SHARED, _SHARED])
    shared = shared_covariance @ schur[_SHARED, _RELIEF]
    return _Coefficients(own_covariance, regression, shared, shared_covariance)


def _predictive(
    filtered: Filtered, now: _Regressors, practices: tuple[str, ...], daypart: str, away: float
) -> ReliefPosterior:
    """Relief now: `now` are the regressors of this moment, [p] each."""
    count = len(practices)
    fitted, filtered_mean = _coefficients(filtered.information), filtered.mean[:count]
    own = fitted.own(count)
    level = (
        filtered_mean[:, _RELIEF]
        - filtered_mean[:, _SHARED] @ fitted.shared
        - (filtered_mean[:, _OWN] * own).sum(1)
    )
    *hours, heavy = (now.own() * own).T
    daypart_effect = sum(hours)
    shared = now.prior_mean() - AWAY[0] * away + now.shared() @ fitted.shared
    return ReliefPosterior(
        practices=practices,
        daypart=daypart,
        mean=shared + level + daypart_effect + heavy,
        covariance=_covariance(filtered, fitted, now, count),
        level=level,
        daypart_effect=daypart_effect,
        heaviness_effect=heavy,
    )


def _covariance(filtered: Filtered, fitted: _Coefficients, now: _Regressors, count: int) -> Floats:
    """[p, p] what practices are unsure of by themselves, and with the shared coefficients."""
    mean, own_covariance = filtered.mean[:count], fitted.own_covariance[:count]
    own = now.own() - mean[:, _OWN]
    regression = fitted.own_regression[:count, :, _SHARED]
    shared = now.shared() - mean[:, _SHARED] - np.einsum("pi,pij->pj", own, regression)
    alone = filtered.variance[:count] + np.einsum("pi,pij,pj->p", own, own_covariance, own)
    covariance: Floats = shared @ fitted.shared_covariance @ shared.T + np.diag(alone)
    return covariance


def _numbers(history: History, practices: tuple[str, ...]) -> Ints:
    """The practice of each sitting, as its place among those asked for, or one after these."""
    names = {name: number for number, name in enumerate(practices)}
    return np.array(
        [names.setdefault(one.practice, len(names)) for one in history.observations], np.int64
    )


def _series(history: History, practice: Ints, practices: int, usual: float) -> Series:
    """The sittings with a relief, those of one practice together and in their order."""
    relief = np.array([one.relief for one in history.observations], float)
    rated = np.flatnonzero(~np.isnan(relief))
    rated = rated[np.argsort(practice[rated], kind="stable")]
    observed = [history.observations[number] for number in rated]
    regressors = _Regressors(
        daypart=np.array([DAYPARTS.index(one.daypart) for one in observed], np.int64),
        away=np.nan_to_num(np.array([one.heaviness for one in observed], float) - usual),
        recent=_recent(practice)[rated],
        rested=np.array([one.rested for one in observed], float),
    )
    residual = relief[rated] - regressors.prior_mean()
    ends = np.bincount(practice[rated], minlength=practices).cumsum().tolist()
    return Series(
        columns=np.column_stack((regressors.own(), regressors.shared(), residual)),
        times=rated.astype(float),
        noise_variance=np.array([one.variance for one in observed], float),
        spans=tuple(map(slice, (0, *ends[:-1]), ends)),
    )


def _now(practice: Ints, practices: int, daypart: str, away: float) -> _Regressors:
    """The regressors of this moment, [p] each."""
    one = np.ones(practices)
    latest = practice[-RECENT_SITTINGS:, None]
    return _Regressors(
        daypart=np.full(practices, DAYPARTS.index(daypart)),
        away=one * away,
        recent=(latest == np.arange(practices)).sum(0).astype(float),
        rested=one * 0,
    )


def _recent(practice: Ints) -> Floats:
    """How often the practice of each sitting was among the last before it."""
    recent = np.zeros(len(practice))
    for back in range(1, RECENT_SITTINGS + 1):
        recent[back:] += practice[back:] == practice[:-back]
    return recent
