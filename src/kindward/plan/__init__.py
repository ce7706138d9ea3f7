"""The plan room: a `Score` and a length become a `Plan`, cues on one clock.

Spoken lengths come in as plain numbers; the room knows no voice, sound, disk or clock. It
chooses what a sitting of this length holds, then stretches its silences so that it ends exactly
on time. What "natural" means is said, and measured, in `layout`.
"""

from kindward.plan.layout import CannotFit, layout, reach
from kindward.plan.model import Cue, Kind, Plan
from kindward.plan.passages import Passage, in_one_go, passages
from kindward.plan.reading import WORK, Ends, Go, Reading, whole
from kindward.plan.rejoin import Joined, Moment, rejoin

__all__ = [
    "WORK",
    "CannotFit",
    "Cue",
    "Ends",
    "Go",
    "Joined",
    "Kind",
    "Moment",
    "Passage",
    "Plan",
    "Reading",
    "in_one_go",
    "layout",
    "passages",
    "reach",
    "rejoin",
    "whole",
]
