"""Which words of a search tell which feeling, accents and slips of the finger forgiven. Pure.

What is typed is first taken as it stands. Only where that leads to nothing are slips forgiven, as
many as search engines forgive (Lucene and Elasticsearch, fuzziness AUTO): none in up to two
letters, one in three to five, two in more. A slip is a letter too many, too few or another, or two
that have changed places (optimal string alignment). `search.js` does the same in a browser.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from kindward.library import Feeling

MOST_WORDS: Final = 12
"""More words than these are not looked at."""

BEGUN: Final = 3
"""From so many letters on, the last word may be one that is not typed to its end yet."""

_WORD: Final = re.compile(r"[^\W_]+")

Tells = Callable[[str, str], bool]
"""Whether a typed word stands for a word of ours."""


def plain(text: str) -> str:
    """The text for comparing: small letters, no accents, no apostrophes."""
    split = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in split if not unicodedata.combining(sign))
    return re.sub("['\u2019]", "", bare)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as `plain` has them."""
    return tuple(_WORD.findall(plain(text)))


@lru_cache(maxsize=64)
def phrases(feeling: Feeling) -> tuple[tuple[str, ...], ...]:
    """Everything that people call it, each as its words."""
    return tuple(filter(None, map(words, (feeling.name, *feeling.words))))


def told(feelings: Iterable[Feeling], typed: Sequence[str], tells: Tells) -> tuple[Feeling, ...]:
    """The feelings that are called by any of these words, or by some in a row."""
    return tuple(
        feeling
        for feeling in feelings
        if any(_stands_in(phrase, typed, tells) for phrase in phrases(feeling))
    )


def as_typed(typed: Sequence[str]) -> Tells:
    """Takes words as they stand, the last one also where it is only begun."""
    last = typed[-1]
    return lambda one, other: (
        one == other or (one == last and len(one) >= BEGUN and other.startswith(one))
    )


def forgiving(one: str, other: str) -> bool:
    """Whether two words differ by no more slips than are forgiven in the typed one."""
    allowed = (len(one) > 2) + (len(one) > 5)  # noqa: PLR2004 - fuzziness AUTO
    return abs(len(one) - len(other)) <= allowed and _slips(one, other) <= allowed


def _stands_in(phrase: Sequence[str], typed: Sequence[str], tells: Tells) -> bool:
    length = len(phrase)
    rows = (typed[start : start + length] for start in range(len(typed) - length + 1))
    return any(all(map(tells, row, phrase)) for row in rows)


def _slips(one: str, other: str) -> int:
    """How many slips lie between two words (optimal string alignment, row by row)."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one):
        earlier, before, row = before, row, [i + 1]
        for j, met in enumerate(other):
            least = min(before[j] + (letter != met), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == met:
                least = min(least, earlier[j - 1] + 1)
            row.append(least)
    return row[-1]
