"""Some weeks of a record in few numbers, for a page that is read in a minute. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import Final

from kindward.journal import SLIDERS, CheckIn, Did, Evening, Felt, Sitting

A_WEEK: Final = 7
WIDTH: Final = 120
TOP: Final = 2
HEIGHT: Final = 20
"""Of the small picture, and of its range from 100, at the top, to 0."""

DOT: Final = "h.01"
"""A stroke of no length: with a round end it is a dot."""

Told = tuple[dt.date, CheckIn]


@dataclass(frozen=True, slots=True)
class Measured:
    """One of the three over some weeks; whole points, 0 to 100."""

    of: str
    answers: int
    first: int
    """The mean of the first week with an answer; `last` of the last one."""

    last: int
    low: int
    high: int
    line: str
    """The means of the weeks as SVG writes a path; a week without an answer leaves it open."""


@dataclass(frozen=True, slots=True)
class Evenings:
    """What evenings told: how many there are, and on how many a small thing was done."""

    count: int
    yes: int
    partly: int
    no: int
    rows: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Practised:
    """One practice: how often, how it was afterwards, and how heavy it was around it."""

    practice: str
    times: int
    steadier: int
    same: int
    stirred: int
    heavy: tuple[int, int] | None
    """Means before and after, of sittings that told both; None where none did."""


def measured(told: Sequence[Told], first: dt.date, last: dt.date) -> tuple[Measured, ...]:
    """Each of the three that was answered at all, between two days."""
    rows = []
    for name in SLIDERS:
        answers = [(day, value) for day, each in told if (value := getattr(each, name)) is not None]
        if answers:
            rows.append(_measured(name, sorted(answers), first, last))
    return tuple(rows)


def evenings(
    kept: Sequence[Evening], first: dt.date, last: dt.date, *, feelings: bool
) -> Evenings | None:
    """What these evenings told, between two days; None where there are none.

    The three are left out unless `feelings` are asked for.
    """
    if not kept:
        return None
    did = [each.did for each in kept]
    told = [(each.of, each.feeling) for each in kept if each.feeling]
    return Evenings(
        count=len(kept),
        yes=did.count(Did.YES),
        partly=did.count(Did.PARTLY),
        no=did.count(Did.NO),
        rows=measured(told, first, last) if feelings else (),
    )


def practised(sittings: Iterable[Sitting]) -> tuple[Practised, ...]:
    """Each practice, the one that was sat with most often first."""
    by_name = sorted(sittings, key=lambda sitting: sitting.practice)
    groups = [list(group) for _, group in groupby(by_name, key=lambda sitting: sitting.practice)]
    return tuple(sorted(map(_practised, groups), key=lambda each: -each.times))


def _practised(sittings: Sequence[Sitting]) -> Practised:
    felt = [sitting.felt for sitting in sittings]
    heavy = [
        (each.before.hurt, each.after.hurt)
        for each in sittings
        if each.before and each.after
        if each.before.hurt is not None and each.after.hurt is not None
    ]
    before, after = zip(*heavy, strict=True) if heavy else ((), ())
    return Practised(
        practice=sittings[0].practice,
        times=len(sittings),
        steadier=felt.count(Felt.STEADIER),
        same=felt.count(Felt.SAME),
        stirred=felt.count(Felt.STIRRED),
        heavy=(round(fmean(before)), round(fmean(after))) if heavy else None,
    )


def _measured(
    name: str, answers: Sequence[tuple[dt.date, int]], first: dt.date, last: dt.date
) -> Measured:
    by_week = groupby(answers, key=lambda answer: (answer[0] - first).days // A_WEEK)
    weeks = {week: fmean(value for _, value in group) for week, group in by_week}
    values = [value for _, value in answers]
    return Measured(
        of=name,
        answers=len(answers),
        first=round(next(iter(weeks.values()))),
        last=round(next(reversed(weeks.values()))),
        low=min(values),
        high=max(values),
        line=_line(weeks, (last - first).days // A_WEEK),
    )


def _line(weeks: dict[int, float], latest: int) -> str:
    """Means of weeks, joined where no week between them is without one."""
    path = ""
    for week, mean in weeks.items():
        x = round(2 + (WIDTH - 4) * week / max(latest, 1), 1)
        y = round(TOP + HEIGHT * (100 - mean) / 100, 1)
        joined = week - 1 in weeks
        path += f"L{x:g} {y:g}" if joined else f"M{x:g} {y:g}{DOT}"
    return path
