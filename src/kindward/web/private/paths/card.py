"""A path that goes on, as one's own pages show it: the step that comes next, and nothing late."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kindward.journal import Record, is_same_evening
from kindward.library import UnknownPath, UnknownPractice
from kindward.paths.standing import Standing, standing
from kindward.web.public.paths.page import Day, Shown, days_of, shown
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Card:
    """One path that goes on."""

    path: Shown
    days: tuple[Day, ...]
    heard: frozenset[int]
    """Numbers of days, from 1."""

    skipped: frozenset[int]
    next: Day | None
    """None where all have been heard or skipped."""

    is_done_today: bool
    """Whether a step of it was heard today, so that nothing more has to be."""


def card(house: House, record: Record, name: str, language: str, now: dt.datetime) -> Card | None:
    """The path of this name; None where it does not go on. Raises UnknownPath."""
    named = house.paths.find(name, language)
    stands = standing(record, name, named.path)
    if stands is None:
        return None
    days = days_of(house, named)
    return Card(
        path=shown(named),
        days=days,
        heard=frozenset(step + 1 for step in stands.heard),
        skipped=frozenset(step + 1 for step in stands.skipped),
        next=None if stands.next is None else days[stands.next],
        is_done_today=_is_of_today(stands, now),
    )


def today(house: House, record: Record, language: str, now: dt.datetime) -> tuple[Card, ...]:
    """What goes on, the earliest first. One that is through leaves with the day of its last step.

    One that is not here in this language is passed over.
    """
    return tuple(
        each
        for each in _cards(house, record, language, now)
        if each.next is not None or each.is_done_today
    )


def _cards(house: House, record: Record, language: str, now: dt.datetime) -> Iterator[Card]:
    for name in dict.fromkeys(course.path for course in record.courses):
        try:
            found = card(house, record, name, language, now)
        except (UnknownPath, UnknownPractice):
            continue
        if found is not None:
            yield found


def _is_of_today(stands: Standing, now: dt.datetime) -> bool:
    """Whether the latest step was heard today, by the clock that is here now."""
    return stands.last is not None and is_same_evening(stands.last.at, now)
