"""Text into a `Score`, or into all of its faults at once. The grammar is docs/score.md.

The file is read once, line by line; a line that cannot be understood leaves a fault behind and
the reading goes on. So the work is bounded by the size of the file, and the writer sees the
whole list the first time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from kindward.score.conditions import listeners, our_own, read_heading, read_tag, stop
from kindward.score.directions import (
    Clause,
    Direction,
    RepeatEnds,
    RepeatOpens,
    Trouble,
    read_direction,
)
from kindward.score.faults import MOST_FAULTS, Fault, FaultyScore
from kindward.score.headers import Headers
from kindward.score.meant import is_ours, meant
from kindward.score.model import (
    HEADERS,
    PARAGRAPH,
    SUITS,
    Breath,
    Element,
    Line,
    Note,
    Repeat,
    Score,
    Section,
    Silence,
    When,
)
from kindward.score.sentences import sentences
from kindward.score.signs import WIDE, seen
from kindward.score.source import MOST_LINES, MOST_SIGNS, decode, look_over, split

MOST_SECTIONS: Final = 200

MOST_ROUNDS: Final = 1_000
"""How often all breaths and repeats of a score may come together, at their most."""


def parse(source: str | bytes) -> Score:
    """The score that the text says. Raises FaultyScore, which holds every fault of it."""
    lines = split(decode(source))
    reading = _Reading(faults=list(look_over(lines)))
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        reading.take(number, seen(line if len(line.strip()) <= MOST_SIGNS else line[:MOST_SIGNS]))
    score = reading.finish(len(lines))
    if reading.faults:
        found = sorted(dict.fromkeys(reading.faults), key=lambda f: (f.line, f.column))
        raise FaultyScore(tuple(found[:MOST_FAULTS]))
    return score


def check(source: str | bytes) -> tuple[Fault, ...]:
    """Every fault of the text, in order of place; none if it is a score."""
    try:
        parse(source)
    except FaultyScore as faulty:
        return faulty.faults
    return ()


@dataclass(slots=True)
class _Open:
    """A repeat whose (end) has not come yet."""

    opens: RepeatOpens
    place: tuple[int, int, str]
    passage: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """How far the reading has come. It lives for one call of `parse`."""

    faults: list[Fault]
    headers: Headers = field(default_factory=lambda: Headers(HEADERS, "section", {"Suits": SUITS}))
    sections: list[Section] = field(default_factory=list)
    body: list[Element | Repeat] = field(default_factory=list)
    repeat: _Open | None = None
    after_empty: bool = False
    """Whether an empty line stands since the last thing that is heard or left quiet."""

    number: int = 0
    line: str = ""

    def take(self, number: int, line: str) -> None:
        """Read one line of the file."""
        self.number, self.line = number, line
        text = line.strip()
        if not text:
            self.headers.last, self.after_empty = "", True
            return
        try:
            self._take_text(text, len(line) - len(line.lstrip()) + 1)
        except Trouble as trouble:
            self._fault(trouble.clause, trouble.problem, trouble.hint)

    def finish(self, last_line: int) -> Score:
        """The whole score; what is missing from it becomes a fault."""
        self._close_section()
        for name in self.headers.missing():
            self._fault_at(1, 1, "", f"no {name}", f"begin the file with a line '{name}: ...'")
        if not self.sections:
            way_out = "begin the first section with a line like '# Arriving'"
            self._fault_at(last_line, 1, "", "no section", way_out)
        if len(self.sections) > MOST_SECTIONS:
            found = f"{len(self.sections)} sections"
            way_out = "join some of them, or cut the practice in two"
            self._fault_at(last_line, 1, found, f"more than {MOST_SECTIONS} sections", way_out)
        self._check_rounds(last_line)
        score = Score(sections=tuple(self.sections), **self.headers.told())  # type: ignore[arg-type]
        if self.sections and not score.lines() and not self.faults:
            self._fault_at(last_line, 1, "", "nothing is spoken", "write a line to be spoken")
        return score

    def _check_rounds(self, last_line: int) -> None:
        elastic = [p for s in self.sections for p in s.body if isinstance(p, Breath | Repeat)]
        rounds = sum(part.times.most for part in elastic)
        inside = sum(p.times.most * len(p.passage) for p in elastic if isinstance(p, Repeat))
        if rounds > MOST_ROUNDS or inside > MOST_ROUNDS * 10:
            way_out = f"keep them to {MOST_ROUNDS} in all, at their most"
            self._fault_at(last_line, 1, "", "more rounds than any sitting could hold", way_out)

    def _take_text(self, text: str, column: int) -> None:
        if self.headers.last and column > 1 and not self.sections:
            self.headers.carry_on(text, column)
        elif is_ours(text, "#"):
            self._take_heading(text, column)
        elif is_ours(text, ">"):
            self._take_note(" ".join(text[1:].split()), column)
        elif not self.sections:
            self.headers.take(text, column)
        else:
            self._take_part(text, column)

    def _take_heading(self, text: str, column: int) -> None:
        self._close_section()
        # The section stands even when its heading is faulty, so that what follows is read well.
        self.sections.append(Section(name="", body=()))
        self.sections[-1] = read_heading(text, column)

    def _take_note(self, text: str, column: int) -> None:
        if not text:
            return
        if not self.sections:
            stop(text, column, "a '>' note before the first section", "write 'Note: ...' instead")
        self._add(Note(text))

    def _take_part(self, text: str, column: int) -> None:
        when, text, column = read_tag(text, column)
        if is_ours(text, "("):
            self._take_direction(text.translate(WIDE), column, when)
        else:
            self._take_line(text, column, when)

    def _take_line(self, text: str, column: int, when: When) -> None:
        as_it_is = is_ours(text, "\\")
        spoken = " ".join(text[as_it_is:].split())
        if not spoken:
            stop(text, column, "nothing to speak here", "write words, or take the line out")
        if not as_it_is and (trouble := meant(text, column)):
            raise trouble
        self._end_paragraph()
        for sentence in (spoken,) if as_it_is else sentences(spoken):
            self._add(Line(sentence, when))

    def _take_direction(self, text: str, column: int, when: When) -> None:
        our_own(text, column)
        if not text.endswith(")"):
            stop(text, column, "a '(' that is never closed", "close the direction with ')'")
        direction = read_direction(text[1:-1], column + 1)
        whole = Clause(text, column)
        match direction:
            case RepeatOpens():
                self._open_repeat(replace(direction, when=when), whole)
            case RepeatEnds():
                self._end_repeat(when, whole)
            case _:
                self._check_begun(direction, whole)
                self._check_announced(direction, when, whole)
                self._add(replace(direction, when=when))

    def _check_begun(self, direction: Direction, whole: Clause) -> None:
        begun = any(not isinstance(part, Note) for part in self.body) or self.repeat
        if isinstance(direction, Silence) and not begun:
            way_out = "move it to the end of the section above, or put a line before it"
            raise Trouble(whole, "a section that begins with silence", way_out)

    def _check_announced(self, direction: Direction, when: When, whole: Clause) -> None:
        if not (isinstance(direction, Silence) and direction.announced):
            return
        before = self.repeat.passage if self.repeat else self.body
        said = [part for part in before if not isinstance(part, Note)]
        lines = list(takewhile(lambda part: isinstance(part, Line), reversed(said)))
        if not all(any(line.when.holds(c) for line in lines) for c in listeners(when)):
            way_out = "put a spoken line right before it that says quiet is coming"
            raise Trouble(whole, "a rest that nothing announces", way_out)

    def _open_repeat(self, opens: RepeatOpens, whole: Clause) -> None:
        if self.repeat is not None:
            raise Trouble(whole, "a repeat inside a repeat", "put (end) before it")
        self._end_paragraph()
        self.repeat = _Open(opens, (self.number, whole.column, self.line))
        self.after_empty = False

    def _end_repeat(self, when: When, whole: Clause) -> None:
        if self.repeat is None:
            raise Trouble(whole, "an (end) without its (repeat ...)", "take it out")
        done, self.repeat = self.repeat, None
        if when.terms:
            raise Trouble(whole, "a choice in front of (end)", "put it in front of (repeat ...)")
        if all(isinstance(part, Note) for part in done.passage):
            raise Trouble(whole, "a repeat with nothing in it", "fill it or take it out")
        self.body.append(Repeat(done.opens.times, tuple(done.passage), done.opens.when))
        self.after_empty = False

    def _end_paragraph(self) -> None:
        """An empty line between two spoken ones is the quiet after a paragraph."""
        here: Sequence[Element | Repeat] = self.repeat.passage if self.repeat else self.body
        if self.after_empty and _ends_spoken(here):
            self._add(Silence(PARAGRAPH))

    def _add(self, element: Element) -> None:
        (self.repeat.passage if self.repeat else self.body).append(element)
        self.after_empty &= isinstance(element, Note)

    def _close_section(self) -> None:
        if self.repeat is not None:
            number, column, line = self.repeat.place
            self._fault_at(
                number, column, line[column - 1 :], "a repeat that never ends",
                "put (end) after the passage", line,
            )  # fmt: skip
            self.repeat = None
        if self.sections:
            if not self.body and self.sections[-1].name:
                self._fault(
                    Clause(self.line, 1), "a section above this with nothing in it",
                    "fill it or take it out",
                )  # fmt: skip
            self.sections[-1] = replace(self.sections[-1], body=tuple(self.body))
        self.body = []

    def _fault(self, clause: Clause, problem: str, hint: str) -> None:
        self._fault_at(self.number, clause.column, clause.text, problem, hint, self.line)

    def _fault_at(  # noqa: PLR0913, PLR0917 - a fault has this many parts
        self, line: int, column: int, found: str, problem: str, hint: str, source: str = ""
    ) -> None:
        self.faults.append(Fault(max(line, 1), column, found[:80], problem, hint, source))


def _ends_spoken(parts: Sequence[Element | Repeat]) -> bool:
    heard = [part for part in parts if not isinstance(part, Note)]
    last = heard[-1] if heard else None
    return _ends_spoken(last.passage) if isinstance(last, Repeat) else isinstance(last, Line)
