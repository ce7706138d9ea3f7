"""Text into a `Path`, or into all of its faults at once. The grammar is docs/path.md.

Signs, lines and headers are those of a score, and so are the bounds of a file. The practices that
are here can be given: then one that is not, or a length that it cannot have, is a fault as well.
"""

import difflib
import re
from dataclasses import dataclass, field
from typing import Final

from kindward.paths.model import (
    ANY,
    HEADERS,
    LEAST_STEP_S,
    MOST_STEP_S,
    Path,
    Practices,
    Step,
    Timed,
)
from kindward.score.conditions import our_own, stop
from kindward.score.directions import Clause, Trouble, clauses, duration
from kindward.score.faults import MOST_FAULTS, Fault, Faulty
from kindward.score.headers import Headers
from kindward.score.meant import is_ours
from kindward.score.signs import MARKS, OURS, WIDE, looks_like, seen
from kindward.score.source import MOST_LINES, MOST_SIGNS, decode, look_over, split

MOST_STEPS: Final = 30
MOST_NAME: Final = 80
"""Signs in the name of a step."""

MOST_WORDS: Final = 500
"""Signs that are said of one step."""

FORM: Final = "write it like (practice hold-gently, 3 min)"
_HIDDEN: Final = re.compile(r"\(\s*(practice|or)\s+[a-z0-9-]+\s*,", re.IGNORECASE)


class FaultyPath(Faulty):
    """A path file with faults: all of them, in order of place."""


def parse(source: str | bytes, here: Practices | None = None) -> Path:
    """The path that the text says. Raises FaultyPath, which holds every fault of it."""
    try:
        lines = split(decode(source))
    except Faulty as faulty:
        raise FaultyPath(faulty.faults) from None
    reading = _Reading(here, faults=list(look_over(lines)))
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        reading.take(number, seen(line[:MOST_SIGNS]))
    path = reading.finish(len(lines))
    if path is None or reading.faults:
        found = sorted(dict.fromkeys(reading.faults), key=lambda f: (f.line, f.column))
        raise FaultyPath(tuple(found[:MOST_FAULTS]))
    return path


def check(source: str | bytes, here: Practices | None = None) -> tuple[Fault, ...]:
    """Every fault of the text, in order of place; none if it is a path."""
    try:
        parse(source, here)
    except FaultyPath as faulty:
        return faulty.faults
    return ()


@dataclass(slots=True)
class _Open:
    """A step that is being read, and where it begins."""

    name: str
    place: tuple[int, str]
    words: str = ""
    practice: Timed | None = None
    other: Timed | None = None


