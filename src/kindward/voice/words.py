"""What a language says for what is written: one value for each language that has a table.

A table holds words and no code. `{...}` marks where a number goes; what is called a pattern, and
every bare list of words, is a regular expression. A language without a table is left to its
engine, its signs made plain.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Forms = tuple[str, str]
"""What one is called, and what several are: `minute`, `minutes`."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language."""

    tag: str
    decimal: str
    """The sign before decimals: a point or a comma. The other one parts thousands."""

    point: str
    """How that sign is said."""

    minus: str
    plus: str
    to: str
    """Between the ends of a range."""

    over: str
    """Between the numbers of a fraction without a name."""

    joined: str
    """Between a whole number and a fraction, and between money and its smaller coin."""

    and_half: str
    """A half behind a whole number."""

    either: str
    either_before_o: str
    """What a stroke between two words stands for, and before a word that begins with o."""

    conjunctions: str
    """Words beside which that stroke is only a gap."""

    clauses: str
    """What a clause begins with, so that a reader may pause before it without a comma."""

    power: str
    powers: Mapping[str, str]
    """What a raised digit is called; `power` goes before any other."""

    fractions: Mapping[int, Forms]
    """Denominators with a name."""

    months: tuple[str, ...]
    date: str
    month_first: bool
    """Whether 3/4/2026 names the month first."""

    hour: str
    hour_few: str
    hour_many: str
    """A time on the hour, with minutes below ten, and with more."""

    seconds: str
    half_days: Mapping[str, tuple[tuple[int, str], ...]]
    """What follows an hour before (`a`) or after noon (`p`): from which hour on, which words."""

    money: Mapping[str, tuple[Forms, Forms]]
    """Each sign of a currency with its names and those of its smaller coin."""

    magnitudes: Mapping[str, str]
    """Numbers written as words behind a number, and what is said before the money they count."""

    units: Mapping[str, Forms]
    """What stands right behind a number."""

    ordinals: Mapping[str, Forms]
    """The endings of a written ordinal: what the end of its words becomes, such as o to a."""

    years: bool
    """Whether 1835 is said as a year has its own way."""

    decades: str
    """The plural ending of a decade; empty where there is none."""

    shorter: tuple[Forms, ...]
    """What a number's end becomes before a noun."""

    feminine: tuple[Forms, ...]
    """What its parts become before a feminine one."""

    feminine_noun: str
    no_noun: str
    """Patterns of nouns that are feminine, and of words that are no nouns."""

    calls: str
    """Words after which numbers are dialled."""

    lines: frozenset[str]
    """Short numbers that are always dialled."""

    signs: Mapping[str, str]
    """Any sign by itself."""

    between: tuple[tuple[str, str], ...]
    """Signs that mean something only in their place: pattern and words."""

    addresses: Mapping[str, str]
    """What signs are called within an address."""

    abbreviations: tuple[tuple[str, str], ...]
    """Pattern and words of what is written short."""

    closing: tuple[tuple[str, str], ...]
    """Those that may end a sentence, whose stop they then hold as well."""

    starters: str
    """Words that begin a sentence, so that the stop before them is one."""

    numbered: str
    """Words whose Roman numeral counts: `Chapter IV`."""

    rulers: str
    """Names whose Roman numeral is an ordinal: `Henry VIII`."""

    queens: frozenset[str]
    """Those of them whose ordinal is feminine."""

    ruled: str
    ruled_most: int
    """How that ordinal is said, and the greatest that is one."""
