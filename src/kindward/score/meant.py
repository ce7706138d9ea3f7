r"""Words that were meant as something else: a direction, a choice, a heading or a header.

Words that an unseen slip turned into something to be spoken would be read out to whoever listens.
So a line that looks like part of the language is a fault, and `\` in front says that it is meant to
be spoken; `write` puts it there.
"""

# ruff: noqa: RUF001 - the look-alikes below are meant

import re
from typing import Final

from kindward.score.conditions import read_tag
from kindward.score.directions import Clause, Trouble, read_direction
from kindward.score.model import HEADERS
from kindward.score.signs import MARKS, OURS, WIDE, looks_like

_SPEAK: Final = "or put a '\\' in front of the line to have it spoken"
_WRAPPED: Final = re.compile(r"[\s\"'“”„‘’‚«»‹›*_`~•·–—-]+(?=[#>]\s)")
_DIRECTION: Final = re.compile(r"\(([^()]*)\)")
_CHOICE: Final = re.compile(r"\[[^\[\]]*\]")


def is_ours(text: str, marks: str = MARKS) -> bool:
    """Whether a line begins with one of these marks of ours, plain or wide."""
    return text[:1].translate(WIDE) in set(marks)


def meant(text: str, column: int) -> Trouble | None:
    """What stands in the way of speaking these words, or None."""
    mark = OURS.get(text[:1], "?")
    if mark in MARKS:
        hint = f"type '{mark}' itself, {_SPEAK}"
        return Trouble(Clause(text, column), f"a character that only looks like '{mark}'", hint)
    plain = looks_like(text)
    if plain.partition(":")[0].strip().title() in HEADERS:
        hint = f"move it above the first '#', {_SPEAK}"
        return Trouble(Clause(text, column), "a header after the first section", hint)
    if (place := _hidden(plain)) is None:
        return None
    hint = f"begin a line of its own with it, {_SPEAK}"
    return Trouble(Clause(text[place:], column + place), "a direction inside spoken words", hint)


def _hidden(plain: str) -> int | None:
    """Where a direction, a choice or a mark of ours stands amid words."""
    if wrapped := _WRAPPED.match(plain):
        return wrapped.end()
    places = [
        found.start()
        for pattern, read in ((_DIRECTION, _reads_as_direction), (_CHOICE, _reads_as_choice))
        for found in pattern.finditer(plain)
        if read(found[0])
    ]
    return min(places, default=None)


def _reads_as_direction(text: str) -> bool:
    try:
        read_direction(text[1:-1], 1)
    except Trouble:
        return False
    return True


def _reads_as_choice(text: str) -> bool:
    try:
        read_tag(text, 1)
    except Trouble:
        return False
    return True
