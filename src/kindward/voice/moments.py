"""Dates and times of day, as they are said."""

import re
from functools import partial
from typing import Final

from kindward.voice.numbers import cardinal, feminine, ordinal, put, year
from kindward.voice.words import Words

_ISO_DATE: Final = re.compile(
    r"(?<![0-9-])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:T(?=[0-9])|(?![0-9-]))"
)
_DATE: Final = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|(?<=/)[0-9]{2})(?![0-9/-])"
)
_TIME: Final = re.compile(
    r"(?<![0-9:.,])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minutes>[0-5][0-9])"
    r"(?::(?P<seconds>[0-5][0-9]))?(?![0-9:])(?:\s?h(?:rs?)?\b\.?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b(?P<stop>\.?))?",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(
    r"(?<![0-9:.,])(?P<hour>1[0-2]|0?[0-9])\s?(?P<half>[ap])\.?\s?m\b(?P<stop>\.?)", re.IGNORECASE
)
_ENDS: Final = re.compile(r"""\s*$|\s+["'(¿¡]*[^\W\d_a-z]""")
_MONTHS, _DAYS = 12, 31
_FEW: Final = 10


def dates(text: str, words: Words) -> str:
    """The text with its dates in words: 2026-11-29, 29/11/2026."""
    text = put(_ISO_DATE, lambda d: _date(d, d[1], d[2], d[3], words), text)
    return put(_DATE, partial(_by_custom, words=words), text)


def times(text: str, words: Words) -> str:
    """The text with its times of day in words: 10:30, 3 p.m."""
    text = put(_TIME, partial(_time, words=words), text)
    return put(_HOUR, partial(_time, words=words), text)


def ends(rest: str) -> bool:
    """Whether a sentence is over where this follows."""
    return _ENDS.match(rest) is not None


def _by_custom(found: re.Match[str], words: Words) -> str:
    """A date that begins with the month or the day, as the language does where both could be."""
    first, second = found[1], found[3]
    month_first = int(second) > _MONTHS or (words.month_first and int(first) <= _MONTHS)
    month, day = (first, second) if month_first else (second, first)
    return _date(found, found[4], month, day, words)


def _date(found: re.Match[str], in_year: str, month: str, day: str, words: Words) -> str:
    if not (1 <= int(month) <= _MONTHS and 1 <= int(day) <= _DAYS):
        return found[0]
    return words.date.format(
        month=words.months[int(month) - 1],
        day=cardinal(int(day), words),
        ordinal=ordinal(int(day), words),
        year=year(in_year, words),
    )


def _time(found: re.Match[str], words: Words) -> str:
    told = found.groupdict()
    hour, minutes = int(told["hour"]), int(told.get("minutes") or 0)
    on_the_hour = "{hour}" if told["half"] else words.hour
    form = on_the_hour if not minutes else words.hour_few if minutes < _FEW else words.hour_many
    said = [
        form.format(hour=feminine(cardinal(hour, words), words), minutes=cardinal(minutes, words))
    ]
    if told.get("seconds"):
        said.append(words.seconds.format(seconds=cardinal(int(told["seconds"]), words)))
    if told["half"]:
        halves = words.half_days[told["half"].lower()]
        said.append(next(name for since, name in reversed(halves) if hour >= since))
    return " ".join(said) + ("." if told["stop"] and ends(found.string[found.end() :]) else "")
