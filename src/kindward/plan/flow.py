"""What happens in a sitting, in order, once it is known which sections and how often.

Three rules hold here, whatever a listener has left out. Things that sound never touch: where the
score puts no quiet between two of them, the gap between two sentences joins them. Two silences
that meet become the longer one, so that a line left out does not leave a hole. And every section
stands by itself, from its first sound to the quiet after a paragraph: so what sections add to a
sitting is a plain sum.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final, NamedTuple

from kindward.plan.model import Kind
from kindward.score.model import (
    PARAGRAPH,
    Bell,
    Bounds,
    Breath,
    Choices,
    Element,
    Line,
    Note,
    Repeat,
    Score,
    Section,
    Silence,
)
from kindward.units import BELL_S, PACKETS_PER_S, packets

JOIN: Final = Bounds(natural=0.9, least=0.7, most=1.1)
"""The gap between two sentences of a paragraph, in seconds: speech and not silence, so it hardly
stretches."""

Elastic = Breath | Repeat
"""A part that comes a whole number of times."""

Part = Element | Repeat

Rounds = Mapping[int, int]
"""How often the part of a section at this index comes; one that is not named comes its least."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """Something that is heard (or, for a breath, seen) for a fixed number of packets."""

    kind: Kind
    packets: int
    text: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A silence that can stretch within its bounds, in seconds."""

    seconds: Bounds
    announced: bool = False
    section: str = ""


Event = Sounding | Quiet


class Weight(NamedTuple):
    """What some events add to a sitting, in seconds: fixed sound, and quiet between bounds."""

    fixed: float = 0.0
    natural: float = 0.0
    least: float = 0.0
    most: float = 0.0

    def plus(self, other: "Weight", times: int = 1) -> "Weight":
        """Both together, the other taken this many times."""
        return Weight(
            self.fixed + times * other.fixed,
            self.natural + times * other.natural,
            self.least + times * other.least,
            self.most + times * other.most,
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """What a sitting holds, by place in the score: sections, and rounds of each elastic part."""

    sections: tuple[int, ...]
    rounds: Mapping[tuple[int, int], int]
    """How often the part at (section, part) comes; one that is not named comes its least."""


Opened = Mapping[int, Sequence[Event]]
"""Sections by place, as events; each of their parts comes its least times."""


def flow(
    score: Score, shape: Shape, lengths: Mapping[str, float], choices: Choices, opened: Opened
) -> list[Event]:
    """The events of a sitting in order, for a listener with these choices.

    `lengths` gives the seconds each line takes to speak, `opened` what is known of sections
    already. No two sounding events touch (but the breaths of one run), and no two silences; the
    last event is a silence.
    """
    events: list[Event] = []
    for at in shape.sections:
        rounds = {part: count for (where, part), count in shape.rounds.items() if where == at}
        if at in opened and not rounds:
            events += opened[at]
        else:
            section = score.sections[at]
            events += Opening(lengths, choices, section.name).section(section, rounds)
    return events


@dataclass(frozen=True, slots=True)
class Opening:
    """How the parts of one section become events, for one listener and one voice."""

    lengths: Mapping[str, float]
    choices: Choices
    name: str = ""

    def section(self, section: Section, rounds: Rounds | None = None) -> list[Event]:
        """The events of a whole section, from its first sound to a quiet; none if none sounds."""
        counts = rounds or {}
        raw = (
            event
            for index, part in enumerate(section.body)
            for event in self.events(part, counts.get(index))
        )
        heard = list(joined(dropwhile(lambda event: isinstance(event, Quiet), raw)))
        ends_sounding = heard and isinstance(heard[-1], Sounding)
        return [*heard, Quiet(PARAGRAPH, section=self.name)] if ends_sounding else heard

    def events(self, part: Part, rounds: int | None = None) -> Iterator[Event]:
        """The bare events of a part, not yet joined; none if the choices leave it out."""
        if isinstance(part, Note) or not part.when.holds(self.choices):
            return
        match part:
            case Line():
                length = spoken_packets(self.lengths[part.text])
                yield Sounding(Kind.LINE, length, part.text, self.name)
            case Silence():
                yield Quiet(part.seconds, part.announced, self.name)
            case Repeat(times, passage):
                for _ in range(rounds or int(times.least)):
                    for element in passage:
                        yield from self.events(element)
            case Breath(in_s, out_s, times):
                for _ in range(rounds or int(times.least)):
                    yield Sounding(Kind.BREATH, packets(in_s), "in", self.name)
                    yield Sounding(Kind.BREATH, packets(out_s), "out", self.name)
            case Bell() if self.choices.bell:
                yield Sounding(Kind.BELL, packets(BELL_S), "", self.name)


def spoken_packets(seconds: float) -> int:
    """Whole packets that hold this many seconds of speech: never fewer than it needs."""
    return max(1, math.ceil(seconds * PACKETS_PER_S - 1e-6))


def joined(events: Iterable[Event]) -> Iterator[Event]:
    """The events with a pause between things that sound, and silences that meet made one."""
    last: Event | None = None
    for event in events:
        if isinstance(last, Quiet) and isinstance(event, Quiet):
            last = max(last, event, key=lambda quiet: quiet.seconds.natural)
            continue
        if last is not None:
            yield last
            if _touch(last, event):
                yield Quiet(JOIN, section=event.section)
        last = event
    if last is not None:
        yield last


def weigh(events: Iterable[Event]) -> Weight:
    """What the events add up to."""
    fixed = natural = least = most = 0.0
    for event in events:
        if isinstance(event, Sounding):
            fixed += event.packets
        else:
            seconds = event.seconds
            natural += seconds.natural
            least += seconds.least if seconds.natural else 0.0
            most += seconds.most if seconds.natural else 0.0
    return Weight(fixed / PACKETS_PER_S, natural, least, most)


def _touch(one: Event, other: Event) -> bool:
    if isinstance(one, Quiet) or isinstance(other, Quiet):
        return False
    return not (one.kind is Kind.BREATH and other.kind is Kind.BREATH)
