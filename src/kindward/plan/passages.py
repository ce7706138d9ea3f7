"""Passages of a plan, and which of them can be spoken in one go before somebody comes to them.

A passage said in one go sounds better, and its first line is there when its last one is. So where
somebody listens, the passages at which they begin are said line by line, and the later ones in one
go, once the quiets before them have given enough time. Both follow from the plan and from where one
begins to listen; how fast a machine really is changes nothing.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from kindward.plan.flow import JOIN
from kindward.plan.model import Cue, Kind, Plan
from kindward.units import PACKETS_PER_S

Passage = tuple[Cue, ...]
"""Its lines, in their order."""

_GAP: Final = math.ceil(JOIN.most * PACKETS_PER_S)
"""In packets; starts are rounded, so it may be one more than is meant."""


def passages(plan: Plan) -> tuple[Passage, ...]:
    """The lines of a plan in runs, with nothing in a run but the gap between two sentences."""
    runs: list[list[Cue]] = []
    joins = False
    for cue in plan.cues:
        if cue.kind is Kind.LINE:
            if not joins:
                runs.append([])
            runs[-1].append(cue)
        joins = cue.kind is Kind.LINE or (joins and _is_gap(cue))
    return tuple(map(tuple, runs))


def in_one_go(passages: Iterable[Passage], begin: int, work: float) -> Mapping[int, Passage]:
    """The passages that are said in one go, by the packet at which each begins.

    Somebody listens from packet `begin` on, and all that is said from there is yet to be made, each
    second in `work` seconds. A passage is among them if it is done before its time comes: with no
    work at all, every one is. The rest of a passage within which one begins is none.
    """
    done, found = 0.0, dict[int, Passage]()
    for passage in passages:
        start = passage[0].start
        done += work * sum(cue.length for cue in passage if cue.start >= begin)
        if start >= begin and done <= start - begin:
            found[start] = passage
    return found


def _is_gap(cue: Cue) -> bool:
    return cue.kind is Kind.SILENCE and cue.length <= _GAP
