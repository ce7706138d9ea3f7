"""The context of an offer: the practices there are, and the moment it is asked for."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from kindward.journal import CheckIn

DAYPARTS: Final = ("night", "morning", "day", "evening")
"""Parts of a day, by the hour at which each begins: 22, 5, 11, 17."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practice that could be offered."""

    name: str
    suits: tuple[str, ...] = ()
    """What it is good for besides, of `score.SUITS`."""

    shortest_s: float = 60.0
    """The shortest sitting of it, with the choices that this person made."""


@dataclass(frozen=True, slots=True)
class Context:
    """When it is, how it is, and what is asked of an offer."""

    at: dt.datetime
    """Aware, where the person is."""

    before: CheckIn | None = None
    available_s: float | None = None
    """How long they have; None for no matter."""

    suits: frozenset[str] = field(default_factory=frozenset)
    """What a practice must suit: `wary` where kindness feels wrong, `walking` on one's feet."""


def daypart(at: dt.datetime) -> str:
    """The part of the day, of `DAYPARTS`."""
    if 5 <= at.hour < 11:  # noqa: PLR2004 - hours of the clock, as DAYPARTS says
        return "morning"
    if 11 <= at.hour < 17:  # noqa: PLR2004
        return "day"
    return "evening" if 17 <= at.hour < 22 else "night"  # noqa: PLR2004
