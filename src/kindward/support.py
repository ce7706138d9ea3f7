"""The people who answer: crisis lines by country, as data with its date, source and certainty.

Pure: text in, values out; the day is an argument. The numbers stand in practices/support.toml and
nowhere else. A person who picks up a telephone is the only full proof of a number, so `dialled`
stays empty until one has.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Final

LASTS_DAYS: Final = 180
"""How long a check is taken to hold: lines move and merge within a year (several did in 2025)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A number that text messages go to, and the word to begin with, if one is needed."""

    to: str
    word: str = ""
    whatsapp: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One service, and how it is reached."""

    name: str
    site: str
    source: str
    verified_on: date
    confidence: str
    """A: on an official or the line's own page. B: the same in several lists. C: not certain."""

    whom: str = ""
    """For whom it is, or in which language, where that must be said."""

    call: tuple[str, ...] = ()
    text: tuple[Text, ...] = ()
    chat: bool = False
    always: bool = False
    """Whether somebody answers at every hour; if not, `hours` tells what is known."""

    hours: str = ""
    free: bool = False
    dialled: date | None = None
    """The day when a person last called and was answered."""


@dataclass(frozen=True, slots=True)
class Country:
    """Where a person is, and who answers there."""

    code: str
    name: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """A page that knows the lines of many countries."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Everyone we know of."""

    finders: tuple[Finder, ...]
    countries: tuple[Country, ...]

    def lines(self) -> Iterator[tuple[Country, Line]]:
        """Every line with its country."""
        return ((country, line) for country in self.countries for line in country.lines)


def shipped() -> Directory:
    """The directory that came with this Kindward."""
    return read(files("kindward").joinpath("practices", "support.toml").read_text("utf-8"))


def read(text: str) -> Directory:
    """The directory in a text, countries by name. Raises KeyError or TypeError on a lack."""
    written = tomllib.loads(text)
    countries = (_country(country) for country in written["country"])
    return Directory(
        finders=tuple(Finder(**finder) for finder in written["finder"]),
        countries=tuple(sorted(countries, key=lambda country: country.name)),
    )


def stale(directory: Directory, today: date) -> tuple[tuple[Country, Line], ...]:
    """The lines that need a new check before a release: over 180 days old, or dated ahead."""
    return tuple(
        (country, line) for country, line in directory.lines() if is_stale(line.verified_on, today)
    )


def is_stale(verified_on: date, today: date) -> bool:
    """Whether a check does not hold any more: it is over 180 days old, or dated ahead."""
    return not 0 <= (today - verified_on).days <= LASTS_DAYS


def _country(written: Mapping[str, Any]) -> Country:
    return Country(
        code=written["code"],
        name=written["name"],
        emergency=tuple(written["emergency"]),
        lines=tuple(_line(line) for line in written["line"]),
    )


def _line(written: Mapping[str, Any]) -> Line:
    rest = {name: value for name, value in written.items() if name not in {"call", "text"}}
    texts: Sequence[Mapping[str, Any]] = written.get("text", ())
    return Line(
        call=tuple(written.get("call", ())),
        text=tuple(Text(**text) for text in texts),
        **rest,
    )
