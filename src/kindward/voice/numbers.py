"""Numbers as they are said: how many, which year, which digits, in the words of a language.

The names of numbers come from num2words, which is loaded when the first number is met.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from kindward.voice.words import Forms, Words

NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)*"

MOST_COUNTED: Final = 12
"""Digits of the longest number that is said as one; any longer goes digit by digit."""

_YEAR: Final = re.compile(r"(?:1[1-9]|20)[0-9]{2}")
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")


def put(pattern: re.Pattern[str], said: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with words for what is found, a gap beside any letter or digit they would touch."""
    return pattern.sub(lambda found: _apart(found, said(found)), text)


def number(token: str, words: Words, noun: str = "") -> str:
    """What a number written in digits is called; one that may be a year, as a year."""
    return year(token, words) if _YEAR.fullmatch(token) else amount(token, words, noun)


def amount(token: str, words: Words, noun: str = "") -> str:
    """How many, whole or with decimals, before the noun that is counted."""
    read = parts(token, words)
    if read is None:
        gap = ", " if "," in token else f" {words.addresses['.']} "
        return gap.join(amount(part, words) for part in re.split("[.,]", token))
    whole, decimals = read
    if decimals:
        return f"{_counted(whole, words)} {words.point} {digits(decimals, words)}"
    return _before(noun, _counted(whole, words), words)


def parts(token: str, words: Words) -> tuple[str, str] | None:
    """Whole and decimals, in the language's own style or another's; None where it is neither."""
    head, *groups = re.split("[.,]", token)
    if not groups:
        return token, ""
    marks = set(re.findall("[.,]", token))
    whole, _, last = (token[: -len(groups[-1]) - 1], "", groups[-1])
    own = len(groups) == 1 and words.decimal in marks
    if len(marks) == 1 and not own and _THOUSANDS.fullmatch(token):
        return head + "".join(groups), ""
    if len(groups) == 1:
        return head, last
    if len(marks) > 1 and _THOUSANDS.fullmatch(whole) and len(set(re.findall("[.,]", whole))) == 1:
        return head + "".join(groups[:-1]), last
    return None


def year(digits: str, words: Words) -> str:
    """A year, in a way of its own where the language has one."""
    return _named(int(digits), words.tag, "year" if words.years else "cardinal")


def decade(digits: str, words: Words) -> str:
    """The ten years that begin with a year: nineteen nineties."""
    said = year(digits, words)
    return (said[:-1] + "ie" if said.endswith("y") else said) + words.decades


def ordinal(amount: int, words: Words, ending: Forms = ("", "")) -> str:
    """First, second, third; the end of each of its words changed as the language's gender asks."""
    said = _named(amount, words.tag, "ordinal").split()
    return " ".join(_ended(word, (ending,)) for word in said)


def cardinal(amount: int, words: Words) -> str:
    """How many."""
    return _named(amount, words.tag, "cardinal")


def digits(row: str, words: Words) -> str:
    """The digits one by one; in a long row, a pause after each three."""
    said = [cardinal(int(digit), words) for digit in row]
    if len(said) <= MOST_COUNTED:
        return " ".join(said)
    return ", ".join(" ".join(said[n : n + 3]) for n in range(0, len(said), 3))


def feminine(said: str, words: Words) -> str:
    """A number's words before a feminine noun."""
    for ending, changed in words.feminine:
        said = re.sub(rf"{ending}\b", changed, said)
    return said


def _apart(found: re.Match[str], said: str) -> str:
    if said == found[0]:
        return said
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " * before.isalnum() + said + " " * after.isalnum()


def _counted(whole: str, words: Words) -> str:
    """A whole number; digit by digit where it begins with a zero, or is too long to be counted."""
    is_row = len(whole) > MOST_COUNTED or (len(whole) > 1 and whole.startswith("0"))
    return digits(whole, words) if is_row else cardinal(int(whole), words)


def _before(noun: str, said: str, words: Words) -> str:
    """A number's words as the noun behind them asks."""
    if not noun or re.fullmatch(words.no_noun, noun):
        return said
    if re.fullmatch(words.feminine_noun, noun):
        return feminine(said, words)
    return _ended(said, words.shorter)


def _ended(said: str, endings: tuple[Forms, ...]) -> str:
    """The words with the first of these endings changed that they have."""
    for ending, changed in endings:
        if said.endswith(ending):
            return said.removesuffix(ending) + changed
    return said


@lru_cache(maxsize=2048)
def _named(amount: int, tag: str, kind: str) -> str:
    """Without the commas that would make a pause, and the `and` of another English."""
    from num2words import num2words  # noqa: PLC0415 - slow, and most lines have no number

    said: str = num2words(amount, lang=tag, to=kind)
    return said.replace(",", "").replace(" and ", " ")
