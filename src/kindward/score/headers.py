"""The headers of a text file, one to a line before its first part: read, checked, and told."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kindward.score.conditions import our_own, stop
from kindward.score.signs import WIDE, looks_like

_HEADER: Final = re.compile(r"([A-Za-z]+)\s*[:\uff1a](.*)", re.DOTALL)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

NEEDED: Final = ("Title", "Language")


@dataclass(slots=True)
class Headers:
    """Those that were read so far. It lives for one reading of a file."""

    known: Mapping[str, str]
    """Each header and what it fills; one that fills a plural may come often."""

    part: str
    """What the file is made of, in a word: what comes after the headers."""

    among: Mapping[str, Collection[str]] = field(default_factory=dict)
    """What some of them may say."""

    values: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    """The header that a line which begins with spaces carries on; empty after an empty line."""

    def take(self, text: str, column: int) -> None:
        """Read one header. Raises Trouble."""
        self._check_letters(text, column)
        match = _HEADER.fullmatch(text)
        if match is None:
            stop(text, column, f"words before the first {self.part}", "put '# A name' above them")
        name = match[1].capitalize()
        if name not in self.known:
            stop(match[1], column, "a header that is not known", f"known: {', '.join(self.known)}")
        value = " ".join(match[2].split())
        earlier = name in self.values
        self.values.setdefault(name, []).append(value)
        self.last = name
        self._check(name, value, column, earlier=earlier)

    def carry_on(self, text: str, column: int) -> None:
        """Read a line that goes on with the last header. Raises Trouble."""
        values = self.values[self.last]
        values[-1] = f"{values[-1]} {' '.join(text.split())}".strip()
        self._check(self.last, values[-1], column, earlier=False)

    def missing(self) -> Iterator[str]:
        """The headers that every file needs, and that this one lacks."""
        return (name for name in NEEDED if not self.values.get(name))

    def first(self, name: str) -> str:
        """What a header says; empty if it is not there."""
        return (self.values.get(name) or [""])[0]

    def told(self) -> dict[str, object]:
        """All that they fill: a text each, or a tuple where they may come often."""
        return {
            fills: tuple(self.values.get(name, ())) if fills.endswith("s") else self.first(name)
            for name, fills in self.known.items()
        }

    def _check(self, name: str, value: str, column: int, *, earlier: bool) -> None:
        if not value:
            stop(name, column, f"an empty {name}", "write something after the colon")
        if earlier and not self.known[name].endswith("s"):
            stop(name, column, f"a second {name}", "keep one of them")
        if name == "Language" and not _LANGUAGE.fullmatch(value):
            stop(value, column, "a language tag that cannot be read", "write it like en or pt-BR")
        if name in self.among and value not in self.among[name]:
            known = ", ".join(self.among[name])
            stop(value, column, "something that is not known here", f"known: {known}")

    def _check_letters(self, text: str, column: int) -> None:
        """Raises Trouble where a name has a letter that only looks like one of ours."""
        name, colon, _ = looks_like(text).partition(":")
        if colon and name.strip().title() in self.known:
            our_own(text[: len(name) + 1].translate(WIDE), column)
