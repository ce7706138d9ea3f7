"""What a terminal shows at one moment of a sitting: pure, a plan and a time in, a `Moment` out."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kindward.plan import Cue, Kind, Plan

OWN_PACE_S: Final = 10.0
"""A slow breath of our own where the practice paces none: six a minute (Lehrer et al., 2020)."""

IN_SHARE: Final = 0.4
"""How much of a breath is the way in: out is longer, as one breathes at rest."""

AT_REST: Final = 0.5
"""The fullness shown to those who left the breath out: it stays as it is."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is heard now, what comes, how full the breath is (0..1), what share is still to come."""

    words: str
    is_spoken: bool
    coming: str
    fullness: float
    left: float


def moment(plan: Plan, at_s: float, *, with_breath: bool = True) -> Moment:
    """The moment at_s seconds into the sitting, 0 <= at_s <= total."""
    index = max(0, bisect_right([cue.start_s for cue in plan.cues], at_s) - 1)
    so_far, to_come = plan.cues[: index + 1], plan.cues[index + 1 :]
    return Moment(
        words=next((cue.text for cue in reversed(so_far) if cue.kind is Kind.LINE), ""),
        is_spoken=plan.cues[index].kind is Kind.LINE,
        coming=next((cue.text for cue in to_come if cue.kind is Kind.LINE), ""),
        fullness=_fullness(plan.cues, index, at_s) if with_breath else AT_REST,
        left=1 - at_s / plan.total_s,
    )


def _fullness(cues: Sequence[Cue], index: int, at_s: float) -> float:
    cue = cues[index]
    if cue.kind is Kind.BREATH:
        share = (at_s - cue.start_s) / (cue.end_s - cue.start_s)
        return _eased(share if cue.text == "in" else 1 - share)
    start_s, end_s = _between_breaths(cues, index)
    breaths = round((end_s - start_s) / OWN_PACE_S)
    if not breaths:  # too short a stretch for a slow breath
        return 0.0
    share = (at_s - start_s) / (end_s - start_s) * breaths % 1
    return _eased(share / IN_SHARE if share < IN_SHARE else (1 - share) / (1 - IN_SHARE))


def _between_breaths(cues: Sequence[Cue], index: int) -> tuple[float, float]:
    """The stretch around a cue without a paced breath: our own begins and ends empty in it."""
    first = last = index
    while first > 0 and cues[first - 1].kind is not Kind.BREATH:
        first -= 1
    while last < len(cues) - 1 and cues[last + 1].kind is not Kind.BREATH:
        last += 1
    return cues[first].start_s, cues[last].end_s


def _eased(share: float) -> float:
    """Slow at both ends, as a breath is."""
    return math.sin(math.pi / 2 * min(1.0, max(0.0, share))) ** 2
