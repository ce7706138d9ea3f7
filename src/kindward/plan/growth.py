"""Which sections a sitting holds, and how often its elastic parts come.

A longer sitting grows along one ladder. Its rungs are the sections that may join and the further
rounds of every breath and repeat, in one order that the score alone decides: a section stands at
its `from`, the rounds of a part are spread from its section's `from` to half an hour. So a
sitting has every section that a shorter one had, and its place on the ladder is found by asking
where the silences would come nearest to what they should be in a sitting of this length: natural
at ten minutes, somewhat less below and more above, so that more time buys both more and longer
quiet.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, pairwise
from typing import Final

from kindward.plan.flow import Elastic, Opened, Opening, Shape, Weight, joined, weigh
from kindward.score.model import Breath, Choices, Repeat, Score, Section
from kindward.units import LEAST_S, MOST_S

SETTLE_S: Final = 60.0
"""Within how much more length an elastic part grows from its least to its natural number."""

NATURAL_S: Final = 600.0
"""The sitting whose silences are as they were written."""

LINGERING: Final = 0.25
"""How the silences lengthen with the sitting: as this power of its length. Below 1, so that a
longer sitting also holds more."""

SLACK_S: Final = 1e-6
"""How far the sums of bounds may be off by nothing but rounding."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of growth: a section that joins, or one more round of one of its parts."""

    at_s: float
    section: int
    part: int | None
    adds: Weight


@dataclass(frozen=True, slots=True)
class Ladder:
    """All shapes that sittings of some length may have, each a place: how many rungs are taken."""

    core: tuple[int, ...]
    rungs: tuple[Rung, ...]
    totals: tuple[Weight, ...]
    """What the sitting adds up to at each place; one more than there are rungs."""

    opened: Opened
    """The sections that any of these sittings may hold, and others."""

    def place(self, total_s: float) -> int | None:
        """The place whose silences are nearest to what suits this length; None if none can hold it.

        Near is told by the one factor that would stretch all silences, beside `aim`, by ratio. It
        never falls as the length grows: the quiet of a place grows faster than its aim.
        """
        return next((p for p in self._by_badness(total_s) if holds(self.totals[p], total_s)), None)

    def shape(self, score: Score, place: int) -> Shape:
        """What a sitting at this place holds."""
        taken = self.rungs[:place]
        rounds: dict[tuple[int, int], int] = {}
        for rung in taken:
            if rung.part is not None:
                at = (rung.section, rung.part)
                rounds[at] = rounds.get(at, _least(score, at)) + 1
        joining = (rung.section for rung in taken if rung.part is None)
        return Shape(tuple(sorted({*self.core, *joining})), rounds)

    def _by_badness(self, total_s: float) -> Iterator[int]:
        """All places, best first: outward from where the length is passed."""
        wished = aim(total_s)
        here = bisect_left(self.totals, total_s, key=lambda w: w.fixed + w.natural * wished)
        low, high = here - 1, here
        while low >= 0 or high < len(self.totals):
            below = badness(self.totals[low], total_s) if low >= 0 else None
            above = badness(self.totals[high], total_s) if high < len(self.totals) else None
            if above is None or (below is not None and below <= above):
                yield low
                low -= 1
            else:
                yield high
                high += 1


def aim(total_s: float) -> float:
    """By how much the silences of a sitting of this length should be stretched."""
    return math.pow(total_s / NATURAL_S, LINGERING)


def badness(weight: Weight, total_s: float) -> float:
    """How far from what suits the length the silences would be: |log| of stretch by aim."""
    quiet_s = total_s - weight.fixed
    if quiet_s <= 0 or weight.natural <= 0:
        return math.inf
    return abs(math.log(quiet_s / weight.natural / aim(total_s)))


def holds(weight: Weight, total_s: float) -> bool:
    """Whether the silences can be stretched to this length within their bounds."""
    return weight.least - SLACK_S <= total_s - weight.fixed <= weight.most + SLACK_S


@dataclass(frozen=True, slots=True)
class Measured:
    """What each section adds to a sitting, and each further round of its parts, by its place."""

    opened: Opened
    weights: Mapping[int, Weight]
    rounds: Mapping[int, tuple[Rung, ...]]


