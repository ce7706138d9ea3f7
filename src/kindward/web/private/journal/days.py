"""Looking back: what a person wrote and did, month by month, and a search through their notes."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kindward.journal import AnyEntry, Evening, Note, Record, Sitting
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.public.home.explore import MOST_SIGNS
from kindward.web.public.home.search import plain

LONGER_THAN_A_MONTH: Final = dt.timedelta(days=31)
SHOWN: Final = (Sitting, Evening, Note)


@dataclass(frozen=True, slots=True)
class Day:
    """One day on which something was kept, with its entries, the latest first."""

    of: dt.date
    sittings: tuple[Sitting, ...]
    evening: Evening | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What looking back shows: one month and ways to the others, or the notes that were sought."""

    token: str
    days: tuple[Day, ...]
    month: dt.date
    earlier: str
    later: str
    titles: dict[str, str]
    named: str
    """The month as an address has it."""

    kept: str
    """What was just done: `yes` for saved, another word for deleted; empty for nothing."""

    changed: dt.date | None
    """The day on which it was done: it stands open."""

    has_notes: bool
    """Whether there are words to search."""

    sought: str = ""
    found: tuple[Note, ...] = ()


class Back:
    """The endpoints of looking back."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/back`, of the month asked for, or of this one."""
        return self._show(request)

    def search(self, request: Request, form: Form) -> Response:
        """The notes that have all of the words: sent as a form, so that no address holds them."""
        self.own.check(request, form)
        return self._show(request, " ".join(form.fields.get("q", "").split())[:MOST_SIGNS])

    def _show(self, request: Request, sought: str = "") -> Response:
        session, record = self.own.opened(request), self.own.record(request)
        today = self.own.today
        months = _months(record, today)
        month = _asked(request.query_params.get("month", ""), months, today)
        at = months.index(month)
        page = Page(
            token=session.form_token,
            days=tuple(days_of(_of_month(record, month))),
            month=month,
            earlier=named(months[at + 1]) if at + 1 < len(months) else "",
            later=named(months[at - 1]) if at else "",
            titles=titles(self.own, request),
            named=named(month),
            kept=request.query_params.get("kept", ""),
            changed=_day(request.query_params.get("day", "")),
            has_notes=bool(record.notes),
            sought=sought,
            found=having(record.notes, sought) if sought else (),
        )
        return self.pages.show(request, "journal/back.html", page)


def having(notes: Iterable[Note], words: str) -> tuple[Note, ...]:
    """The notes that have all of the words, with any accents, in large letters or small.

    The latest come first.
    """
    sought = plain(words).split()
    found = [note for note in notes if all(word in plain(note.text) for word in sought)]
    return tuple(sorted(found, key=lambda note: note.at, reverse=True))


def days_of(entries: Iterable[AnyEntry]) -> Iterable[Day]:
    """The days of these entries, the latest first."""
    by_day = sorted(entries, key=lambda entry: (entry.day, entry.at), reverse=True)
    for day, group in groupby(by_day, key=lambda entry: entry.day):
        those = list(group)
        sittings = tuple(each for each in those if isinstance(each, Sitting))
        notes = tuple(each for each in those if isinstance(each, Note))
        tonight = next((each for each in those if isinstance(each, Evening)), None)
        if sittings or notes or tonight:
            yield Day(day, sittings, tonight, notes)


def titles(own: Own, request: Request) -> dict[str, str]:
    """The titles of practices in the language of a request, by their names."""
    practices = own.house.library.practices(place(request).language)
    return {practice.name: practice.score.title for practice in practices}


def address(of: dt.date, kept: str = "yes") -> str:
    """Where the days around this one are shown, with what was just done; a day of it is open."""
    asked = {"kept": kept, "month": named(of)} | ({"day": of.isoformat()} if kept == "yes" else {})
    return f"/journal/back?{urlencode(asked)}#days"


def named(month: dt.date) -> str:
    """A month as an address has it, `2026-11`."""
    return f"{month:%Y-%m}"


def _months(record: Record, today: dt.date) -> list[dt.date]:
    """The first days of this month and of all months in which something was kept, latest first."""
    days = {entry.day for entry in record.entries if isinstance(entry, SHOWN)}
    return sorted({day.replace(day=1) for day in (today, *days)}, reverse=True)


def _asked(name: str, months: list[dt.date], today: dt.date) -> dt.date:
    """The month of this name, or this one: a clock that was ahead once leads nobody astray."""
    return next((month for month in months if named(month) == name), today.replace(day=1))


def _day(told: str) -> dt.date | None:
    """A day as an address has it, if it is one."""
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        return None


def _of_month(record: Record, month: dt.date) -> Iterable[AnyEntry]:
    """The entries of the month of this first day, out of a record that is in order of its days."""
    return within(record, month, (month + LONGER_THAN_A_MONTH).replace(day=1))


def within(record: Record, first: dt.date, end: dt.date) -> Iterable[AnyEntry]:
    """The entries from a day on until another, out of a record that is in order of its days."""
    start, stop = (bisect_left(record.entries, day, key=_day_of) for day in (first, end))
    return record.entries[start:stop]


def _day_of(entry: AnyEntry) -> dt.date:
    return entry.day
