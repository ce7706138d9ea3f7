"""Elastic silences: one factor for all, each within its own bounds.

Kin: the glue of TeX (Knuth & Plass, "Breaking paragraphs into lines", 1981), and water filling
(the sum is a rising broken line of the factor, solved exactly at its breaks).
"""

from collections.abc import Sequence

from kindward.score.model import Bounds


def stretch(silences: Sequence[Bounds], target_s: float) -> tuple[float, list[float]]:
    """The common factor and the silence lengths that add up to target_s.

    Each length is natural * factor, kept within least..most; one that is naturally nothing stays
    nothing. Seconds, one per silence, same order; they add up to target_s to 1e-6, and none gets
    shorter when target_s grows. target_s must lie between the sums of what is least and most.
    """
    factor = _factor(silences, target_s)
    return factor, [_kept(silence, factor) for silence in silences]


def _kept(silence: Bounds, factor: float) -> float:
    if not silence.natural:
        return 0.0
    return min(max(silence.natural * factor, silence.least), silence.most)


def _factor(silences: Sequence[Bounds], target_s: float) -> float:
    """Where the sum of all kept lengths meets the target, walking from break to break."""
    elastic = [s for s in silences if s.natural]
    breaks = sorted(
        [(s.least / s.natural, s.natural) for s in elastic]
        + [(s.most / s.natural, -s.natural) for s in elastic]
    )
    total, slope, at = sum(s.least for s in elastic), 0.0, 0.0
    for factor, change in breaks:
        reached = total + slope * (factor - at)
        if reached >= target_s:
            break
        total, slope, at = reached, slope + change, factor
    return at + max(0.0, target_s - total) / slope if slope > 0 else at
