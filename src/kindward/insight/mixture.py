"""Mixtures of Gaussians: what is known of some quantities after averaging over a grid of models."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]

_HALVINGS: Final = 40


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
        """[k] standard deviations."""
        spread: Floats = np.sqrt(self.weight @ (self.sds**2 + (self.means - self.mean) ** 2))
        return spread

    def only(self, place: int) -> "Mixture":
        """One of the quantities by itself."""
        here = slice(place, place + 1)
        return Mixture(self.weight, self.means[:, here], self.sds[:, here])

    def above(self, values: Floats | float) -> Floats:
        """[k] probabilities of lying above values, one for each quantity or one for all."""
        above: Floats = self.weight @ ndtr((self.means - values) / self.sds)
        return above

    def quantile(self, share: float) -> Floats:
        """[k] values that a share of the probability lies below, by bisection."""
        low = (self.means - 9 * self.sds).min(0)
        high = (self.means + 9 * self.sds).max(0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            is_low = 1 - self.above(middle) < share
            low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
        found: Floats = low
        return found


def weights(log_weight: Floats) -> Floats:
    """Weights that add up to 1, from their logarithms up to a constant."""
    weight: Floats = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    return weight
