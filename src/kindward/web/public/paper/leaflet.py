"""A plan as it is printed: its words in order of speaking, and longer quiet told. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from kindward.plan import Cue, Kind, Plan

TOLD_S: Final = 10.0
"""A shorter quiet goes without saying: one follows every line."""

QUARTER_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line."""

    kind: ClassVar[str] = "line"
    text: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """A silence that whoever reads aloud is to keep."""

    kind: ClassVar[str] = "quiet"
    quarters: int
    """Quarter minutes, at least one."""


@dataclass(frozen=True, slots=True)
class Breaths:
    """Slow breaths, one after the other."""

    kind: ClassVar[str] = "breaths"
    count: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of the bell."""

    kind: ClassVar[str] = "bell"


Printed = Spoken | Quiet | Breaths | Stroke


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a sitting, and what is printed of it in turn."""

    title: str
    printed: tuple[Printed, ...]


def leaflet(plan: Plan) -> tuple[Part, ...]:
    """All sections of a sitting in order; every line of the plan is in one of them, once."""
    sections = groupby(plan.cues, key=lambda cue: cue.section)
    return tuple(Part(title, tuple(_printed(cues))) for title, cues in sections)


def _printed(cues: Iterable[Cue]) -> Iterator[Printed]:
    """What stands on paper for cues in turn; breaths that follow each other are told at once."""
    for kind, group in groupby(cues, key=lambda cue: cue.kind):
        row = tuple(group)
        match kind:
            case Kind.LINE:
                yield from (Spoken(cue.text) for cue in row)
            case Kind.BREATH:
                yield Breaths(sum(cue.text == "in" for cue in row))
            case Kind.BELL:
                yield from (Stroke() for _ in row)
            case Kind.SILENCE:
                yield from _quiet(row[-1].end_s - row[0].start_s)


def _quiet(seconds: float) -> Iterator[Quiet]:
    if seconds >= TOLD_S:
        yield Quiet(max(1, round(seconds / QUARTER_S)))
