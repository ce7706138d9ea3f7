"""The reference set of a randomization test, and the treatment effect of each of its allocations.

Let z[r, t] be 1/2 where allocation r makes day t a kind-coach day and -1/2 where it makes it a
usual one. Row 0 is the allocation of the trial; rows 1..DRAWS are drawn in the same way. A
statistic worked out for all rows alike shows how far chance alone reaches, whatever the days have
to do with each other (Fisher 1935; Edgington and Onghena 2007).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kindward.arrays import Flags, Floats, Ints
from kindward.trial.observations import Observations

DRAWS: Final = 1_999
"""Allocations that are drawn beside the trial's own: a Monte Carlo sample of the whole set."""

EffectInterval = tuple[float, float, float]
"""The effect of kind-coach days beside usual ones, and the ends of its 95 % confidence interval."""

UNDETERMINED: Final[EffectInterval] = (0.0, -100.0, 100.0)
"""Where the days do not determine it: every difference that sliders can show."""

_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """`1 + DRAWS` allocations of the days of a trial."""

    z: Floats
    """[1 + DRAWS, days] 1/2 on a kind-coach day, -1/2 on a usual one."""

    z_next: Floats
    """[1 + DRAWS, days] z of the day after; 0 after the last."""

    z_z_next: Floats
    """[1 + DRAWS, days] their products."""

    block: Ints
    """[days] the number of each day's block."""


def reference_set(days: Observations, seed: int) -> ReferenceSet:
    """The trial's allocation, then others that were as likely; the same for the same seed.

    A block that is not over yet keeps its own number of kind-coach days.
    """
    chance = np.random.default_rng(seed)
    marks = chance.random((DRAWS, len(days.kind)))
    drawn = np.zeros((DRAWS, len(days.kind)), dtype=bool)
    for block in np.unique(days.block):
        here = np.flatnonzero(days.block == block)
        ranks = marks[:, here].argsort(1).argsort(1)
        drawn[:, here] = ranks < days.kind[here].sum()
    z = np.where(np.vstack((days.kind, drawn)), 0.5, -0.5)
    z_next = np.hstack((z[:, 1:], np.zeros((len(z), 1))))
    return ReferenceSet(z, z_next, z * z_next, days.block)


def treatment_effects(y: Floats, reference: ReferenceSet, *, of_next: bool = False) -> Floats:
    """[1 + DRAWS] the least-squares effect of each allocation on y [days], within blocks.

    The b of y[t] = a[block of t] + b z[t]; where `of_next`, y is of the days after, and the c of
    y[t] = a[block of t] + b z[t] + c z[t+1] takes off what those days' own kind gives. In blocks of
    two and two a kind-coach day is followed by a usual one twice as often as by another kind-coach
    one, so without c that would count against the day before. Days with y NaN are left out.
    """
    return _regression(~np.isnan(y), reference, of_next=of_next).slopes(y)[0]


def effect_interval(y: Floats, reference: ReferenceSet, *, of_next: bool = False) -> EffectInterval:
    """The effect that the trial's allocation shows, and its 95 % confidence interval.

    The randomization test inverted (Rosenbaum, Observational Studies, 2002, 2.4): with an effect b
    taken off, allocation r shows e[r] - b s[r], where e[r] is its effect on y without c z[t+1] and
    s[r] its effect on z[0]. The trial's own shows b[0] - b. The b at which both are equal is
    (b[0] - e[r]) / (1 - s[r]); the interval is between the quantiles .025 and .975 of these.
    """
    regression = _regression(~np.isnan(y), reference, of_next=of_next)
    b, c = regression.slopes(y)
    e, _ = regression.slopes(y - c[0] * reference.z_next[0])
    s, _ = regression.slopes(reference.z[0])
    differs = 1 - s > _SLACK
    if s[0] < _SLACK or not differs.any():
        return UNDETERMINED
    equal_at = (b[0] - e[differs]) / (1 - s[differs])
    low, high = np.quantile(equal_at, (0.025, 0.975))
    return float(b[0]), float(low), float(high)


def p_value(statistic: Floats) -> tuple[float, float]:
    """The two-sided p-value of a statistic [1 + DRAWS], and the sign of its row 0 (1, 0 or -1).

    The share of rows at least as far from 0 as row 0. That row counts, so the share is never 0
    (Phipson and Smyth 2010).
    """
    seen = float(statistic[0])
    slack = _SLACK * max(1.0, float(np.abs(statistic).max()))
    p = float(np.mean(np.abs(statistic) >= abs(seen) - slack))
    return p, float(np.sign(seen)) if abs(seen) > slack else 0.0


@dataclass(frozen=True, slots=True)
class _Regression:
    """Least squares on z, or on z and z_next, with block means taken off, for every allocation.

    Each sum below is over the answered days, less that of the block means: of z z, z x and x x,
    where x is z_next. The latter two are None where z alone is regressed on.
    """

    reference: ReferenceSet
    answered: Flags
    blocks: Floats
    """[days, blocks] orthonormal columns: `blocks @ blocks.T @ y` puts each block's mean on it."""

    zz: Floats
    zx: Floats | None
    xx: Floats | None

    def slopes(self, y: Floats) -> tuple[Floats, Floats]:
        """Each [1 + DRAWS]: those of z and of z_next, by Cramer's rule; 0 where undetermined.

        Where only both together are undetermined, that of z is as if it stood alone.
        """
        y = np.where(self.answered, y, 0.0)
        y -= self.blocks @ (self.blocks.T @ y)
        zy = self.reference.z @ y
        alone = _ratio(zy, self.zz)
        if self.zx is None or self.xx is None:
            return alone, np.zeros_like(alone)
        xy = self.reference.z_next @ y
        determinant = self.zz * self.xx - self.zx**2
        both = _ratio(self.xx * zy - self.zx * xy, determinant)
        return (
            np.where(determinant > _SLACK, both, alone),
            _ratio(self.zz * xy - self.zx * zy, determinant),
        )


def _ratio(of: Floats, to: Floats) -> Floats:
    return np.divide(of, to, out=np.zeros_like(of), where=to > _SLACK)


def _regression(answered: Flags, reference: ReferenceSet, *, of_next: bool) -> _Regression:
    is_in = (reference.block[:, None] == np.unique(reference.block)) * answered[:, None].astype(
        float
    )
    blocks = is_in / np.sqrt(np.maximum(is_in.sum(0), 1))
    z = reference.z @ blocks
    zz = answered.sum() / 4 - np.einsum("rb,rb->r", z, z)
    if not of_next:
        return _Regression(reference, answered, blocks, zz, None, None)
    x, days = reference.z_next @ blocks, answered.astype(float)
    zx = reference.z_z_next @ days - np.einsum("rb,rb->r", z, x)
    xx = (reference.z_next**2) @ days - np.einsum("rb,rb->r", x, x)
    return _Regression(reference, answered, blocks, zz, zx, xx)
