"""What is counted or measured, as it is said: money, units, fractions, ordinals, telephones."""

# ruff: noqa: RUF001 - the look-alikes below are meant

import re
from collections.abc import Iterable
from functools import cache, partial
from typing import Final

from kindward.voice.numbers import NUMBER, amount, decade, digits, ordinal, parts, put
from kindward.voice.words import Forms, Words

_ROW_OF_FEW: Final = re.compile(r"(?<![\w.,/–-])[0-9]{1,2}(?:[–-][0-9]{1,2}){2,}(?![\w–/-])")
"""Such as the 4-7-8 of a breath, which is no range."""

_RANGE: Final = re.compile(
    r"(?<=[0-9%°])(?:\s?–\s?|—)(?=[$€£¥]?[0-9])"
    r"|(?:(?<=:[0-9]{2})|(?<=[0-9](?:am|pm|st|nd|rd|th)))[–-](?=[0-9])"
    r"|(?:(?<=[ap]\.m\.)|(?<=[ap]\. m\.))\s?[–-]\s?(?=[0-9])"
)
_HYPHENED: Final = re.compile(r"(?<=[0-9%°])-(?=[0-9])")
_MINUS: Final = re.compile(r"(?<![\w)])[−–-](?=[$€£¥]?[0-9])")
_CALLED: Final = re.compile(
    r"\+[0-9](?:[ .\-/]?\(?[0-9]+\)?)*"
    r"|(?<![\w.,$€£/-])(?:[0-9][ -])?(?:\([0-9]{2,5}\)|[0-9]{2,5})(?:[ -]{1,2}[0-9]{2,5}){2,}"
    r"(?![\w-])"
    r"|(?<![\w.,$€£/-])[0-9]{3}-[0-9]{4}(?![\w-])"
    r"|(?<![\w-])(?:1[ -])?\(?[0-9]{3}\)?[ -](?:[0-9]{3}-)?[A-Z]{4,7}(?![\w-])"
)
_FEWEST_CALLED: Final = 7
_ROW: Final = re.compile(r"(?<![\w.,$€£])[0-9]{3,}(?![\w%°€£]|[.,:/][0-9])")
_FRACTION: Final = re.compile(r"(?<![\w/.,])(?:([0-9]+)[ -])?([0-9]+)/([0-9]+)(?![\w/])")
_DECADE: Final = re.compile(r"(?<![\w.,])((?:1[0-9]|20)?[0-9]0)'?s\b")
_CENTS: Final = 2


def ranges(text: str, words: Words) -> str:
    """The text with a word where a dash stood between two numbers."""
    text = _ROW_OF_FEW.sub(lambda found: re.sub("[–-]", " ", found[0]), text)
    return _RANGE.sub(f" {words.to} ", text)


def numbers_called(text: str, words: Words) -> str:
    """The text with its telephone numbers digit by digit, in the groups they are written in."""
    text = put(_CALLED, partial(_called, words=words), text)
    lines = partial(_row, words=words)
    text = _after_a_call(words).sub(lambda found: put(_ROW, lines, found[0]), text)
    return _ROW.sub(lambda found: lines(found) if found[0] in words.lines else found[0], text)


def signed(text: str, words: Words) -> str:
    """The text with words for a hyphen between numbers and for a minus in front of one."""
    return _MINUS.sub(f"{words.minus} ", _HYPHENED.sub(f" {words.to} ", text))


def money(text: str, words: Words) -> str:
    """The text with its money in words, whether the sign stands before or behind."""
    before, behind = _money(words)
    text = put(before, partial(_money_said, words=words), text)
    return put(behind, partial(_money_said, words=words), text)


def measures(text: str, words: Words) -> str:
    """The text with its ordinals, decades, units and fractions in words."""
    text = put(_ordinals(words), partial(_ordinal, words=words), text)
    if words.decades:
        text = put(_DECADE, lambda found: decade(found[1], words), text)
    text = put(_FRACTION, partial(_fraction, words=words), text)
    return put(_units(words), partial(_unit, words=words), text)


