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
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.guide.asked import DAYPARTS
from kindward.guide.history import Heard, History

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
    """What the covariance looks at, an array each; the sitting's number is its time."""

    practice: NDArray[np.int64]
    daypart: NDArray[np.int64]
    away: Floats
    recent: Floats
    rested: Floats
    number: Floats

    def expected(self) -> Floats:
        """The prior mean of each."""
        mean: Floats = (
            BASE[0] + AWAY[0] * self.away + RECENT[0] * self.recent + RESTED[0] * self.rested
        )
        return mean


def believe(
    history: History, practices: tuple[str, ...], part: str, heaviness: float | None
) -> Belief:
    """The posterior for these practices in this part of a day, come this heavy."""
    names = {name: i for i, name in enumerate(practices)}
    usual = history.usual()
    past, relief, variance = _past(history, names, usual)
    away = 0.0 if heaviness is None else heaviness - usual
    now = _now(history, practices, part, away)
    own = _own(now, past)
    cross = _shared(now, past) + sum(own)
    prior = _shared(now, now) + sum(_own(now, now))
    seen = _shared(past, past) + sum(_own(past, past)) + np.diag(variance)
    solved = np.linalg.solve(seen, np.column_stack((cross.T, relief - past.expected())))
    weights = solved[:, -1]
    alpha, gamma, kappa = (part @ weights for part in own)
    return Belief(
        practices=practices,
        part=part,
        mean=now.expected() - AWAY[0] * away + cross @ weights,
        covariance=prior - cross @ solved[:, :-1],
        suited=alpha,
        timely=gamma,
        heavy=kappa,
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


def _past(history: History, names: dict[str, int], usual: float) -> tuple[_Rows, Floats, Floats]:
    """The rows that said anything, with their relief and its variance."""
    told = [
        (number, one, _recent(history.heard, number, one.practice))
        for number, one in enumerate(history.heard)
        if one.relief is not None
    ]
    rows = _Rows(
        practice=np.array([names.setdefault(one.practice, len(names)) for _, one, _ in told], int),
        daypart=np.array([DAYPARTS.index(one.daypart) for _, one, _ in told], int),
        away=np.array([0.0 if (h := one.heaviness) is None else h - usual for _, one, _ in told]),
        recent=np.array([recent for *_, recent in told], float),
        rested=np.array([one.rested for _, one, _ in told], float),
        number=np.array([number for number, *_ in told], float),
    )
    relief = np.array([one.relief for _, one, _ in told], float)
    return rows, relief, np.array([one.variance for _, one, _ in told], float)


def _now(history: History, practices: tuple[str, ...], part: str, away: float) -> _Rows:
    one = np.ones(len(practices))
    here = len(history.heard)
    return _Rows(
        practice=np.arange(len(practices)),
        daypart=np.full(len(practices), DAYPARTS.index(part)),
        away=one * away,
        recent=np.array([_recent(history.heard, here, name) for name in practices], float),
        rested=one * 0,
        number=one * here,
    )


def _recent(heard: tuple[Heard, ...], number: int, practice: str) -> int:
    since = heard[max(0, number - RECENT_SITTINGS) : number]
    return sum(one.practice == practice for one in since)


def _shared(left: _Rows, right: _Rows) -> Floats:
    """Covariance through what all practices share."""
    left_terms, right_terms = (
        np.column_stack(
            (
                BASE[1] * np.ones_like(rows.away),
                AWAY[1] * rows.away,
                RECENT[1] * rows.recent,
                RESTED[1] * rows.rested,
            )
        )
        for rows in (left, right)
    )
    shared: Floats = left_terms @ right_terms.T
    return shared


def _own(left: _Rows, right: _Rows) -> tuple[Floats, Floats, Floats]:
    """Covariance through a practice: itself with its walk, its hour, and its pull when heavy."""
    same = left.practice[:, None] == right.practice
    hour = left.daypart[:, None] == right.daypart
    walked = np.minimum.outer(left.number, right.number)
    return (
        same * (ALPHA_SD**2 + WALK_SD**2 * walked),
        GAMMA_SD**2 * (same & hour),
        same * np.outer(KAPPA_SD**2 * left.away, right.away),
    )
