"""Numbers of people who answer, short enough for a sheet of paper. Pure.

Of each country the emergency number and a line to call, where one is certain enough to be printed:
paper cannot be taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kindward.support import Country, Directory, Line


@dataclass(frozen=True, slots=True)
class Numbers:
    """A country's numbers."""

    code: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...]
    """To call, each by its first number; one for everyone, or where there is none, those for some.
    """


@dataclass(frozen=True, slots=True)
class Printed:
    """What is on the sheet, and since when it is known."""

    numbers: tuple[Numbers, ...]
    since: date
    """The day when the oldest of them was looked up."""


def printed(directory: Directory, order: Iterable[Country]) -> Printed:
    """The numbers of all countries, in this order of them."""
    days = (line.verified_on for _, line in directory.lines())
    return Printed(tuple(_numbers(country) for country in order), min(days))


def _numbers(country: Country) -> Numbers:
    sure = [line for line in country.lines if line.call and line.confidence != "C"]
    for_all = [line for line in sure if not line.whom][:1]
    return Numbers(country.code, country.emergency, tuple(for_all or sure))
