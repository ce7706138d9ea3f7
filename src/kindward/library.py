"""Practices by name and language: those that come with Kindward, and a house's own beside them.

A house's own live in a folder of the same form (`en/warm-cup.score`). One with the name of a
practice that comes with Kindward takes its place; one that has faults is left out, and said so.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError
from kindward.score import FaultyScore, Score, parse

NINE: Final = (
    "choosing-compassion",
    "breathing-kindness",
    "hold-gently",
    "imagine-another",
    "someone-or-something-you-care-for",
    "self-compassion-break",
    "compassionate-self-imagery",
    "compassionate-circulation",
    "loving-kindness",
)
"""The nine, in the order they are shown."""

GROUNDING: Final = "grounding"
"""For when kindness stirs too much: one step from everywhere."""

MOST_BYTES: Final = 1024 * 1024
"""A file larger than this is not even read; the score room's own limit lies far below."""

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.score")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class UnknownPractice(KindwardError):
    """A name that no practice has, with those that are here and the nearest."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        near = difflib.get_close_matches(name, known, n=1)
        self.nearest = near[0] if near else None
        hint = f"Did you mean {self.nearest}?" if near else f"There are: {', '.join(known)}."
        super().__init__(f"There is no practice of that name here. {hint}")


class UnknownLanguage(KindwardError):
    """A language in which there are no practices, with those that are here."""

    def __init__(self, language: str, known: tuple[str, ...]) -> None:
        self.language, self.known = language, known
        super().__init__(f"There are no practices in that language yet. There are: {_list(known)}.")


class UnreadableFile(KindwardError):
    """A score file that could not be opened: what is the matter, without its whole path."""


@dataclass(frozen=True, slots=True, eq=False)
class Practice:
    """A score under the name by which it is asked for. Each is itself: read once, never changed."""

    name: str
    language: str
    score: Score


@dataclass(frozen=True)
class Library:
    """All practices of this house. Files are read once, when first asked for."""

    own: Path | None = None
    """Folder of the house's own practices, which need not exist."""

    troubles: list[str] = field(default_factory=list)
    """A kind sentence for each file that had to be left out."""

    def practices(self, language: str) -> tuple[Practice, ...]:
        """The nine, then the house's own, then grounding. Raises UnknownLanguage."""
        shelf = self._shelf(language)
        own = sorted(name for name in shelf if name not in {*NINE, GROUNDING})
        return tuple(shelf[name] for name in (*NINE, *own, GROUNDING) if name in shelf)

    def find(self, name: str, language: str) -> Practice:
        """The practice of this name. Raises UnknownLanguage or UnknownPractice."""
        shelf = self._shelf(language)
        if name not in shelf:
            raise UnknownPractice(name, tuple(p.name for p in self.practices(language)))
        return shelf[name]

    def languages(self) -> tuple[str, ...]:
        """Tags of the languages that have practices, in order."""
        return tuple(sorted(self._shelves))

    def _shelf(self, language: str) -> dict[str, Practice]:
        if language not in self._shelves:
            raise UnknownLanguage(language, self.languages())
        return self._shelves[language]

    @cached_property
    def _shelves(self) -> dict[str, dict[str, Practice]]:
        shelves: dict[str, dict[str, Practice]] = {}
        for practice in self._read_all():
            shelves.setdefault(practice.language, {})[practice.name] = practice
        return shelves

    def _read_all(self) -> Iterator[Practice]:
        """Those that come with Kindward, then the house's own, which may replace them."""
        yield from _folder(resources.files("kindward") / "practices", self.troubles)
        if self.own is not None and self.own.is_dir():
            yield from _folder(self.own, self.troubles)


def read(path: Path) -> Practice:
    """A practice from a file of one's own. Raises UnreadableFile or FaultyScore."""
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnreadableFile(f"{path.name}: {reason[0].lower()}{reason[1:]}.") from None
    score = parse(source)
    return Practice(path.stem, score.language, score)


def _folder(root: Path | Traversable, troubles: list[str]) -> Iterator[Practice]:
    for language in sorted(root.iterdir(), key=lambda entry: entry.name):
        if _LANGUAGE.fullmatch(language.name) and language.is_dir():
            for file in sorted(language.iterdir(), key=lambda entry: entry.name):
                if _NAME.fullmatch(file.name):
                    yield from _practice(file, language.name, troubles)


def _practice(file: Path | Traversable, language: str, troubles: list[str]) -> Iterator[Practice]:
    try:
        with file.open("rb") as opened:
            score = parse(opened.read(MOST_BYTES + 1))
    except FaultyScore as faulty:
        count = len(faulty.faults)
        troubles.append(
            f"{language}/{file.name} has {count} fault{'s' * (count > 1)} and is left out; "
            "'kindward check' shows where."
        )
    except OSError:
        troubles.append(f"{language}/{file.name} cannot be opened and is left out.")
    else:
        yield Practice(file.name.removesuffix(".score"), language, score)


def _list(known: tuple[str, ...]) -> str:
    return ", ".join(known) or "none"
