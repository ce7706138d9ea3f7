"""Mixtures of Gaussians: marginal posteriors after averaging over a grid of settings."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr

from kindward.arrays import Floats

_HALVINGS: Final = 26
"""Of some 20 SDs, which leaves less than a millionth of one."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """`k` quantities, each a mixture over the same `g` Gaussians."""

    weight: Floats
    """[g], adding up to 1."""

    means: Floats
    """[g, k]"""

    sds: Floats
    """[g, k], above 0."""

    @property
    def mean(self) -> Floats:
        """[k] means."""
        mean: Floats = self.weight @ self.means
        return mean

    @property
    def sd(self) -> Floats:
        """[k] standard deviations, by the law of total variance."""
        sd: Floats = np.sqrt(self.weight @ (self.sds**2 + (self.means - self.mean) ** 2))
        return sd

    def select(self, place: int) -> "Mixture":
        """One of the quantities by itself."""
        here = slice(place, place + 1)
        return Mixture(self.weight, self.means[:, here], self.sds[:, here])

    def above(self, values: Floats | float) -> Floats:
        """[k] probabilities of lying above values, one for each quantity or one for all."""
        above: Floats = self.weight @ ndtr((self.means - values) / self.sds)
        return above

    def quantiles(self, *shares: float) -> Floats:
        """[shares, k] values that each share of the probability lies below, by bisection."""
        wanted = np.array(shares)[:, None]
        low = np.tile((self.means - 9 * self.sds).min(0), (len(shares), 1))
        high = np.tile((self.means + 9 * self.sds).max(0), (len(shares), 1))
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            below = ndtr((middle[:, None] - self.means) / self.sds)
            is_low = np.einsum("g,sgk->sk", self.weight, below) < wanted
            low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
        found: Floats = low
        return found


def softmax(log_weight: Floats) -> Floats:
    """Weights that add up to 1, from their logarithms up to a constant."""
    weight: Floats = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    return weight
