"""The orders of days that could have been drawn: the yardstick of an honest look.

Each order is a row: 0.5 on a kind-coach day, -0.5 on a usual one. The first is the one that was
drawn; the others are drawn like it, so whatever is worked out for all of them alike says how far
chance alone reaches (Fisher 1935).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.insight.look_days import Floats, LookDays

DRAWS: Final = 1_999

Estimate = tuple[float, float, float]
"""Kind-coach days less usual ones, and the ends of the 95 % range, in points of 100."""

NOTHING: Final[Estimate] = (0.0, -100.0, 100.0)

_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Orders:
    """`1 + DRAWS` orders of the days of a look."""

    kind: Floats
    kind_next: Floats
    """What kind the day after is; 0 after the last."""

    both: Floats
    """`kind` times `kind_next`."""

    block: NDArray[np.int64]


def orders(days: LookDays, seed: int) -> Orders:
    """The order that was drawn, then others that could have been; the same for a seed."""
    chance = np.random.default_rng(seed)
    marks = chance.random((DRAWS, len(days.kind)))
    drawn = np.zeros((DRAWS, len(days.kind)), dtype=bool)
    for block in np.unique(days.block):
        here = np.flatnonzero(days.block == block)
        ranks = marks[:, here].argsort(1).argsort(1)
        drawn[:, here] = ranks < days.kind[here].sum()
    kind = np.where(np.vstack((days.kind, drawn)), 0.5, -0.5)
    after = np.hstack((kind[:, 1:], np.zeros((len(kind), 1))))
    return Orders(kind, after, kind * after, days.block)


def differences(values: Floats, by: Orders, *, of_next: bool = False) -> Floats:
    """[orders] the difference within blocks that each order would have found, least squares.

    `of_next`: the values are of the days after, and what those days' own kind gives is taken off.
    In blocks of two and two a kind day is followed by a usual one twice as often as by another
    kind one; what a day gives itself would else count against the day before it.
    """
    return _within(~np.isnan(values), by, of_next=of_next).slopes(values)[0]


def estimate(values: Floats, by: Orders, *, of_next: bool = False) -> Estimate:
    """The difference of the order that was drawn, and its 95 % range.

    The range holds what could be taken off kind days so that the rest would look like chance
    (the test inverted; Rosenbaum 2002, 2.4).
    """
    within = _within(~np.isnan(values), by, of_next=of_next)
    slopes, of_after = within.slopes(values)
    by_chance, _ = within.slopes(values - of_after[0] * by.kind_next[0])
    alike, _ = within.slopes(by.kind[0])
    apart = 1 - alike > _SLACK
    if alike[0] < _SLACK or not apart.any():
        return NOTHING
    could_be = (slopes[0] - by_chance[apart]) / (1 - alike[apart])
    low, high = np.quantile(could_be, (0.025, 0.975))
    return float(slopes[0]), float(low), float(high)


def chance_of(found: Floats) -> tuple[float, float]:
    """The share of orders that find at least as much, and the direction (1, 0 or -1).

    The order that was drawn counts among them, so the share is never 0.
    """
    seen = float(found[0])
    slack = _SLACK * max(1.0, float(np.abs(found).max()))
    share = float(np.mean(np.abs(found) >= abs(seen) - slack))
    return share, float(np.sign(seen)) if abs(seen) > slack else 0.0


@dataclass(frozen=True, slots=True)
class _Within:
    """All orders over the days that were told, within blocks: sums of squares and products.

    Of each sum that of the blocks' means is taken off.
    """

    by: Orders
    told: NDArray[np.bool_]
    means: Floats
    """[days, blocks] what takes a block's mean, so that `means @ means.T` puts it on its days."""

    kk: Floats
    """[orders] of a day's kind..."""

    ka: Floats | None
    """...of it and the day after, where that is asked for..."""

    aa: Floats | None
    """...and of the day after."""

    def slopes(self, values: Floats) -> tuple[Floats, Floats]:
        """[orders] the least squares of the day and of the day after; 0 where none can be told."""
        y = np.where(self.told, values, 0.0)
        y -= self.means @ (self.means.T @ y)
        ky = self.by.kind @ y
        of_kind = _ratio(ky, self.kk)
        if self.ka is None or self.aa is None:
            return of_kind, np.zeros_like(of_kind)
        ay = self.by.kind_next @ y
        apart = self.kk * self.aa - self.ka**2
        of_both = _ratio(self.aa * ky - self.ka * ay, apart)
        return (
            np.where(apart > _SLACK, of_both, of_kind),
            _ratio(self.kk * ay - self.ka * ky, apart),
        )


def _ratio(of: Floats, to: Floats) -> Floats:
    return np.divide(of, to, out=np.zeros_like(of), where=to > _SLACK)


def _within(told: NDArray[np.bool_], by: Orders, *, of_next: bool) -> _Within:
    here = (by.block[:, None] == np.unique(by.block)) * told[:, None].astype(float)
    means = here / np.sqrt(np.maximum(here.sum(0), 1))
    kind = by.kind @ means
    kk = told.sum() / 4 - np.einsum("ob,ob->o", kind, kind)
    if not of_next:
        return _Within(by, told, means, kk, None, None)
    after, days = by.kind_next @ means, told.astype(float)
    ka = by.both @ days - np.einsum("ob,ob->o", kind, after)
    aa = (by.kind_next**2) @ days - np.einsum("ob,ob->o", after, after)
    return _Within(by, told, means, kk, ka, aa)
