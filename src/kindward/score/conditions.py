"""When something is there: the lengths behind a section's name, and the choices in brackets."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final, NoReturn

from kindward.score.directions import Clause, Trouble, clauses, duration
from kindward.score.model import CHOICES, Choices, Section, When
from kindward.score.signs import OURS, WIDE, looks_like

_HEADING: Final = re.compile(r"#([^(\[]*)(\([^)]*\))?\s*(\[[^\]]*\])?\s*")
_TAGGED: Final = re.compile(r"\[([^\]]*)\]\s*")


def read_heading(text: str, column: int) -> Section:
    """The section that a line beginning with `#` opens, still empty. Raises Trouble."""
    text = text.translate(WIDE)
    named = len(re.split(r"[(\[]", looks_like(text), maxsplit=1)[0])
    our_own(text[named:], column + named)
    match = _HEADING.fullmatch(text)
    if match is None:
        form = "write it like '# Breathing (from 3 min, under 20 min) [breath]'"
        stop(text, column, "a heading that cannot be read", form)
    name = " ".join(match[1].split())
    if not name:
        stop(text, column, "a section without a name", "name it: '# Arriving'")
    section = Section(name, ())
    if match[2]:
        from_s, under_s = _span(match[2][1:-1], column + match.start(2) + 1)
        section = replace(section, from_s=from_s, under_s=under_s)
    if match[3]:
        section = replace(section, when=_when(match[3][1:-1], column + match.start(3) + 1))
    return section


def read_tag(text: str, column: int) -> tuple[When, str, int]:
    """The choices before a part, then the part itself and its column. Raises Trouble."""
    plain = text.translate(WIDE)
    tagged = _TAGGED.match(plain)
    if plain.startswith("[") and tagged is None:
        stop(text, column, "a '[' that is never closed", "write it like [touch] or [no touch]")
    if tagged is None:
        return When(), text, column
    our_own(tagged[1], column + 1)
    return _when(tagged[1], column + 1), text[tagged.end() :], column + tagged.end()


def listeners(when: When) -> Iterator[Choices]:
    """Everyone who meets what stands under these choices."""
    for asked in product((True, False), repeat=len(CHOICES)):
        choices = Choices(*asked)
        if when.holds(choices):
            yield choices


def our_own(text: str, column: int) -> None:
    """Raises Trouble at the first sign that only looks like one of ours, where ours must stand."""
    for place, sign in enumerate(text):
        if sign in OURS:
            code = f"U+{ord(sign):04X}"
            hint = f"type '{OURS[sign]}' again: the one here is {code}"
            stop(sign, column + place, f"a character that only looks like '{OURS[sign]}'", hint)


def stop(found: str, column: int, problem: str, hint: str) -> NoReturn:
    """Raises the Trouble at this place."""
    raise Trouble(Clause(found, column), problem, hint)


def _span(text: str, column: int) -> tuple[float, float | None]:
    """`from_s` and `under_s` of a heading."""
    from_s, under_s = 0.0, None
    for clause in clauses(text, column):
        word, _, length = clause.text.partition(" ")
        if word == "from":
            from_s = duration(clause, length or "-")
        elif word == "under":
            under_s = duration(clause, length or "-")
        else:
            raise Trouble(clause, "a condition that is not known", "use from ... and under ...")
    if under_s is not None and under_s <= from_s:
        stop(text, column, "a section that no sitting can hold", "let 'from' be below 'under'")
    return from_s, under_s


def _when(text: str, column: int) -> When:
    terms: dict[str, bool] = {}
    for clause in clauses(text, column):
        name = clause.text.removeprefix("no ").strip()
        if name not in CHOICES:
            known = ", ".join(CHOICES)
            raise Trouble(clause, "a choice that is not known", f"known: {known}, each also 'no'")
        if name in terms:
            raise Trouble(clause, "the same choice twice", "keep one of them")
        terms[name] = not clause.text.startswith("no ")
    return When(tuple(sorted(terms.items(), key=lambda term: CHOICES.index(term[0]))))
