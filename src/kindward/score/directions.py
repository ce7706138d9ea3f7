"""The directions of a score: what may stand in parentheses, and how each is written.

One table names them (`READERS`); each reader takes the clauses between the commas and gives an
element or raises `Trouble` with the place of the first clause that cannot be understood.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kindward.score.model import ALWAYS, Bell, Bounds, Breath, Silence, When

MOST_SILENCE_S: Final = 60.0
UNTOLD_S: Final = 15.0
"""How long a quiet that nobody announced may grow by itself: longer, it would seem a fault."""
MOST_REST_S: Final = 300.0
LEAST_BREATH_S: Final = 1.0
MOST_BREATH_S: Final = 20.0
MOST_BREATHS: Final = 200
MOST_REPEATS: Final = 100

_NUMBER = r"([0-9]{1,6}(?:\.[0-9]{1,6})?)"
_SECONDS = _NUMBER + r"\s*(s|sec|second|seconds|min|minute|minutes)"
_DURATION: Final = re.compile(_SECONDS)
_DURATIONS: Final = re.compile(_SECONDS + r"\s+to\s+" + _SECONDS)
_TIMES: Final = re.compile(r"([0-9]{1,6})\s+times?")
_RANGE_OF_TIMES: Final = re.compile(r"([0-9]{1,6})\s+to\s+([0-9]{1,6})\s+times")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a direction between commas, and the column where it begins."""

    text: str
    column: int