def _called(found: re.Match[str], words: Words) -> str:
    groups = re.findall("[0-9]+|[A-Z]+", found[0])
    if sum(map(len, groups)) < _FEWEST_CALLED:
        return found[0]
    plus = f"{words.plus} " if found[0].startswith("+") else ""
    said = (digits(group, words) if group.isdecimal() else group for group in groups)
    return plus + ", ".join(said)


def _row(found: re.Match[str], words: Words) -> str:
    return digits(found[0], words)


def _money_said(found: re.Match[str], words: Words) -> str:
    told = found.groupdict()
    names, cents = words.money[told["sign"]]
    until = f" {words.to} {amount(told['until'], words, names[1])}" if told.get("until") else ""
    if told["magnitude"]:
        counted = words.magnitudes[told["magnitude"]]
        return f"{amount(told['amount'], words, counted)}{until} {counted} {names[1]}"
    whole, decimals = parts(told["amount"], words) or (told["amount"], "")
    if len(decimals) != _CENTS or not cents[0] or until:
        name = _form(told["amount"], names) if not until else names[1]
        return f"{amount(told['amount'], words, names[1])}{until} {name}"
    said = [(whole, names), (decimals.lstrip("0"), cents)]
    kept = [(n, forms) for n, forms in said if n.strip("0")] or said[:1]
    return f" {words.joined} ".join(f"{amount(n, words, f[1])} {_form(n, f)}" for n, f in kept)


def _ordinal(found: re.Match[str], words: Words) -> str:
    count = int(re.sub("[.,]", "", found[1]))
    return ordinal(count, words, words.ordinals[found[2]]) if 0 < count < 10**9 else found[1]


def _unit(found: re.Match[str], words: Words) -> str:
    forms = words.units[found[2]]
    return f"{amount(found[1], words, forms[1])} {_form(found[1], forms)}"


def _fraction(found: re.Match[str], words: Words) -> str:
    whole, over, under = found.groups()
    forms = words.fractions.get(int(under)) if len(under) <= 3 else None  # noqa: PLR2004 - 100
    if whole and (over, under) == ("1", "2"):
        return f"{amount(whole, words)} {words.and_half}"
    if forms is None or len(over) > 2:  # noqa: PLR2004 - 99
        said = f"{amount(over, words)} {words.over} {amount(under, words)}"
        return f"{amount(whole, words)} {said}" if whole else said
    said = f"{amount(over, words, forms[1])} {_form(over, forms)}"
    return f"{amount(whole, words)} {words.joined} {said}" if whole else said


def _form(count: str, forms: Forms) -> str:
    return forms[count != "1"]


def _any(signs: Iterable[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


@cache
def _after_a_call(words: Words) -> re.Pattern[str]:
    """From a word that announces a call to the end of its sentence."""
    return re.compile(rf"\b(?:{words.calls})\b[^.!?…;]*", re.IGNORECASE)


@cache
def _money(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A sum with its sign before it, and behind it."""
    sign, magnitude = f"(?P<sign>{_any(words.money)})", _any(words.magnitudes)
    sum_, many = f"(?P<amount>{NUMBER})", rf"(?:\s?(?P<magnitude>{magnitude})\b(?:\sde\b)?)?"
    until = rf"(?: {words.to} (?:{_any(words.money)})?(?P<until>{NUMBER}))?"
    before, behind = rf"{sign}\s?{sum_}{until}{many}", rf"{sum_}{many}\s?{sign}(?![0-9])"
    return re.compile(before), re.compile(behind)


@cache
def _ordinals(words: Words) -> re.Pattern[str]:
    endings = _any(words.ordinals)
    return re.compile(rf"(?<![\w.,])([0-9]+(?:[.,][0-9]{{3}})*)\.?({endings})(?!\w)")


@cache
def _units(words: Words) -> re.Pattern[str]:
    """A number and its unit, with the stop of a unit that is written short."""
    units = _any(words.units)
    return re.compile(rf"(?<![\w.,])({NUMBER})\s?({units})(?![\w/²³])(?:\.(?=\s+[a-z]))?")
