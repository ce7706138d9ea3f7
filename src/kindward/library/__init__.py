"""Practices and paths by name and language: what comes with Kindward, and a house's own beside it.

A house's own are text files in a folder, wherever in it they lie and whatever they are called. One
with the name of a practice that comes with Kindward takes its place; one that cannot be read is
left out, and it is said why.
"""

from kindward.library.feelings import Feeling, Feelings, is_feelings, read_feelings
from kindward.library.library import (
    Library,
    UnknownLanguage,
    UnknownPractice,
    shipped_languages,
)
from kindward.library.names import GROUNDING, NINE, filed, is_a_path, is_a_practice
from kindward.library.own import (
    Left,
    Lengths,
    OwnFile,
    OwnFolder,
    Practice,
    UnreadableFile,
    practices,
    read,
    why,
)
from kindward.library.paths import NamedPath, Paths, PracticesHere, UnknownPath, paths
from kindward.library.tables import Tables, tables

__all__ = [
    "GROUNDING",
    "NINE",
    "Feeling",
    "Feelings",
    "Left",
    "Lengths",
    "Library",
    "NamedPath",
    "OwnFile",
    "OwnFolder",
    "Paths",
    "Practice",
    "PracticesHere",
    "Tables",
    "UnknownLanguage",
    "UnknownPath",
    "UnknownPractice",
    "UnreadableFile",
    "filed",
    "is_a_path",
    "is_a_practice",
    "is_feelings",
    "paths",
    "practices",
    "read",
    "read_feelings",
    "shipped_languages",
    "tables",
    "why",
]
