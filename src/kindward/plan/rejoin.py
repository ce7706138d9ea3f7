"""A length changed while a sitting runs: the plan is set anew from here.

What has been heard stays heard. Among the sittings that still hold the line of this moment, the
one is found whose rest, from that line on, lasts as long as the listener has left; it is joined
there. Nothing is said twice, and the rest breathes as it would in a sitting of that length.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kindward.plan.layout import CannotFit
from kindward.plan.model import Cue, Kind, Plan
from kindward.units import LEAST_S, MOST_S

COARSE_S: Final = 10
"""First every tenth length is tried. Each tells where it would be joined, and so which length
would have ended on time had the join been there; those are tried next, and so on."""

ROUNDS: Final = 2
NEAR_S: Final = 3

FAR: Final = 1.5
"""How many times too short a joined rest may be before a fresh beginning is the better answer."""

Lay = Callable[[int], Plan]
"""The plan of a sitting of so many whole seconds. It may raise CannotFit."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a listener is: in which line, the how-manieth time, how long since it began."""

    line: str
    nth: int
    """0 for the first time that this line is spoken in the sitting."""

    into_s: float


@dataclass(frozen=True, slots=True)
class Joined:
    """A sitting and the second of it at which it goes on."""

    total_s: int
    at_s: float

    @property
    def left_s(self) -> float:
        """Seconds from the join to the end."""
        return self.total_s - self.at_s


def rejoin(lay: Lay, moment: Moment, left_s: float) -> Joined:
    """The sitting that goes on from this moment and ends after `left_s` more seconds.

    The end is met within seconds wherever the words after this line can fill the time. Where they
    nearly can, the sitting ends somewhat earlier than was wished, and goes on where it is. Where
    they cannot, as when a minute becomes ten or it is nearly over, the sitting begins anew, with
    the time that is left as its length. Raises CannotFit if no length can be set at all.
    """
    longest = _joined(lay, moment, MOST_S)
    furthest_s = MOST_S if longest is None else left_s + longest.at_s
    first, last = _within(left_s), _within(furthest_s)
    tried = _tried(lay, moment, range(first, last + COARSE_S, COARSE_S))
    for _ in range(ROUNDS):
        tried |= _tried(lay, moment, {round(left_s + joined.at_s) for joined in tried})
    best = _refined(lay, moment, _best(tried, left_s), left_s)
    if best is not None and best.left_s * FAR >= left_s:
        return best
    return _begun(lay, left_s)


def _refined(lay: Lay, moment: Moment, best: Joined | None, left_s: float) -> Joined | None:
    """The best of the lengths around it, and of those around that, until none is nearer."""
    last = None
    while best is not None and best != last:
        last = best
        around = range(best.total_s - NEAR_S, best.total_s + NEAR_S + 1)
        best = _best({best} | _tried(lay, moment, around), left_s)
    return best


def _begun(lay: Lay, left_s: float) -> Joined:
    """The sitting from its beginning, as long as what is left."""
    total_s = _within(left_s)
    try:
        lay(total_s)
    except CannotFit as cannot:
        if cannot.nearest_s is None:
            raise
        total_s = round(cannot.nearest_s)
    return Joined(total_s, 0.0)


def _best(tried: Iterable[Joined], left_s: float) -> Joined | None:
    """Of these the one whose rest is nearest to the wish."""
    return min(
        tried, key=lambda joined: (abs(joined.left_s - left_s), joined.total_s), default=None
    )


def _tried(lay: Lay, moment: Moment, totals_s: Iterable[int]) -> set[Joined]:
    """What comes of these lengths, where they hold the line."""
    joined = (_joined(lay, moment, total_s) for total_s in totals_s if _within(total_s) == total_s)
    return {one for one in joined if one is not None}


def _joined(lay: Lay, moment: Moment, total_s: int) -> Joined | None:
    """This length, joined at the moment; None where it does not hold the line."""
    try:
        cues = tuple(_times(lay(total_s), moment.line))
    except CannotFit:
        return None
    if not cues:
        return None
    start_s = cues[min(moment.nth, len(cues) - 1)].start_s
    return Joined(total_s, min(start_s + max(moment.into_s, 0.0), float(total_s)))


def _times(plan: Plan, line: str) -> Iterator[Cue]:
    """Each time that a line is spoken."""
    return (cue for cue in plan.cues if cue.kind is Kind.LINE and cue.text == line)


def _within(seconds: float) -> int:
    return min(max(round(seconds), LEAST_S), MOST_S)
