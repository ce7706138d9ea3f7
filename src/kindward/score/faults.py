"""What is wrong in a score file, as values: where, what was found, and a way out."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from kindward.errors import KindwardError

MOST_FAULTS: Final = 100
"""How many faults are told at once: more than anyone mends in one sitting."""

WINDOW: Final = 76
"""How many signs of a faulty line are shown."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. Lines and columns count from 1, columns in code points."""

    line: int
    column: int
    found: str
    problem: str
    hint: str
    source: str = ""
    """The line as it stands in the file."""

    def picture(self) -> str:
        """The faulty line with a caret below the place, safe to print on any terminal."""
        begin = max(0, self.column - WINDOW // 2)
        shown = self.source[begin : begin + WINDOW]
        before = shown[: max(0, self.column - 1 - begin)]
        return f"{printable(shown)}\n{' ' * _width(printable(before))}^ {self.hint}"


class Faulty(KindwardError):
    """A text file with faults: all of them, in order of place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        first = faults[0]
        super().__init__(f"line {first.line}, column {first.column}: {first.problem}")


class FaultyScore(Faulty):
    """A score file with faults."""


def printable(text: str) -> str:
    """The text with every sign that could move or colour a terminal shown as its number."""
    return "".join(c if c.isprintable() else f"\\{ord(c):x}" for c in text)


def _width(text: str) -> int:
    """Columns a terminal needs for the text (UAX 11: wide signs take two, marks none)."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
