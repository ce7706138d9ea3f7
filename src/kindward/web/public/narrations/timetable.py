"""Every whole minute of a practice, under every choice, set in time: what a browser needs to go on.

A browser without a network cannot set a sitting in time, and the rules of that stand in one place,
the `plan` room. So the plans themselves are kept. What differs between two of them is small: the
order of what sounds is one of few, and beside it stand the lengths of the silences.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final

from kindward.plan import CannotFit, Cue, Kind, Plan
from kindward.plan.flow import spoken_packets
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.units import LEAST_S, MOST_S
from kindward.web.public.sitting.asked import query, told
from kindward.web.public.sitting.player import SIGNS, digest

CONTAINER: Final = "webm"
"""The kind of file that a browser makes of kept lines."""

MINUTES: Final = range(LEAST_S // 60, MOST_S // 60 + 1)
QUIET, BAR = -1, -2
"""In an order of cues: a silence, and the end of a section. All else is the place of a clip."""


@dataclass(frozen=True, slots=True)
class KeptClip:
    """Something with a sound of its own, and how many packets it lasts."""

    kind: Kind
    text: str
    packets: int

    @property
    def cue(self) -> Cue:
        """It as a cue, by itself."""
        return Cue(self.kind, 0, self.packets, self.text)

    @property
    def sign(self) -> str:
        """What stands for it in the clock of a page."""
        return SIGNS.get(self.kind) or self.text[0]


@dataclass(frozen=True, slots=True)
class Timetable:
    """All plans of one practice in one voice."""

    clips: tuple[KeptClip, ...]
    """First the lines of the score in their order, then bells and breaths."""

    orders: tuple[tuple[int, ...], ...]
    plans: tuple[tuple[Any, ...], ...]
    """The place of an order, the packets of each silence, and for the plain and the paced sound
    each the name of its file (see `player.digest`) and the serial number in it."""

    sittings: dict[str, tuple[int, ...]]
    """By what was chosen, as an address says it: the place of a plan for each minute, or -1."""

    def json(self) -> dict[str, Any]:
        """It for a script."""
        return {
            "clips": [(clip.sign, clip.text, clip.packets) for clip in self.clips],
            "orders": self.orders,
            "plans": self.plans,
            "sittings": self.sittings,
        }


def timetable(studio: Studio, sitting: Sitting) -> Timetable:
    """That of the practice and the voice of a sitting."""
    lines = (
        KeptClip(Kind.LINE, text, spoken_packets(studio.spoken_s(sitting.voice, text)))
        for text in sitting.practice.score.lines()
    )
    clips = {line: place for place, line in enumerate(lines)}
    orders: dict[tuple[int, ...], int] = {}
    plans: dict[tuple[Any, ...], int] = {}
    sittings: dict[str, tuple[int, ...]] = {}
    for choices in _every_choice():
        chosen = [replace(sitting, total_s=m * 60, choices=choices) for m in MINUTES]
        rows = (_row(studio, each, clips, orders) for each in chosen)
        places = tuple(-1 if row is None else plans.setdefault(row, len(plans)) for row in rows)
        sittings[query(told(choices)).removeprefix("?")] = places
    return Timetable(tuple(clips), tuple(orders), tuple(plans), sittings)


def _every_choice() -> Iterator[Choices]:
    """Whatever may be asked for that makes another plan: `pace` makes another sound alone."""
    yes_no = (True, False)
    return (Choices(*chosen) for chosen in product(yes_no, yes_no, yes_no, yes_no))


def _row(
    studio: Studio,
    sitting: Sitting,
    clips: dict[KeptClip, int],
    orders: dict[tuple[int, ...], int],
) -> tuple[Any, ...] | None:
    """A plan as it is written down; None where the practice cannot be had so."""
    try:
        plan = studio.plan(sitting)
    except CannotFit:
        return None
    order = tuple(_order(plan, clips))
    silences = tuple(cue.length for cue in plan.cues if cue.kind is Kind.SILENCE)
    plain, paced = (replace(sitting.choices, pace=pace) for pace in (False, True))
    marks = (studio.mark(replace(sitting, choices=c), CONTAINER) for c in (plain, paced))
    names = [name for mark in marks for name in (digest(mark.etag), mark.serial)]
    return orders.setdefault(order, len(orders)), silences, *names


def _order(plan: Plan, clips: dict[KeptClip, int]) -> Iterator[int]:
    section = plan.cues[0].section
    for cue in plan.cues:
        if cue.section != section:
            section = cue.section
            yield BAR
        if cue.kind is Kind.SILENCE:
            yield QUIET
        else:
            yield clips.setdefault(KeptClip(cue.kind, cue.text, cue.length), len(clips))
