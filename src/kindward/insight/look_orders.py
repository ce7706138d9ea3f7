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
    block: NDArray[np.int64]

    @property
    def kind_next(self) -> Floats:
        """What kind the day after is; 0 after the last."""
        return np.hstack((self.kind[:, 1:], np.zeros((len(self.kind), 1))))


def orders(days: LookDays, seed: int) -> Orders:
    """The order that was drawn, then others that could have been; the same for a seed."""
    chance = np.random.default_rng(seed)
    marks = chance.random((DRAWS, len(days.kind)))
    drawn = np.zeros((DRAWS, len(days.kind)), dtype=bool)
    for block in np.unique(days.block):
        here = np.flatnonzero(days.block == block)
        ranks = marks[:, here].argsort(1).argsort(1)
        drawn[:, here] = ranks < days.kind[here].sum()
    return Orders(np.where(np.vstack((days.kind, drawn)), 0.5, -0.5), days.block)


def differences(values: Floats, by: Orders, *, of_next: bool = False) -> Floats:
    """[orders] the difference within blocks that each order would have found, least squares.

    `of_next`: the values are of the days after, and what those days' own kind gives is taken off.
    In blocks of two and two a kind day is followed by a usual one twice as often as by another
    kind one; what a day gives itself would else count against the day before it.
    """
    columns = _columns(values, by, of_next=of_next)
    return _slopes(columns, values, by.block)[0]


def estimate(values: Floats, by: Orders, *, of_next: bool = False) -> Estimate:
    """The difference of the order that was drawn, and its 95 % range.

    The range holds what could be taken off kind days so that the rest would look like chance
    (the test inverted; Rosenbaum 2002, 2.4).
    """
    columns = _columns(values, by, of_next=of_next)
    kind, after = columns
    slopes, of_after = _slopes(columns, values, by.block)
    rest = values - of_after[0] * after[0]
    by_chance, _ = _slopes(columns, rest, by.block)
    alike, _ = _slopes(columns, np.where(np.isnan(values), np.nan, by.kind[0]), by.block)
    apart = 1 - alike > _SLACK
    if not kind[0].any() or not apart.any():
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


def _columns(values: Floats, by: Orders, *, of_next: bool) -> tuple[Floats, Floats]:
    """[orders, days] of the day and of the day after, each less its mean in a block."""
    told = ~np.isnan(values)
    kind = _centred(by.kind, told, by.block)
    after = _centred(by.kind_next, told, by.block) if of_next else np.zeros_like(kind)
    return kind, after


def _centred(rows: Floats, told: NDArray[np.bool_], block: NDArray[np.int64]) -> Floats:
    """[rows, days] less the mean of the told days of each block; 0 on days that were not told."""
    same = (block[:, None] == block) & told
    means = rows @ (same / np.maximum(same.sum(1, keepdims=True), 1)).T
    centred: Floats = (rows - means) * told
    return centred


def _slopes(
    columns: tuple[Floats, Floats], values: Floats, block: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """[orders] the least squares of two columns, for each order; 0 where none can be told."""
    kind, after = columns
    told = ~np.isnan(values)
    y = _centred(np.where(told, values, 0.0)[None, :], told, block)[0]
    kk, aa, ka = ((left * right).sum(1) for left, right in
                  ((kind, kind), (after, after), (kind, after)))  # fmt: skip
    ky, ay = kind @ y, after @ y
    is_two = kk * aa - ka**2 > _SLACK
    inner = np.where(is_two, kk * aa - ka**2, np.where(kk > _SLACK, kk, 1.0))
    of_kind = np.where(is_two, aa * ky - ka * ay, ky) / inner
    of_after = np.where(is_two, kk * ay - ka * ky, 0.0) / inner
    return of_kind, of_after
