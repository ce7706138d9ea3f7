"""The tables of feelings of a house: those that come with Kindward, and its own."""

from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Final

from kindward.library.feelings import FILE, Feeling, Feelings, read_feelings
from kindward.library.library import Library
from kindward.library.names import FEELINGS, filed
from kindward.library.own import FileKind, Known, OwnFile, OwnFolder, Practice

_SHIPPED: Final = resources.files("kindward") / "practices"


class Tables:
    """What people feel, and which practices of this library suit it, in each language."""

    def __init__(self, library: Library, own: OwnFolder[Feelings] | None = None) -> None:
        """`own` has the tables of this house alone; one takes the place of ours."""
        self._library, self._own = library, own

    def of(self, language: str) -> tuple[Feeling, ...]:
        """The feelings, each with practices that are here; none where no table tells them.

        Raises UnknownLanguage.
        """
        own = (file.found for file in self.own_files() if file.found)
        table = next((each for each in own if each.language == language), _shipped(language))
        return table.among({each.name for each in self._library.practices(language)})

    def own_files(self) -> tuple[OwnFile[Feelings], ...]:
        """Every file of the house's own folder, and what became of it."""
        return () if self._own is None else self._own.files()


def tables(known: Known, library: Library) -> FileKind[Feelings]:
    """Tables; one that names a practice which is not in the library has a fault, until it is."""

    def opened(_file: str, content: bytes, beside: tuple[Practice, ...]) -> Feelings:
        table = read_feelings(content, {practice.name for practice in beside})
        return replace(table, language=filed(table.language, known()))

    return FileKind(FEELINGS, opened, beside=library.all)


@cache
def _shipped(language: str) -> Feelings:
    """What comes with Kindward in a language; nothing for one that it does not speak."""
    file = _SHIPPED / language / FILE
    if not file.is_file():
        return Feelings(language, ())
    names = {practice.name for practice in Library().practices(language)}
    return read_feelings(file.read_bytes(), names)
