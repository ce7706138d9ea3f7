"""Elastic timing: a score set for any whole second from one minute to half an hour.

Three steps: choose what the sitting holds (`growth`), open it into events (`flow`), stretch its
silences to the exact length (`stretch`). Then one rounding: cumulative starts to whole 20 ms
packets, never the lengths one by one, so totals are exact and starts keep their order.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from kindward.errors import KindwardError
from kindward.lengths import told
from kindward.plan.flow import Event, Quiet, Sounding, flow
from kindward.plan.growth import ladder, seconds_held
from kindward.plan.model import Cue, Kind, Plan
from kindward.plan.stretch import stretch
from kindward.score.model import Choices, Score
from kindward.units import LEAST_S, MOST_S, PACKETS_PER_S, packets


class CannotFit(KindwardError):
    """A length that the bounds of the score do not allow, with the nearest that they do."""

    def __init__(self, asked_s: float, nearest_s: float | None) -> None:
        self.asked_s, self.nearest_s = asked_s, nearest_s
        nearest = "no length fits" if nearest_s is None else f"the nearest is {told(nearest_s)}"
        asked = told(asked_s) if math.isfinite(asked_s) else "that long"
        super().__init__(f"This practice cannot last {asked}; {nearest}.")


def layout(
    score: Score, lengths: Mapping[str, float], total_s: float, choices: Choices | None = None
) -> Plan:
    """The plan of a sitting of exactly total_s seconds.

    `lengths` gives the seconds that each line of the score takes to speak. Cues tile
    0..total without gap or overlap. It is natural, which means:
    no silence leaves its bounds; all that are within theirs share one factor, so they keep their
    proportions; two silences never meet; nothing unannounced is quiet for over a minute; a paced
    breath keeps its rhythm to the packet; a section that a sitting has, every longer one
    has too (as far as `under` lets it); and of all shapes that fit, it is the one whose factor is
    nearest to what suits the length (`growth.aim`). Sentences of a paragraph stay about a second
    apart at any length. With the same shape, a longer sitting never begins a line earlier.
    Raises CannotFit when the bounds do not allow the length, or it is not 60..1800.
    """
    choices = choices or Choices()
    within = LEAST_S <= total_s <= MOST_S
    grown = ladder(score, lengths, total_s, choices) if within else None
    place = grown.place(total_s) if grown else None
    if grown is None or place is None:
        raise CannotFit(total_s, _nearest(score, lengths, total_s, choices))
    events = flow(score, grown.shape(score, place), lengths, choices, grown.opened)
    total = packets(total_s)
    quiets = [event.seconds for event in events if isinstance(event, Quiet)]
    factor, seconds = stretch(quiets, total / PACKETS_PER_S - grown.totals[place].fixed)
    return Plan(tuple(_cues(events, seconds, total)), total, factor)


def reach(
    score: Score, lengths: Mapping[str, float], choices: Choices | None = None
) -> tuple[range, ...]:
    """The whole seconds that the score can last, as rising ranges that do not touch."""
    whole: list[range] = []
    for first, last in sorted(seconds_held(score, lengths, choices or Choices())):
        if whole and first <= whole[-1].stop:
            whole[-1] = range(whole[-1].start, max(whole[-1].stop, last + 1))
        else:
            whole.append(range(first, last + 1))
    return tuple(whole)


def _nearest(
    score: Score, lengths: Mapping[str, float], total_s: float, choices: Choices
) -> int | None:
    """The whole second nearest to the asked one that the score can last, if there is any."""
    wished = LEAST_S if math.isnan(total_s) else min(max(total_s, LEAST_S), MOST_S)
    ends = (
        s for r in reach(score, lengths, choices) for s in (r.start, r.stop - 1, round(wished))
        if s in r
    )  # fmt: skip
    return min(ends, key=lambda second: abs(second - wished), default=None)


def _cues(events: Sequence[Event], silences_s: Sequence[float], total: int) -> Iterator[Cue]:
    """Cues whose starts are the real starts, rounded to packets: the only rounding there is."""
    lengths = iter(silences_s)
    clock, start = 0.0, 0
    for event in events:
        if isinstance(event, Sounding):
            clock += event.packets
            end = start + event.packets
        else:
            clock += next(lengths) * PACKETS_PER_S
            end = min(math.floor(clock + 0.5), total)
        if end > start:
            yield _cue(event, start, end)
        start = end


def _cue(event: Event, start: int, end: int) -> Cue:
    if isinstance(event, Sounding):
        return Cue(event.kind, start, end, event.text, event.section)
    return Cue(Kind.SILENCE, start, end, "", event.section, event.announced)
