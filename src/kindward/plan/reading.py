"""What is said in one go while a recording is read, from wherever a reader begins or jumps to.

Where somebody waits, a line is said in parts if all of it would be late: each part as long as can
be, up to a place where a reader would pause. The plan and the place where they begin decide, and
nothing else does; how fast a machine really is changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Final

from kindward.plan.model import Cue, Kind, Plan
from kindward.plan.passages import Passage, in_one_go, passages
from kindward.units import PACKETS_PER_S, Span

WORK: Final = 1.0
"""Seconds that a second of speech may take to make where somebody listens: Kokoro takes .65 on one
core (`bench.kokoro`). It is a number and nothing measured, so that a sitting is the same again."""

FIRST: Final = round(3.2 * PACKETS_PER_S)
"""What is said first may last so long, in packets: somebody waits for it."""

Ends = Callable[[Cue], Sequence[int]]
"""The packets of a line at which it may be parted, in order, and the last its end; likewise."""


def whole(line: Cue) -> Sequence[int]:
    """The `Ends` of a line that is never parted."""
    return (line.length,)


@dataclass(frozen=True, slots=True)
class Go:
    """How the sound of a piece of a line comes to be."""

    line: Cue
    """All of the line."""

    passage: Passage
    """The lines to be said in one go before; none but at their first."""

    spans: tuple[Span, ...]
    """The parts in which the line is said, up to the one with the piece; one for a whole line."""

    at: int
    """The packet of that part at which the piece begins."""


class Reading:
    """One reading of a plan. `plan` is the same with its lines parted wherever they may be."""

    def __init__(self, plan: Plan, ends: Ends = whole, *, is_awaited: bool) -> None:
        self._ends: Ends = ends if is_awaited else whole
        self._passages, self._work = passages(plan), WORK if is_awaited else 0.0
        self._lines: dict[int, Cue] = {}
        """The line that begins or goes on at a packet."""

        self.plan = replace(plan, cues=tuple(chain.from_iterable(map(self._pieces, plan.cues))))
        self._places = {start: place for place, start in enumerate(self._lines)}
        self._last = -2
        self._in_one_go: Mapping[int, Passage] = {}
        self._in_parts: Mapping[int, tuple[Span, ...]] = {}

    def go(self, piece: Cue) -> Go:
        """How this piece of a line is said; to be asked for one after the other."""
        place, line = self._places[piece.start], self._lines[piece.start]
        if place not in {self._last, self._last + 1}:
            self._begin(piece.start)
        self._last = place
        at = piece.start - line.start
        spans = self._in_parts.get(line.start, ((0, line.length),))
        begun = tuple(span for span in spans if span[0] <= at)
        return Go(line, self._in_one_go.get(piece.start, ()), begun, at - begun[-1][0])

    def _begin(self, begin: int) -> None:
        """Somebody listens from this packet on."""
        self._in_one_go = in_one_go(self._passages, begin, self._work)
        together = {line.start for run in self._in_one_go.values() for line in run}
        lines = [line for run in self._passages for line in run if line.end > begin]
        self._in_parts = in_parts(lines, together, self._ends, begin, self._work)

    def _pieces(self, cue: Cue) -> Iterator[Cue]:
        """A line in the pieces it may be parted into; any other cue as it is."""
        if cue.kind is not Kind.LINE:
            yield cue
            return
        for start, end in pairwise((0, *self._ends(cue))):
            self._lines[cue.start + start] = cue
            yield replace(cue, start=cue.start + start, end=cue.start + end)


def in_parts(
    lines: Sequence[Cue], together: set[int], ends: Ends, begin: int, work: float
) -> Mapping[int, tuple[Span, ...]]:
    """The parts in which each line is said, by the packet at which the line begins.

    Somebody listens from packet `begin` on, the beginning of a line or of a piece of one. The first
    part is made in the time of FIRST, the others before their own time comes, each second in
    `work` seconds; where no part is as short as that, the shortest is taken. Those that begin at a
    packet in `together` are made in one go and count for the time that they take.
    """
    done, late, found = 0.0, 0.0, dict[int, tuple[Span, ...]]()
    for line in lines:
        if line.start in together:
            done += work * line.length
            continue
        spans, at = list[Span](), max(0, begin - line.start)
        while at < line.length:
            due = line.start + at - begin
            room = (late if done else FIRST * work) + due - done
            later = [end for end in ends(line) if end > at]
            end = max((each for each in later if work * (each - at) <= room), default=later[0])
            done += work * (end - at)
            late = max(late, done - due)
            spans.append((at, end))
            at = end
        found[line.start] = tuple(spans)
    return found
