"""From the posterior to the propensity of each practice: the probabilities that are logged.

An ordinary moment draws by Thompson sampling: a practice's propensity is its posterior probability
of being the best one (Thompson 1933), mixed with a lottery among the near ones, so that the log can
be analyzed. A heavy moment has a softmax of posterior mean less SD, and no lottery.
"""

from dataclasses import dataclass
from functools import cache
from math import erf, sqrt
from typing import Final

import numpy as np

from kindward.arrays import Floats
from kindward.guide.history import History
from kindward.guide.posterior import ReliefPosterior
from kindward.guide.rules import OfferRules

SOFTMAX_TEMPERATURE: Final = 1.0
"""Slider points by which a heavy moment tells practices apart."""

WORSE_OF_LATEST: Final = (2, 3)
"""So many worse of so many latest sittings ask for care."""

_ALIKE: Final = 1e-9
"""Risks that differ by less are the same, and differ by the rounding of numbers alone."""

_RIDGE: Final = 1e-6
"""Added to variances, so that a covariance has a Cholesky factor."""

_HALF_DRAWS: Final = 512


@dataclass(frozen=True, slots=True)
class Propensities:
    """A probability for each practice of a posterior, adding up to 1, and why others have none."""

    of: dict[str, float]
    left_out: dict[str, str]


def is_heavy(history: History, heaviness: float | None, rules: OfferRules) -> bool:
    """Whether this moment asks for care: far above usual, or after hard sittings."""
    if not rules.careful:
        return False
    few, latest = WORSE_OF_LATEST
    rated = [one for one in history.observations if one.relief is not None][-latest:]
    if sum(one.worse for one in rated) >= few:
        return True
    return heaviness is not None and heaviness > history.usual() + rules.heavy


def careful_propensities(posterior: ReliefPosterior, rules: OfferRules) -> Propensities:
    """For a heavy moment: a softmax of mean minus SD among the safe, no lottery."""
    safe, left_out = _safe(posterior, rules)
    low = posterior.mean[safe] - posterior.sd[safe]
    share = np.exp((low - low.max()) / SOFTMAX_TEMPERATURE)
    share /= share.sum()
    return _propensities(posterior, safe, _truncated(share, rules), left_out, "careful")


def thompson_propensities(posterior: ReliefPosterior, rules: OfferRules) -> Propensities:
    """How likely each of the safe ones is the best, mixed with the lottery among the near."""
    safe, left_out = _safe(posterior, rules)
    share = _truncated(best_probabilities(posterior.select(safe), rules.temperature), rules)
    near = posterior.mean[safe] >= posterior.mean[safe].max() - rules.near
    share = (1 - rules.lottery) * share + rules.lottery * near / near.sum()
    return _propensities(posterior, safe, share, left_out, "unlikely")


def best_probabilities(posterior: ReliefPosterior, temperature: float) -> Floats:
    """[p] shares of draws in which each is the best, all SDs times `temperature` (Thompson 1933).

    The same standard normal draws each time: the shares follow from the record alone, and a mean
    that rises alone never lowers its own share.
    """
    count = len(posterior.mean)
    root = np.linalg.cholesky(posterior.covariance + _RIDGE * np.eye(count))
    draws = posterior.mean + temperature * _standard_draws(count) @ root.T
    shares: Floats = np.bincount(draws.argmax(1), minlength=count) / len(draws)
    return shares


def harm_probabilities(posterior: ReliefPosterior, rules: OfferRules) -> Floats:
    """[p] how likely each is to do harm now, beyond what a pause does."""
    z_scores = (rules.harm + rules.pause - posterior.mean) / posterior.sd
    return np.array([0.5 * (1 + erf(z / sqrt(2))) for z in z_scores])


@cache
def _standard_draws(width: int) -> Floats:
    """[2 * 512, width] standard normal numbers and, antithetic to them, their negatives."""
    half = np.random.Generator(np.random.PCG64(0)).standard_normal((_HALF_DRAWS, width))
    return np.concatenate((half, -half))


def _safe(posterior: ReliefPosterior, rules: OfferRules) -> tuple[list[int], dict[str, str]]:
    """Places of those that are safe enough, at least the one that is safest, and the others."""
    risk = harm_probabilities(posterior, rules)
    bound = max(rules.risk, risk.min() + _ALIKE)
    safe = [i for i, each in enumerate(risk) if each <= bound]
    risky = {posterior.practices[i]: "risk" for i, each in enumerate(risk) if each > bound}
    return safe, risky


def _truncated(share: Floats, rules: OfferRules) -> Floats:
    """Shares without the tiny ones, adding up to 1."""
    kept = np.where(share < min(rules.least, share.max()), 0.0, share)
    whole: Floats = kept / kept.sum()
    return whole


def _propensities(
    posterior: ReliefPosterior,
    safe: list[int],
    share: Floats,
    left_out: dict[str, str],
    why: str,
) -> Propensities:
    names = [posterior.practices[i] for i in safe]
    of = {name: float(p) for name, p in zip(names, share, strict=True) if p > 0}
    others = {name: why for name, p in zip(names, share, strict=True) if p == 0}
    return Propensities(of, {**left_out, **others})
