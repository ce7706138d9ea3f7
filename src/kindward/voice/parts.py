"""Where a line may be parted, so that its beginning is heard while the rest is yet to be said.

That is behind its phrases, and within a long one before a clause; but no part is so short that it
would be over before the next is there. A part has its share of the line's slot, so the line is as
long as if it were said whole, and like a line it is silent at both ends.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from kindward.units import packets
from kindward.voice.pace import LEAD_S, TAIL_S, Pace, phrases, said_s, spoken_s
from kindward.voice.spoken import TABLES, spoken

LONG_S: Final = 3.0
"""Seconds of a phrase from which on it is cut before a clause."""

SHORT_S: Final = 1.2
"""Seconds of a part below which it stays with the one beside it."""

_BEHIND: Final = r"(?<=\w{4} )"
"""No pause is made behind a little word: `a break for when`, `lo que`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a line, and which packets of the line's slot are its own."""

    words: str
    """As they are said."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def parts(text: str, language: str, pace: Pace) -> tuple[Part, ...]:
    """The phrases of a line, end to end in its slot; one for a line without words."""
    words, slot = spoken(text, language), packets(spoken_s(text, language, pace))
    halves = [each for phrase in phrases(words) for each in _halves(phrase.text, language, pace)]
    texts = _long_enough(halves, language, pace)
    if not texts:
        return (Part(words, 0, slot),)
    edges, said = packets(LEAD_S + TAIL_S), [said_s(each, language, pace) for each in texts]
    shared = (slot - edges * len(said)) / sum(said)
    ends = [round(end) for end in accumulate(edges + shared * each for each in said)]
    return tuple(map(Part, texts, (0, *ends), (*ends[:-1], slot)))


def words_between(line: tuple[Part, ...], start: int, end: int) -> str:
    """What is said between two packets of a line's slot; a comma tells that the line goes on."""
    words = " ".join(part.words for part in line if start <= part.start < end)
    return f"{words}," if words[-1:].isalnum() and end < line[-1].end else words


def _long_enough(texts: Iterable[str], language: str, pace: Pace) -> list[str]:
    """The same texts, one that is short together with the one beside it."""
    found = list[str]()
    for text in texts:
        if found and min(said_s(each, language, pace) for each in (found[-1], text)) < SHORT_S:
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def _halves(phrase: str, language: str, pace: Pace) -> tuple[str, ...]:
    """A long phrase, cut before the clause that begins nearest to its middle; else as it is."""
    words = TABLES.get(language.partition("-")[0])
    if words is None or said_s(phrase, language, pace) < LONG_S:
        return (phrase,)
    starts = [each.start() for each in re.finditer(_BEHIND + rf"(?:{words.clauses})\b", phrase)]
    if not starts:
        return (phrase,)
    middle = min(starts, key=lambda start: abs(2 * start - len(phrase)))
    return (phrase[:middle].strip(), phrase[middle:])
