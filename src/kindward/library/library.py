"""All practices of a house, by name and language."""

import difflib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from kindward.errors import KindwardError
from kindward.library.names import GROUNDING, NINE
from kindward.library.own import OwnFile, OwnFolder, Practice, trouble
from kindward.library.typeset import typeset
from kindward.score import parse

ENDING: Final = ".score"

_SHIPPED: Final = resources.files("kindward") / "practices"

Shelves = dict[str, dict[str, Practice]]
"""Practices by language and name."""


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


class Library:
    """All practices of this house: those that come with it are read once, its own as they are."""

    def __init__(self, own: OwnFolder[Practice] | None = None) -> None:
        """`own` has the practices of this house alone."""
        self._own = own

    def practices(self, language: str) -> tuple[Practice, ...]:
        """The nine, then the house's own, then grounding. Raises UnknownLanguage."""
        shelf = self._shelf(language)
        own = sorted(name for name in shelf if name not in {*NINE, GROUNDING})
        return tuple(shelf[name] for name in (*NINE, *own, GROUNDING) if name in shelf)

    def all(self) -> tuple[Practice, ...]:
        """Every practice of every language, with one look at the house's own."""
        return tuple(each for shelf in self._shelves().values() for each in shelf.values())

    def find(self, name: str, language: str) -> Practice:
        """The practice of this name. Raises UnknownLanguage or UnknownPractice."""
        shelf = self._shelf(language)
        if name not in shelf:
            raise UnknownPractice(name, tuple(p.name for p in self.practices(language)))
        return shelf[name]

    def languages(self) -> tuple[str, ...]:
        """Tags of the languages that have practices, in order."""
        return tuple(sorted(self._shelves()))

    def speaking(self, name: str) -> tuple[str, ...]:
        """Tags of the languages that have a practice of this name, in order."""
        return tuple(tag for tag, shelf in sorted(self._shelves().items()) if name in shelf)

    def own_files(self) -> tuple[OwnFile[Practice], ...]:
        """Every file of the house's own folder, and what became of it."""
        return () if self._own is None else self._own.files()

    @property
    def troubles(self) -> tuple[str, ...]:
        """A kind sentence for each file that is left out now."""
        return tuple(trouble(file) for file in self.own_files() if file.left)

    def _shelf(self, language: str) -> dict[str, Practice]:
        shelves = self._shelves()
        if language not in shelves:
            raise UnknownLanguage(language, tuple(sorted(shelves)))
        return shelves[language]

    def _shelves(self) -> Shelves:
        """What comes with Kindward, and over it the house's own, which may replace it."""
        shelves = {language: dict(shelf) for language, shelf in _shipped().items()}
        for file in self.own_files():
            if file.found:
                shelves.setdefault(file.found.language, {})[file.found.name] = file.found
        return shelves


@cache
def shipped_languages() -> tuple[str, ...]:
    """Tags of the languages that come with Kindward, in order."""
    return tuple(sorted(folder.name for folder in _SHIPPED.iterdir() if folder.is_dir()))


@cache
def _shipped() -> Shelves:
    """What comes with Kindward."""
    return {language: dict(_read(_SHIPPED / language)) for language in shipped_languages()}


def _read(folder: Traversable) -> Iterator[tuple[str, Practice]]:
    for file in folder.iterdir():
        if file.name.endswith(ENDING):
            name = file.name.removesuffix(ENDING)
            text = typeset(file.read_text(encoding="utf-8"))
            yield name, Practice(name, folder.name, parse(text.encode()))


def _list(known: tuple[str, ...]) -> str:
    return ", ".join(known) or "none"
