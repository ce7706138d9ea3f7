"""The folders of one's own: practices, paths, tables of feelings, and voices."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kindward.library import (
    Feelings,
    Lengths,
    Library,
    NamedPath,
    OwnFolder,
    Practice,
    PracticesHere,
    paths,
    practices,
    shipped_languages,
    tables,
)
from kindward.narration import Narrations
from kindward.voice import SHIPPED_FOLDER
from kindward.wiring.reader import in_our_pace
from kindward.wiring.settings import NARRATIONS

Tell = Callable[[str], None]
"""Hears of each file that is left out, once."""


def unheard(_sentence: str) -> None:
    """Where nobody listens."""


def own_folder(
    folder: Path, tell: Tell = unheard, lengths: Lengths = in_our_pace
) -> OwnFolder[Practice]:
    """A folder of one's own practices; `lengths` says how long each can be where it is heard."""
    return OwnFolder(folder, practices(shipped_languages, lengths), tell)


def own_paths(
    folder: Path, library: Library, tell: Tell = unheard, lengths: Lengths = in_our_pace
) -> OwnFolder[NamedPath]:
    """A folder of one's own paths through the practices of this library, as `own_folder`."""
    return OwnFolder(folder, paths(shipped_languages, library, lengths), tell)


def own_feelings(folder: Path, library: Library, tell: Tell = unheard) -> OwnFolder[Feelings]:
    """A folder of one's own tables for the practices of this library."""
    return OwnFolder(folder, tables(shipped_languages, library), tell)


def narrations(home: Path, tell: Tell = unheard) -> Narrations:
    """What was spoken beforehand: what came with Kindward, and before it what is one's own."""
    return Narrations((SHIPPED_FOLDER, home / NARRATIONS), tell)


def here(library: Library, lengths: Lengths = in_our_pace) -> PracticesHere:
    """The practices of a library as they are now, as what names them needs to know them."""
    return PracticesHere(library.all(), cache(lengths))