@dataclass(slots=True)
class _Reading:
    """How far the reading has come. It lives for one call of `parse`."""

    here: Practices | None
    faults: list[Fault]
    headers: Headers = field(default_factory=lambda: Headers(HEADERS, "step"))
    steps: list[_Open] = field(default_factory=list)
    number: int = 0
    line: str = ""

    def take(self, number: int, line: str) -> None:
        """Read one line of the file."""
        self.number, self.line = number, line
        text = line.strip()
        if not text:
            self.headers.last = ""
            return
        try:
            self._take_text(text, len(line) - len(line.lstrip()) + 1)
        except Trouble as trouble:
            clause = trouble.clause
            self._fault(number, clause.column, clause.text, trouble.problem, trouble.hint, line)

    def finish(self, last_line: int) -> Path | None:
        """The whole path, or None; what is missing from it becomes a fault."""
        for name in self.headers.missing():
            self._fault(1, 1, "", f"no {name}", f"begin the file with a line '{name}: ...'")
        if not self.steps:
            self._fault(
                last_line, 1, "", "no step", "begin the first step with a line like '# A pause'"
            )
        for each in self.steps:
            if each.practice is None:
                number, line = each.place
                self._fault(number, 1, each.name, "a step without a practice", FORM, line)
        if len(self.steps) > MOST_STEPS:
            number, line = self.steps[MOST_STEPS].place
            found = f"{len(self.steps)} steps"
            self._fault(number, 1, found, f"more than {MOST_STEPS} steps", "cut it in two", line)
        return None if self.faults else self._path()

    def _path(self) -> Path:
        steps = tuple(
            Step(each.name, each.practice, each.other, each.words)
            for each in self.steps
            if each.practice
        )
        return Path(steps=steps, **self.headers.told())  # type: ignore[arg-type]

    def _take_text(self, text: str, column: int) -> None:
        if self.headers.last and column > 1 and not self.steps:
            self.headers.carry_on(text, column)
        elif is_ours(text, "#"):
            self._take_heading(text, column)
        elif is_ours(text, ">"):
            return
        elif not self.steps:
            self.headers.take(text, column)
        elif is_ours(text, "("):
            self._take_practice(text.translate(WIDE), column)
        else:
            self._take_words(text, column)

    def _take_heading(self, text: str, column: int) -> None:
        name = " ".join(text[1:].split())
        # The step stands even when its name is faulty, so that what follows is read well.
        self.steps.append(_Open(name, (self.number, self.line)))
        if not name:
            stop(text, column, "a step without a name", "name it: '# A pause'")
        if len(name) > MOST_NAME:
            stop(text, column, f"a name of over {MOST_NAME} characters", "make it shorter")

    def _take_words(self, text: str, column: int) -> None:
        as_it_is = is_ours(text, "\\")
        if not as_it_is:
            _check_words(text, column)
        step = self.steps[-1]
        words = f"{step.words} {' '.join(text[as_it_is:].split())}".strip()
        if len(words) > MOST_WORDS:
            way_out = "one or two sentences are enough"
            stop(text, column, f"over {MOST_WORDS} characters for one step", way_out)
        step.words = words

    def _take_practice(self, text: str, column: int) -> None:
        our_own(text, column)
        if not text.endswith(")"):
            stop(text, column, "a '(' that is never closed", "close it with ')'")
        first, *rest = clauses(text[1:-1], column + 1)
        word, _, name = first.text.partition(" ")
        if word not in {"practice", "or"}:
            raise Trouble(first, "something in parentheses that is not known", FORM)
        if not name or not rest:
            raise Trouble(first, "a practice without its name or its length", FORM)
        if len(rest) > 1:
            raise Trouble(rest[1], "more than a step can hold", "take this part out")
        timed = Timed(name, _seconds(rest[0]))
        self._put(word, timed, first)
        self._check_here(timed, Clause(name, first.column + len(word) + 1), rest[0])

    def _put(self, word: str, timed: Timed, clause: Clause) -> None:
        step = self.steps[-1]
        if word == "practice":
            if step.practice is not None:
                way_out = "write (or NAME, 3 min) for a second choice"
                raise Trouble(clause, "a second practice in a step", way_out)
            step.practice = timed
        elif step.practice is None:
            raise Trouble(clause, "a second choice without a first", FORM)
        elif step.other is not None or ANY in {timed.practice, step.practice.practice}:
            raise Trouble(clause, "more choices than a step can hold", "take this line out")
        else:
            step.other = timed

    def _check_here(self, timed: Timed, name: Clause, length: Clause) -> None:
        language = self.headers.first("Language")
        if self.here is None or not language or timed.practice == ANY:
            return
        known = sorted(self.here.names(language))
        if timed.practice not in known:
            near = difflib.get_close_matches(timed.practice, known, n=1)
            there = ", ".join(known) or f"none in {language}"
            hint = f"did you mean {near[0]}?" if near else f"there are: {there}"
            raise Trouble(name, "a practice that is not here", hint)
        if not self.here.lasts(timed.practice, language, timed.seconds):
            raise Trouble(length, "a length that this practice cannot have", "choose another one")

    def _fault(  # noqa: PLR0913, PLR0917 - a fault has this many parts
        self, line: int, column: int, found: str, problem: str, hint: str, source: str = ""
    ) -> None:
        self.faults.append(Fault(max(line, 1), column, found[:80], problem, hint, source))


def _check_words(text: str, column: int) -> None:
    """Raises Trouble at what was meant as a part of the language, and would be shown as words."""
    as_words = "or put a '\\' in front of the line to show it as words"
    mark = OURS.get(text[:1], "?")
    if mark in MARKS:
        problem = f"a character that only looks like '{mark}'"
        stop(text, column, problem, f"type '{mark}' itself, {as_words}")
    if hidden := _HIDDEN.search(looks_like(text)):
        way_out = f"begin a line of its own with it, {as_words}"
        stop(text[hidden.start() :], column + hidden.start(), "a practice amid words", way_out)


def _seconds(clause: Clause) -> int:
    """The whole seconds of a length that a step may have. Raises Trouble."""
    seconds = duration(clause)
    if not LEAST_STEP_S <= seconds <= MOST_STEP_S or seconds != int(seconds):
        least, most = LEAST_STEP_S // 60, MOST_STEP_S // 60
        way_out = f"choose one from {least} to {most} minutes"
        raise Trouble(clause, "a length that no step can have", way_out)
    return int(seconds)