def ladder(
    score: Score, lengths: Mapping[str, float], total_s: float, choices: Choices
) -> Ladder | None:
    """The ladder of sittings of this length; None if the score has nothing for them."""
    return _ladder(score, _measured(score, lengths, choices), total_s)


def seconds_held(
    score: Score, lengths: Mapping[str, float], choices: Choices
) -> Iterator[tuple[int, int]]:
    """Spans of whole seconds, both ends in, that some place of some ladder can hold.

    Between two lengths at which a section may join or must leave, the ladder is the same.
    """
    measured = _measured(score, lengths, choices)
    turns = {s.from_s for s in score.sections} | {s.under_s or 0.0 for s in score.sections}
    inside = {float(math.ceil(turn)) for turn in turns if LEAST_S < turn <= MOST_S}
    edges = [*sorted({float(LEAST_S), *inside}), MOST_S + 1.0]
    for begin, end in pairwise(edges):
        here = _ladder(score, measured, begin)
        for weight in here.totals if here else ():
            first = max(math.ceil(weight.fixed + weight.least - SLACK_S), int(begin))
            last = min(math.floor(weight.fixed + weight.most + SLACK_S), int(end) - 1)
            if first <= last:
                yield first, last


def _measured(score: Score, lengths: Mapping[str, float], choices: Choices) -> Measured:
    opened = {
        at: events
        for at, section in enumerate(score.sections)
        if section.when.holds(choices)
        and (events := Opening(lengths, choices, section.name).section(section))
    }
    weights = {at: weigh(events) for at, events in opened.items()}
    opening = Opening(lengths, choices)
    rounds = {at: tuple(_rounds(score.sections[at], at, opening)) for at in opened}
    return Measured(opened, weights, rounds)


def _ladder(score: Score, measured: Measured, total_s: float) -> Ladder | None:
    present = [at for at in measured.weights if _may_hold(score.sections[at], total_s)]
    if not present:
        return None
    base_s = min(score.sections[at].from_s for at in present)
    core = tuple(at for at in present if score.sections[at].from_s == base_s)
    joining = [
        Rung(score.sections[at].from_s, at, None, measured.weights[at])
        for at in present
        if score.sections[at].from_s > base_s
    ]
    further = [rung for at in present for rung in measured.rounds[at]]
    rungs = tuple(sorted(joining + further, key=lambda rung: rung.at_s))
    start = reduce(Weight.plus, (measured.weights[at] for at in core), Weight())
    totals = accumulate((rung.adds for rung in rungs), Weight.plus, initial=start)
    return Ladder(core, rungs, tuple(totals), measured.opened)


def _may_hold(section: Section, total_s: float) -> bool:
    return section.from_s <= total_s and (section.under_s is None or total_s < section.under_s)


def _rounds(section: Section, at: int, opening: Opening) -> Iterator[Rung]:
    for index, part in enumerate(section.body):
        if isinstance(part, Breath | Repeat) and part.when.holds(opening.choices):
            adds = _one_more(part, opening)
            for at_s in _round_times(section.from_s, part):
                yield Rung(at_s, at, index, adds)


def _one_more(part: Elastic, opening: Opening) -> Weight:
    """What a further round adds, its seam included: two rounds less one."""
    one, two = (weigh(joined(opening.events(part, rounds))) for rounds in (1, 2))
    return two.plus(one, times=-1)


def _round_times(from_s: float, part: Elastic) -> Iterator[float]:
    """Where on the ladder each further round stands: soon up to the natural number, then spread.

    All of them come after the section that they are rounds of.
    """
    least, natural, most = int(part.times.least), int(part.times.natural), int(part.times.most)
    for count in range(least + 1, natural + 1):
        yield from_s + SETTLE_S * (count - least) / (natural - least)
    settled_s = from_s + SETTLE_S
    for count in range(natural + 1, most + 1):
        yield settled_s + (MOST_S - from_s) * (count - natural) / (most - natural)


def _least(score: Score, at: Sequence[int]) -> int:
    part = score.sections[at[0]].body[at[1]]
    return int(part.times.least) if isinstance(part, Breath | Repeat) else 0
