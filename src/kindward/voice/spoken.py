"""What is said for what is written: the one way from a score's line to any engine.

In come a line and its language; out go plain words of that language with its own stops, so that
every engine says the same, and the length of a slot is told from what will be heard. The shown
words stay as written. Steps go from the most to the least particular: an address before a date, a
date before a fraction, a fraction before a number. Laws: what is said is said the same once more,
and between two letters or digits no sign goes without a word, a gap or a pause.
"""

# ruff: noqa: RUF001 - the look-alikes below are meant

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial, reduce
from typing import Final
from unicodedata import category

from kindward.voice.amounts import measures, money, numbers_called, ranges, signed
from kindward.voice.moments import dates, times
from kindward.voice.numbers import NUMBER, number
from kindward.voice.short import abbreviations, addresses, numerals
from kindward.voice.signs import plain_signs, unglued
from kindward.voice.words import Words
from kindward.voice.words_en import ENGLISH
from kindward.voice.words_es import SPANISH

TABLES: Final = {words.tag: words for words in (ENGLISH, SPANISH)}

_ROUNDS: Final = 4
"""One is enough for what people write; a second finds nothing more to say."""

_PAUSE: Final = "\x1f"
"""Stands for a pause until it is known what it stands beside; no text can hold it."""

_KEPT: Final = frozenset(" '\"-–—,;:.!?…()¿¡")
_GAPS: Final = frozenset("*_|^~\\`/[]{}™®ªº·")

_POWER: Final = re.compile(r"(?<![^\W\d_]{2})(?<=[\w)])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_RAISED: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED: Final = re.compile(r"[₀₁₂₃₄₅₆₇₈₉]+")
_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_BESIDE: Final = re.compile(r"(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")
_NUMBER: Final = re.compile(rf"({NUMBER})(?=(?:\s([^\W\d_]+))?)")
_STROKE: Final = re.compile(r"([^\W\d_]+)\s?/\s?(?=([^\W\d_]+))")
_RANGE: Final = re.compile(r"(?<=[0-9])\s?[–—]\s?(?=[0-9])")
_PAUSES: Final = (
    (re.compile(rf"[\s{_PAUSE}]*{_PAUSE}[\s{_PAUSE}]*(?=[,;:.!?…—)]|$)"), ""),
    (re.compile(rf"(^|[(,;:.!?…—])[\s{_PAUSE}]*{_PAUSE}[\s{_PAUSE}]*"), r"\1 "),
    (re.compile(rf"[\s{_PAUSE}]*{_PAUSE}[\s{_PAUSE}]*"), ", "),
    (re.compile(r"\s+(?=[,;:.!?…)])|(?<=\()\s+"), ""),
    (re.compile(r"\s+"), " "),
)


@lru_cache(maxsize=4096)
def spoken(text: str, language: str = "en") -> str:
    """The words that are said for this text: idempotent; with words wherever there were any.

    A language without a table keeps its numbers and abbreviations: its engine reads them.
    """
    plain = plain_signs(text)
    words = TABLES.get(language.lower().partition("-")[0])
    if words is None:
        return unglued(_RANGE.sub(" – ", plain).replace("−", "-"))
    for _ in range(_ROUNDS):
        before, plain = plain, reduce(lambda said, step: step(said, words), STEPS, plain)
        if plain == before:
            break
    return plain


def _powers(text: str, words: Words) -> str:
    """Raised digits as powers, or a gap where they count a footnote; lowered ones as numbers."""
    text = _POWER.sub(lambda found: f" {_power(found[1].translate(_DIGITS), words)} ", text)
    text = _LOWERED.sub(lambda found: f" {found[0].translate(_DIGITS)} ", text)
    return _RAISED.sub(_raised, text)


def _raised(found: re.Match[str]) -> str:
    """A footnote's number behind a word is not said; one by itself is."""
    return " " if found.string[: found.start()][-1:].isalnum() else found[0].translate(_DIGITS)


def _power(digits: str, words: Words) -> str:
    return words.powers.get(digits) or f"{words.power} {digits}"


def _in_place(text: str, words: Words) -> str:
    """Signs that mean something only where they stand."""
    for pattern, said in _between(words):
        text = pattern.sub(said, text)
    return text


def _counted(text: str, words: Words) -> str:
    """Every number that is left."""
    parted = _BESIDE.sub(" ", text)
    return _NUMBER.sub(lambda found: number(found[1], words, found[2] or ""), parted)


def _strokes(text: str, words: Words) -> str:
    """A stroke between two words: either."""
    return _STROKE.sub(partial(_either, words=words), text)


def _either(found: re.Match[str], words: Words) -> str:
    if any(re.fullmatch(words.conjunctions, word, re.IGNORECASE) for word in found.groups()):
        return f"{found[1]} "
    before_o = re.match("h?[oó]", found[2], re.IGNORECASE)
    return f"{found[1]} {words.either_before_o if before_o else words.either} "


def _signs(text: str, words: Words) -> str:
    """Every sign that is left: its word, a gap or a pause."""
    said = (_sign(sign, words) for sign in text)
    return _tidy("".join(said))


def _sign(sign: str, words: Words) -> str:
    if sign in _KEPT or category(sign)[0] in "LMN":
        return sign
    if sign in words.signs:
        return f" {words.signs[sign]} "
    return " " if sign in _GAPS else _PAUSE


def _tidy(text: str) -> str:
    """No pause beside another, no space before a stop."""
    for pattern, kept in _PAUSES:
        text = pattern.sub(kept, text)
    return text.strip()


def _parted(text: str, _words: Words) -> str:
    return unglued(text)


@cache
def _between(words: Words) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), f" {said} ") for pattern, said in words.between)


STEPS: Final[tuple[Callable[[str, Words], str], ...]] = (
    *(addresses, ranges, dates, times, _in_place, numbers_called, signed, money),
    *(numerals, abbreviations, measures, _powers, _counted, _strokes, _signs, _parted),
)
"""From what is most particular to what is left."""
