"""The priors of the effect of practices, and the design matrix of its regression (`effect.py`)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr

from kindward.arrays import Floats
from kindward.insight.rating_pairs import NONE, RatingPairs

Normal = tuple[float, float]
"""Mean and SD."""


@dataclass(frozen=True, slots=True)
class EffectPriors:
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
    """SDs of practices around theta, equally likely."""
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


PRIORS: Final = EffectPriors()


def design(pairs: RatingPairs, priors: EffectPriors = PRIORS) -> tuple[Floats, Floats]:
    """[n, 7 + practices] the design matrix, and [n] SDs of errors in units of a practice's.

    Its columns belong to slope, more, pause, late, rested, settle, theta, and own of each practice.
    """
    sits = pairs.practice != NONE
    rested = sits & ~pairs.late & np.isin(pairs.sitting, pairs.sitting[~sits])
    away = np.nansum(pairs.begin - _usual(pairs, priors), 1) / pairs.sliders
    own = pairs.practice[:, None] == np.arange(len(pairs.practices))
    moved = np.column_stack((np.ones(len(sits)), pairs.late, rested, sits, sits, own))
    x = np.column_stack((away, away * sits, moved * _room(pairs, priors)[:, None]))
    variance = 1 + priors.slider_var * (3 / pairs.sliders - 1)
    return x, np.sqrt(variance * np.where(sits, 1.0, priors.quiet_var))


def whitened(pairs: RatingPairs, priors: EffectPriors) -> tuple[Floats, Floats]:
    """[n, columns] design and [n] relief, whitened: errors are independent and of one variance.

    Both are multiplied with the inverse Cholesky factor of the errors' covariance.
    """
    x, sd = design(pairs, priors)
    both = np.column_stack((x, pairs.relief)) / sd[:, None]
    sits = pairs.practice != NONE
    same = pairs.sitting[1:] == pairs.sitting[:-1]
    second = 1 + np.flatnonzero(sits[1:] & ~sits[:-1] & same)
    kept = np.sqrt(1 - priors.together**2)
    both[second] = (both[second] - priors.together * both[second - 1]) / kept
    return both[:, :-1], both[:, -1]


def _room(pairs: RatingPairs, priors: EffectPriors) -> Floats:
    """[n] how much of a change each beginning leaves room to show: near either end, about half."""
    low, high = ndtr(pairs.begin / priors.end_sd), ndtr((100 - pairs.begin) / priors.end_sd)
    room: Floats = np.nansum(low * high, 1) / pairs.sliders
    return room


def _usual(pairs: RatingPairs, priors: EffectPriors) -> Floats:
    """[3] mean of each slider as sittings begin, shrunken towards the middle."""
    is_first = np.ones(len(pairs.sitting), bool)
    is_first[1:] = pairs.sitting[1:] != pairs.sitting[:-1]
    begin = pairs.begin[is_first & ~pairs.late]
    count = (~np.isnan(begin)).sum(0)
    usual: Floats = (priors.usual * priors.usual_weight + np.nansum(begin, 0)) / (
        priors.usual_weight + count
    )
    return usual
