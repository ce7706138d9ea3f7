"""The journal: what a person wrote and did, by days, and the forms to write a little more."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import AnyEntry, Evening, Note, Record, Sitting
from kindward.web.journal.fields import EARLIEST, Unclear, evening, note
from kindward.web.own.own import FOR_NOBODY_ELSE, Form, Own
from kindward.web.pages import Pages, place

LONGER_THAN_A_MONTH: Final = dt.timedelta(days=31)
SHOWN: Final = (Sitting, Evening, Note)
A_WHILE: Final = dt.timedelta(days=7)
"""Whoever comes after at least this long is welcomed back. How long it was is never said."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day on which something was kept, with its entries, the latest first."""

    of: dt.date
    sittings: tuple[Sitting, ...]
    evening: Evening | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the journal shows: one month, and ways to the others where something was kept."""

    token: str
    today: dt.date
    days: tuple[Day, ...]
    month: dt.date
    earlier: str
    later: str
    tonight: Evening | None
    titles: dict[str, str]
    damaged: int
    is_back: bool
    """Whether they come back after a while."""

    fault: Unclear | None = None
    """What could not be read in a form, with all that was written, to be shown again."""


class Journal:
    """The endpoints of the journal."""

    def __init__(self, own: Own, pages: Pages, ahead: Callable[[Record, dt.date], object]) -> None:
        """`ahead` begins to work out what a record may mean: most ways there begin here."""
        self.own, self.pages, self.ahead = own, pages, ahead

    def page(self, request: Request) -> Response:
        """The page at `/journal`, of the month asked for, or the latest with anything in it."""
        return self._show(request)

    def evening(self, request: Request, form: Form) -> Response:
        """An evening is written."""
        self.own.check_written(request, form)
        now = self.own.now
        try:
            written = evening(form.fields, now, None)
            known = self._evening_of(written.of)
            self.own.put(evening(form.fields, now, known))
        except Unclear as fault:
            return self._show(request, fault)
        return self._back(request)

    def note(self, request: Request, form: Form) -> Response:
        """A note is written."""
        self.own.check_written(request, form)
        try:
            written = note(form.fields, self.own.now)
        except Unclear as fault:
            return self._show(request, fault)
        if written:
            self.own.put(written)
        return self._back(request)

    def remove(self, request: Request, form: Form) -> Response:
        """One entry is taken away, for good."""
        self.own.check(request, form)
        self.own.store.remove(self.own.person, form.text("id"))
        return self._back(request)

    def _evening_of(self, day: dt.date) -> Evening | None:
        kept = self.own.store.record(self.own.person).evenings
        return next((each for each in kept if each.of == day), None)

    def _back(self, request: Request) -> Response:
        """To the journal; where it closed meanwhile, its page says that all was kept."""
        path = "/journal" if self.own.is_open(request) else "/journal?kept=yes"
        return RedirectResponse(place(request).to(path), 303)

    def _show(self, request: Request, fault: Unclear | None = None) -> Response:
        session = self.own.opened(request)
        record = self.own.record(request)
        today = self.own.now.date()
        months = _months(record, today)
        month = _asked(request.query_params.get("month", ""), months)
        at = months.index(month)
        language = place(request).language
        practices = self.own.house.library.practices(language)
        page = Page(
            token=session.form_token,
            today=today,
            days=tuple(_days(_of_month(record, month))),
            month=month,
            earlier=_named(months[at + 1]) if at + 1 < len(months) else "",
            later=_named(months[at - 1]) if at else "",
            tonight=next((e for e in record.evenings if e.of == today), None),
            titles={each.name: each.score.title for each in practices},
            damaged=len(self.own.store.broken(self.own.person)),
            is_back=_is_back(record, today),
            fault=fault,
        )
        status = 422 if fault else 200
        response = self.pages.show(request, "journal/journal.html", page, status=status)
        response.headers["Cache-Control"] = FOR_NOBODY_ELSE
        if record.wishes is None or record.wishes.results:
            self.ahead(record, today)
        return response


def _is_back(record: Record, today: dt.date) -> bool:
    shown = (each.day for each in reversed(record.entries) if isinstance(each, SHOWN))
    latest = next(shown, today)
    return today - latest >= A_WHILE


def _months(record: Record, today: dt.date) -> list[dt.date]:
    """The first days of this month and of all months in which something was kept, latest first."""
    days = {entry.day for entry in record.entries if isinstance(entry, SHOWN)}
    return sorted({day.replace(day=1) for day in (today, *days)}, reverse=True)


def _asked(name: str, months: list[dt.date]) -> dt.date:
    """The month of this name, or the latest."""
    return next((month for month in months if _named(month) == name), months[0])


def _named(month: dt.date) -> str:
    return f"{month:%Y-%m}"


def _of_month(record: Record, month: dt.date) -> Iterable[AnyEntry]:
    """The entries of the month of this first day, out of a record that is in order of its days."""
    next_one = (month + LONGER_THAN_A_MONTH).replace(day=1)
    first, end = (bisect_left(record.entries, day, key=_day_of) for day in (month, next_one))
    return record.entries[first:end]


def _day_of(entry: AnyEntry) -> dt.date:
    return entry.day


def _days(entries: Iterable[AnyEntry]) -> Iterable[Day]:
    """The days of these entries, the latest first."""
    by_day = sorted(entries, key=lambda entry: (entry.day, entry.at), reverse=True)
    for day, group in groupby(by_day, key=lambda entry: entry.day):
        those = list(group)
        sittings = tuple(each for each in those if isinstance(each, Sitting))
        notes = tuple(each for each in those if isinstance(each, Note))
        tonight = next((each for each in those if isinstance(each, Evening)), None)
        if sittings or notes or tonight:
            yield Day(day, sittings, tonight, notes)


__all__ = ["EARLIEST", "Journal", "Page"]
