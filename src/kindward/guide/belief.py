"""What is believed of each practice now: a Gaussian process over the sittings so far.

In goes a history, out go the means and covariances of the relief that each candidate would bring
now, in slider points. The model is the layered linear regression of Tomkins 2021 (Machine Learning
110:2685) for one person, written as its covariance (Rasmussen & Williams 2006, 2.2), so that a
practice's drift costs nothing and no state has to be kept beside the record:

    relief = base + away * b1 + recent * b2 + rested * b3 + own(practice) + error
    own    = alpha + gamma(part of the day) + kappa * away + a random walk, all by practice

`away` is how much heavier than usual they came, `recent` how often it was among the last three,
`rested` whether a quiet minute came before the first rating. The priors are weak, from whole
programmes and not from people like this one.

Practices know of each other only through the four shared terms. So the walk of each is filtered
out of its own sittings (`walk.py`), its hours and its pull when heavy are solved for by themselves,
and the four terms out of what all practices say: the same posterior as one matrix of all sittings
gives, in a fraction of its time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.guide.asked import DAYPARTS
from kindward.guide.history import History
from kindward.guide.walk import Seen, Walk, walked

Floats = NDArray[np.float64]

BASE: Final = (7.5, 5.0)
"""Mean and SD of what any sitting brings, in slider points; the priors below likewise."""
AWAY: Final = (0.25, 0.15)
RECENT: Final = (-0.8, 0.8)
RESTED: Final = (-3.0, 3.0)
ALPHA_SD: Final = 5.5
GAMMA_SD: Final = 2.0
KAPPA_SD: Final = 0.08
WALK_SD: Final = 0.3
"""For each sitting."""

RECENT_SITTINGS: Final = 3

_RIDGE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Belief:
    """Of each practice, in the order they were asked for: relief now, in slider points."""

    practices: tuple[str, ...]
    part: str
    """The part of the day that is now."""

    mean: Floats
    covariance: Floats
    suited: Floats
    """The part of the mean that is the practice's own, whenever it is heard."""

    timely: Floats
    """The part that belongs to this part of the day."""

    heavy: Floats
    """The part that belongs to coming this heavy."""

    @property
    def sd(self) -> Floats:
        """Standard deviations."""
        spread: Floats = np.sqrt(self.covariance.diagonal())
        return spread

    def only(self, places: Sequence[int]) -> "Belief":
        """What is believed of the practices at these places."""
        held = list(places)
        return Belief(
            practices=tuple(self.practices[i] for i in held),
            part=self.part,
            mean=self.mean[held],
            covariance=self.covariance[np.ix_(held, held)],
            suited=self.suited[held],
            timely=self.timely[held],
            heavy=self.heavy[held],
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What relief is made of besides the walk, an array each."""

    daypart: NDArray[np.int64]
    away: Floats
    recent: Floats
    rested: Floats

    def expected(self) -> Floats:
        """The prior mean of each."""
        mean: Floats = (
            BASE[0] + AWAY[0] * self.away + RECENT[0] * self.recent + RESTED[0] * self.rested
        )
        return mean

    def shared(self) -> Floats:
        """[n, 4] what all practices share, in units of the prior."""
        ones = np.ones_like(self.away)
        terms: Floats = np.column_stack((ones, self.away, self.recent, self.rested))
        return terms * (BASE[1], AWAY[1], RECENT[1], RESTED[1])

    def own(self) -> Floats:
        """[n, 5] what a practice has of its own besides its walk, in units of the prior."""
        hours = self.daypart[:, None] == np.arange(len(DAYPARTS))
        return np.column_stack((GAMMA_SD * hours, KAPPA_SD * self.away))


_OWN: Final = slice(0, 5)
_SHARED: Final = slice(5, 9)
_RELIEF: Final = 9
"""Columns: what is a practice's own, what all share, and the relief beyond what was expected."""


def believe(
    history: History, practices: tuple[str, ...], part: str, heaviness: float | None
) -> Belief:
    """The posterior for these practices in this part of a day, come this heavy."""
    usual, asked = history.usual(), len(practices)
    away = 0.0 if heaviness is None else heaviness - usual
    practice = _numbers(history, practices)
    told = walked(
        Walk(ALPHA_SD**2, WALK_SD**2), _seen(history, practice, asked, usual), len(practice)
    )
    said, level = told.said, told.level[:asked]

    # What is a practice's own, given what all share; then what all share.
    own_spread = np.linalg.inv(np.eye(5) + said[:, _OWN, _OWN])
    solved = own_spread @ said[:, _OWN]
    rest = (said - said[:, :, _OWN] @ solved).sum(0)
    spread = np.linalg.inv(np.eye(4) + rest[_SHARED, _SHARED])
    shared = spread @ rest[_SHARED, _RELIEF]

    # From there back to each practice, and to now.
    now, solved = _now(practice, asked, part, away), solved[:asked]
    own = solved[:, :, _RELIEF] - solved[:, :, _SHARED] @ shared
    suited = level[:, _RELIEF] - level[:, _SHARED] @ shared - (level[:, _OWN] * own).sum(1)
    terms, own_terms = now.shared(), now.own()
    *hours, heavy = (own_terms * own).T
    timely = sum(hours)
    left = own_terms - level[:, _OWN]
    alone = told.variance[:asked] + np.einsum("pi,pij,pj->p", left, own_spread[:asked], left)
    unsure = terms - level[:, _SHARED] - np.einsum("pi,pij->pj", left, solved[:, :, _SHARED])
    return Belief(
        practices=practices,
        part=part,
        mean=now.expected() - AWAY[0] * away + terms @ shared + suited + timely + heavy,
        covariance=unsure @ spread @ unsure.T + np.diag(alone),
        suited=suited,
        timely=timely,
        heavy=heavy,
    )


def win_shares(belief: Belief, temperature: float) -> Floats:
    """How likely each is the best, if all spreads were `temperature` times as wide (Thompson).

    The same standard draws each time: the shares follow from the record alone, and a mean that
    rises alone never lowers its own share.
    """
    root = np.linalg.cholesky(belief.covariance + _RIDGE * np.eye(len(belief.mean)))
    draws = belief.mean + temperature * _standard_draws(len(belief.mean)) @ root.T
    shares: Floats = np.bincount(draws.argmax(1), minlength=len(belief.mean)) / len(draws)
    return shares


@cache
def _standard_draws(width: int) -> Floats:
    half = np.random.Generator(np.random.PCG64(0)).standard_normal((512, width))
    return np.concatenate((half, -half))


def _numbers(history: History, practices: tuple[str, ...]) -> NDArray[np.int64]:
    """The practice of each sitting, as its place among those asked for, or one after these."""
    names = {name: number for number, name in enumerate(practices)}
    return np.array([names.setdefault(one.practice, len(names)) for one in history.heard], np.int64)


def _seen(history: History, practice: NDArray[np.int64], practices: int, usual: float) -> Seen:
    """The sittings that said anything, those of one practice together and in their order."""
    relief = np.array([one.relief for one in history.heard], float)
    told = np.flatnonzero(~np.isnan(relief))
    told = told[np.argsort(practice[told], kind="stable")]
    heard = [history.heard[number] for number in told]
    rows = _Rows(
        daypart=np.array([DAYPARTS.index(one.daypart) for one in heard], np.int64),
        away=np.nan_to_num(np.array([one.heaviness for one in heard], float) - usual),
        recent=_recent(practice)[told],
        rested=np.array([one.rested for one in heard], float),
    )
    ends = np.bincount(practice[told], minlength=practices).cumsum().tolist()
    return Seen(
        columns=np.column_stack((rows.own(), rows.shared(), relief[told] - rows.expected())),
        at=told.astype(float),
        variance=np.array([one.variance for one in heard], float),
        spans=tuple(map(slice, (0, *ends[:-1]), ends)),
    )


def _now(practice: NDArray[np.int64], practices: int, part: str, away: float) -> _Rows:
    one = np.ones(practices)
    latest = practice[-RECENT_SITTINGS:, None]
    return _Rows(
        daypart=np.full(practices, DAYPARTS.index(part)),
        away=one * away,
        recent=(latest == np.arange(practices)).sum(0).astype(float),
        rested=one * 0,
    )


def _recent(practice: NDArray[np.int64]) -> Floats:
    """How often the practice of each sitting was among the last before it."""
    recent = np.zeros(len(practice))
    for back in range(1, RECENT_SITTINGS + 1):
        recent[back:] += practice[back:] == practice[:-back]
    return recent