class Trouble(Exception):
    """A clause that cannot be understood. It never leaves the parser, which makes it a Fault."""

    def __init__(self, clause: Clause, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.clause, self.problem, self.hint = clause, problem, hint


@dataclass(frozen=True, slots=True)
class RepeatOpens:
    """`(repeat ...)`: the passage that follows comes again."""

    times: Bounds
    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class RepeatEnds:
    """`(end)`: the repeated passage is over."""

    when: When = ALWAYS


Direction = Silence | Breath | Bell | RepeatOpens | RepeatEnds


def clauses(text: str, column: int) -> list[Clause]:
    """The clauses between commas, each with the column of its first sign."""
    found = []
    for piece in text.split(","):
        lead = len(piece) - len(piece.lstrip())
        found.append(Clause(" ".join(piece.split()).lower(), column + lead))
        column += len(piece) + 1
    return found


def read_direction(text: str, column: int) -> Direction:
    """What the words between the parentheses mean. Raises Trouble."""
    parts = clauses(text, column)
    name = parts[0].text.split(" ")[0]
    reader = READERS.get(name)
    if reader is None:
        near = difflib.get_close_matches(name, READERS, n=1)
        meant = f"did you mean ({near[0]} ...)? " if near else ""
        known = ", ".join(READERS)
        raise Trouble(parts[0], "a direction that is not known", f"{meant}The directions: {known}")
    rest = parts[0].text[len(name) :].strip()
    first = Clause(rest, parts[0].column + len(parts[0].text) - len(rest))
    return reader([first, *parts[1:]])


def duration(clause: Clause, words: str = "") -> float:
    """Seconds, to the hundredth, written as `6s`, `1.5s` or `2 min`. Raises Trouble."""
    match = _DURATION.fullmatch(words or clause.text)
    if match is None:
        raise Trouble(clause, "a length that cannot be read", "write it like 6s, 1.5s or 2 min")
    return _seconds(match[1], match[2])


def default_seconds(natural: float, *, announced: bool) -> Bounds:
    """Bounds of a quiet that names none: half to double, where nobody announced it to 15 s."""
    cap = MOST_REST_S if announced else max(natural, UNTOLD_S)
    return Bounds(natural, round(natural / 2, 2), min(round(natural * 2, 2), cap))


def default_times(natural: float, cap: int) -> Bounds:
    """Bounds of a breath or repeat that names none: once to four times as often."""
    return Bounds(natural, 1, min(natural * 4, cap))


def _silence(parts: list[Clause]) -> Direction:
    way_out = "use (rest ...), announced by a spoken line"
    return Silence(_quiet(parts, MOST_SILENCE_S, way_out, announced=False))


def _rest(parts: list[Clause]) -> Direction:
    seconds = _quiet(parts, MOST_REST_S, "make it shorter", announced=True)
    return Silence(seconds, announced=True)


def _quiet(parts: list[Clause], cap: float, way_out: str, *, announced: bool) -> Bounds:
    _no_more_than(2, parts)
    natural = duration(parts[0])
    seconds = (
        default_seconds(natural, announced=announced)
        if len(parts) == 1
        else _bounds(natural, parts)
    )
    if max(natural, seconds.most) > cap:
        raise Trouble(parts[-1], f"a quiet of over {cap:g} s", way_out)
    return seconds


def _bounds(natural: float, parts: list[Clause]) -> Bounds:
    match = _DURATIONS.fullmatch(parts[1].text)
    if match is None:
        raise Trouble(parts[1], "bounds that cannot be read", "write them like 4s to 20s")
    least, most = _seconds(match[1], match[2]), _seconds(match[3], match[4])
    return _ordered(Bounds(natural, least, most), parts[1])


def _breath(parts: list[Clause]) -> Direction:
    _no_more_than(4, parts)
    form = "write it like (breath in 4s, out 6s, 5 times, 2 to 40 times)"
    if len(parts) < 3:  # noqa: PLR2004 - in, out and times
        raise Trouble(parts[-1], "a breath that is not whole", form)
    in_s, out_s = (_breath_length(p, w, form) for p, w in zip(parts, ("in ", "out "), strict=False))
    return Breath(in_s, out_s, _times(parts[2:], MOST_BREATHS))


def _breath_length(clause: Clause, word: str, form: str) -> float:
    if not clause.text.startswith(word):
        raise Trouble(clause, f"a breath without its '{word.strip()}'", form)
    seconds = duration(clause, clause.text.removeprefix(word).strip())
    if not LEAST_BREATH_S <= seconds <= MOST_BREATH_S:
        span = f"{LEAST_BREATH_S:g} s to {MOST_BREATH_S:g} s"
        raise Trouble(clause, "a breath that no one could follow", f"choose from {span}")
    return seconds


def _bell(parts: list[Clause]) -> Direction:
    _alone(parts, "(bell)")
    return Bell()


def _repeat(parts: list[Clause]) -> Direction:
    _no_more_than(2, parts)
    return RepeatOpens(_times(parts, MOST_REPEATS))


def _end(parts: list[Clause]) -> Direction:
    _alone(parts, "(end)")
    return RepeatEnds()


def _times(parts: list[Clause], cap: int) -> Bounds:
    match = _TIMES.fullmatch(parts[0].text)
    if match is None:
        raise Trouble(parts[0], "a number of times that cannot be read", "write it like 5 times")
    natural = int(match[1])
    times = default_times(natural, cap)
    if len(parts) > 1:
        ends = _RANGE_OF_TIMES.fullmatch(parts[1].text)
        if ends is None:
            raise Trouble(parts[1], "bounds that cannot be read", "write them like 2 to 40 times")
        times = _ordered(Bounds(natural, int(ends[1]), int(ends[2])), parts[1])
    if min(natural, times.least) < 1:
        raise Trouble(parts[-1], "something that never comes", "let it come once or more")
    if max(natural, times.most) > cap:
        raise Trouble(parts[-1], f"over {cap} times", f"{cap} times is the most")
    return times


def _ordered(bounds: Bounds, clause: Clause) -> Bounds:
    if bounds.least > bounds.most:
        way_out = f"write {bounds.most:g} to {bounds.least:g}"
        raise Trouble(clause, "bounds the wrong way around", way_out)
    if not bounds.least <= bounds.natural <= bounds.most:
        way_out = f"widen the bounds to hold {bounds.natural:g}"
        raise Trouble(clause, "a natural amount outside its bounds", way_out)
    return bounds


def _no_more_than(count: int, parts: list[Clause]) -> None:
    if len(parts) > count:
        raise Trouble(parts[count], "more than the direction can hold", "take this part out")


def _alone(parts: list[Clause], form: str) -> None:
    if len(parts) > 1 or parts[0].text:
        raise Trouble(parts[0], "more than the direction can hold", f"write {form}")


def _seconds(number: str, unit: str) -> float:
    return round(float(number) * (60 if unit.startswith("min") else 1), 2)


READERS: Final[dict[str, Callable[[list[Clause]], Direction]]] = {
    "silence": _silence,
    "rest": _rest,
    "breath": _breath,
    "bell": _bell,
    "repeat": _repeat,
    "end": _end,
}
