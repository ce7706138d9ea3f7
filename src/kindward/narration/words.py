"""The one form in which a line is looked for: its words, however their signs were typed. Pure."""

# ruff: noqa: RUF001 - the look-alikes below are meant

from functools import reduce
from typing import Final
from unicodedata import normalize

_TYPED: Final = (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'))


def words(text: str) -> str:
    """A line with the quotes and apostrophes of a keyboard, each letter in one piece (NFC).

    What a book would typeset and what a person types is the same line, and sounds the same.
    """
    if text.isascii():
        return text
    return reduce(lambda line, pair: line.replace(*pair), _TYPED, normalize("NFC", text))
