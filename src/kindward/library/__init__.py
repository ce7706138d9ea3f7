"""Practices by name and language: those that come with Kindward, and a house's own beside them.

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
from kindward.library.names import GROUNDING, NINE, filed, is_a_practice
from kindward.library.own import Left, OwnFile, OwnFolder, Practice, UnreadableFile, read, why

__all__ = [
    "GROUNDING",
    "NINE",
    "Feeling",
    "Feelings",
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
    "is_feelings",
    "read",
    "read_feelings",
    "shipped_languages",
    "why",
]
