"""All paths of a house, by name and language: those that come with Kindward, and its own."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from kindward.errors import KindwardError
from kindward.library.library import Library
from kindward.library.names import PATH, filed, name_of
from kindward.library.own import FileKind, Known, Lengths, OwnFile, OwnFolder, Practice
from kindward.paths import Path, parse

SHIPPED: Final = ("gentle-first-week", "when-kindness-feels-wrong")
"""Those that come with Kindward, in the order they are shown."""


class UnknownPath(KindwardError):
    """A name that no path has, with those that are here."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}."
        super().__init__(f"There is no path of that name here. {hint}")


@dataclass(frozen=True, slots=True, eq=False)
class NamedPath:
    """A path under the name by which it is asked for. Each is itself, as a practice is."""

    name: str
    language: str
    path: Path


class Paths:
    """The paths of this house. One of its own takes the place of another of its name."""

    def __init__(self, own: OwnFolder[NamedPath] | None = None) -> None:
        """`own` has the paths of this house alone."""
        self._own = own

    def of(self, language: str) -> tuple[NamedPath, ...]:
        """Those of a language: what comes with Kindward, then the house's own, by name."""
        shelf = self._shelf(language)
        own = sorted(name for name in shelf if name not in SHIPPED)
        return tuple(shelf[name] for name in (*SHIPPED, *own) if name in shelf)

    def find(self, name: str, language: str) -> NamedPath:
        """The path of this name. Raises UnknownPath."""
        shelf = self._shelf(language)
        if name not in shelf:
            raise UnknownPath(name, tuple(shelf))
        return shelf[name]

    def speaking(self, name: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Of these languages, those that have a path of this name."""
        return tuple(tag for tag in languages if name in self._shelf(tag))

    def own_files(self) -> tuple[OwnFile[NamedPath], ...]:
        """Every file of the house's own folder, and what became of it."""
        return () if self._own is None else self._own.files()

    def _shelf(self, language: str) -> dict[str, NamedPath]:
        own = [file.found for file in self.own_files() if file.found]
        here = {each.name: each for each in own if each.language == language}
        return _shipped(language) | here


@dataclass(frozen=True, slots=True)
class PracticesHere:
    """Practices as they are at one moment, as a path needs to know them (paths.Practices)."""

    all: tuple[Practice, ...]
    lengths: Lengths

    def names(self, language: str) -> tuple[str, ...]:
        """The practices of a language by their names; none where it has none."""
        return tuple(each.name for each in self._practices(language))

    def lasts(self, name: str, language: str, seconds: int) -> bool:
        """Whether one of them can have this length."""
        found = (each for each in self._practices(language) if each.name == name)
        return any(seconds in run for each in found for run in self.lengths(each))

    def _practices(self, language: str) -> tuple[Practice, ...]:
        tag = filed(language, {each.language for each in self.all})
        return tuple(each for each in self.all if each.language == tag)


def paths(known: Known, library: Library, lengths: Lengths) -> FileKind[NamedPath]:
    """Paths; those that name a practice which is not in the library have a fault, until it is."""

    def opened(file: str, content: bytes, beside: tuple[Practice, ...]) -> NamedPath:
        path = parse(content, PracticesHere(beside, cache(lengths)))
        return NamedPath(name_of(file), filed(path.language, known()), path)

    return FileKind(PATH, opened, beside=library.all)


@cache
def _shipped(language: str) -> dict[str, NamedPath]:
    """What comes with Kindward in a language; nothing for one that it does not speak."""
    return dict(_read(language))


def _read(language: str) -> Iterator[tuple[str, NamedPath]]:
    folder = resources.files("kindward") / "practices" / language
    for name in SHIPPED:
        file = folder / f"{name}{PATH}"
        if file.is_file():
            yield name, NamedPath(name, language, parse(file.read_bytes()))
