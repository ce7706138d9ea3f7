"""Practices by name and language: those that come with Kindward, and a house's own beside them.

A house's own are text files in a folder, wherever in it they lie and whatever they are called. One
with the name of a practice that comes with Kindward takes its place; one that cannot be read is
left out, and it is said why.
"""

from kindward.library.library import (
    GROUNDING,
    NINE,
    Library,
    UnknownLanguage,
    UnknownPractice,
    shipped_languages,
)
from kindward.library.names import filed, is_a_practice
from kindward.library.own import Left, OwnFile, OwnFolder, Practice, UnreadableFile, read, why

__all__ = [
    "GROUNDING",
    "NINE",
    "Left",
    "Library",
    "OwnFile",
    "OwnFolder",
    "Practice",
    "UnknownLanguage",
    "UnknownPractice",
    "UnreadableFile",
    "filed",
    "is_a_practice",
    "read",
    "shipped_languages",
    "why",
]
