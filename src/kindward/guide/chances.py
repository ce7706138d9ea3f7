"""From what is believed to the chance of each practice: the probabilities that are logged."""

from dataclasses import dataclass
from math import erf, sqrt
from typing import Final

import numpy as np

from kindward.guide.belief import Belief, Floats, win_shares
from kindward.guide.history import History
from kindward.guide.rules import Rules

TEMPER: Final = 1.0
"""Slider points by which careful choosing tells practices apart (a softmax)."""

_ALIKE: Final = 1e-9
"""Risks that differ by less are the same, and differ by the rounding of numbers alone."""

WORSE_OF_LATEST: Final = (2, 3)
"""So many worse of so many latest sittings ask for care."""


@dataclass(frozen=True, slots=True)
class Chances:
    """A probability for each practice of a belief, adding up to 1, and why others have none."""

    of: dict[str, float]
    left_out: dict[str, str]


def is_heavy(history: History, heaviness: float | None, rules: Rules) -> bool:
    """Whether this moment asks for care: far above usual, or after hard sittings."""
    if not rules.careful:
        return False
    few, latest = WORSE_OF_LATEST
    told = [one for one in history.heard if one.relief is not None][-latest:]
    if sum(one.worse for one in told) >= few:
        return True
    return heaviness is not None and heaviness > history.usual() + rules.heavy


def surest(belief: Belief, rules: Rules) -> Chances:
    """Chances by the lower end of what is believed, for a heavy moment: no lottery."""
    held, left_out = _safe(belief, rules)
    low = belief.mean[held] - belief.sd[held]
    share = np.exp((low - low.max()) / TEMPER)
    share /= share.sum()
    return _chances(belief, held, _kept(share, rules), left_out, "careful")


def likeliest(belief: Belief, rules: Rules) -> Chances:
    """Chances by how likely each is the best (Thompson), with the lottery among the near."""
    held, left_out = _safe(belief, rules)
    share = _kept(win_shares(belief.only(held), rules.temperature), rules)
    near = belief.mean[held] >= belief.mean[held].max() - rules.near
    share = (1 - rules.lottery) * share + rules.lottery * near / near.sum()
    return _chances(belief, held, share, left_out, "unlikely")


def risk(belief: Belief, rules: Rules) -> Floats:
    """How likely each is to do harm now, beyond what a pause does."""
    far = (rules.harm + rules.pause - belief.mean) / belief.sd
    return np.array([0.5 * (1 + erf(z / sqrt(2))) for z in far])


def _safe(belief: Belief, rules: Rules) -> tuple[list[int], dict[str, str]]:
    """Places of those that are safe enough, at least the one that is safest, and the others."""
    danger = risk(belief, rules)
    bound = max(rules.risk, danger.min() + _ALIKE)
    held = [i for i, each in enumerate(danger) if each <= bound]
    risky = {belief.practices[i]: "risk" for i, each in enumerate(danger) if each > bound}
    return held, risky


def _kept(share: Floats, rules: Rules) -> Floats:
    """Shares without the tiny ones, adding up to 1."""
    kept = np.where(share < min(rules.least, share.max()), 0.0, share)
    whole: Floats = kept / kept.sum()
    return whole


def _chances(
    belief: Belief, held: list[int], share: Floats, left_out: dict[str, str], why: str
) -> Chances:
    of = {belief.practices[i]: float(p) for i, p in zip(held, share, strict=True) if p > 0}
    others = {belief.practices[i]: why for i, p in zip(held, share, strict=True) if p == 0}
    return Chances(of, {**left_out, **others})
