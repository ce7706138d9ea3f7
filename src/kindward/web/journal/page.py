"""The journal: what a person wrote and did, by days, and the forms to write a little more."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import AnyEntry, Evening, Note, Record, Sitting
from kindward.store import Conflict, Defect
from kindward.web.journal.fields import (
    EARLIEST,
    Fields,
    Unclear,
    evening,
    evening_day,
    fields_of,
    is_alike,
    is_filling,
    is_seen,
    mark,
    note,
)
from kindward.web.own.own import FOR_NOBODY_ELSE, Form, Own
from kindward.web.pages import Pages, place
from kindward.web.paths.card import Card
from kindward.web.paths.card import today as paths_today

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
    """What is kept of this evening, or of the one that a form was about."""

    seen: str
    """What says, in a form, that this is what it has shown."""

    given: Fields
    """What the form of the evening holds."""

    titles: dict[str, str]
    paths: tuple[Card, ...]
    """Those that go on."""

    damaged: int
    defects: tuple[Defect, ...]
    """What is amiss with the record, until its person has said how to go on."""

    is_back: bool
    """Whether they come back after a while."""

    is_kept: bool = False
    """Whether something was just kept."""

    fault: Unclear | None = None
    """What could not be read in a form, with all that was written, to be shown again."""

    other: Evening | None = None
    """What a form says of an evening that was kept meanwhile in other words: which one counts?"""


class Journal:
    """The endpoints of the journal."""

    def __init__(self, own: Own, pages: Pages, ahead: Callable[[Record, dt.date], object]) -> None:
        """`ahead` begins to work out what a record may mean: most ways there begin here."""
        self.own, self.pages, self.ahead = own, pages, ahead

    def page(self, request: Request) -> Response:
        """The page at `/journal`, of the month asked for, or the latest with anything in it."""
        return self._show(request)

    def evening(self, request: Request, form: Form) -> Response:
        """An evening is written; one that is kept is changed only by a form that has shown it."""
        self.own.check_written(request, form)
        now = self.own.now
        try:
            of = evening(form.fields, now, None).of
            known = self._evening_of(of)
            written = evening(form.fields, now, known)
        except Unclear as fault:
            return self._show(request, fault)
        if known and not (is_seen(form.fields, known) or is_filling(known, written)):
            return self._asked(request, known, written)
        try:
            self.own.put(written)
        except Conflict as conflict:  # another one came in this very moment
            if not isinstance(conflict.stored, Evening):
                raise
            return self._asked(request, conflict.stored, written)
        return self._back(request, of)

    def note(self, request: Request, form: Form) -> Response:
        """A note is written."""
        self.own.check_written(request, form)
        try:
            written = note(form.fields, self.own.now)
        except Unclear as fault:
            return self._show(request, fault)
        if written is None:
            return self._back(request)
        self.own.put(written)
        return self._back(request, written.day)

    def remove(self, request: Request, form: Form) -> Response:
        """One entry is taken away, for good."""
        self.own.check(request, form)
        self.own.store.remove(self.own.person, form.text("id"))
        return self._back(request)

    def settle(self, request: Request, form: Form) -> Response:
        """Whatever was found amiss with the record: from here on, what is here counts."""
        self.own.check(request, form)
        self.own.store.settle()
        return self._back(request)

    def _evening_of(self, day: dt.date) -> Evening | None:
        kept = self.own.store.record(self.own.person).evenings
        return next((each for each in kept if each.of == day), None)

    def _asked(self, request: Request, known: Evening, told: Evening) -> Response:
        """Both evenings are shown, and which one counts is asked; if they say the same, it is kept.

        Where the pages closed meanwhile nothing can be shown, and what was kept stays.
        """
        if is_alike(known, told):
            return self._back(request, known.of)
        if not self.own.is_open(request):
            raise Conflict(known)
        return self._show(request, other=(known, told))

    def _back(self, request: Request, kept: dt.date | None = None) -> Response:
        """To the journal, where it says that this was kept, and shows the month it stands in."""
        asked = {"kept": "yes", "month": _named(kept)} if kept else {}
        path = f"/journal?{urlencode(asked)}" if asked else "/journal"
        return RedirectResponse(place(request).to(path), 303)

    def _show(
        self,
        request: Request,
        fault: Unclear | None = None,
        other: tuple[Evening, Evening] | None = None,
    ) -> Response:
        session = self.own.opened(request)
        record = self.own.record(request)
        today = self.own.now.date()
        months = _months(record, today)
        month = _shown(request.query_params.get("month", ""), months, today)
        at = months.index(month)
        of = evening_day(self.own.now)
        tonight = other[0] if other else next((e for e in record.evenings if e.of == of), None)
        language = place(request).language
        practices = self.own.house.library.practices(language)
        page = Page(
            token=session.form_token,
            today=today,
            days=tuple(_days(_of_month(record, month))),
            month=month,
            earlier=_named(months[at + 1]) if at + 1 < len(months) else "",
            later=_named(months[at - 1]) if at else "",
            tonight=tonight,
            seen=mark(tonight) if tonight else "",
            given=fault.kept if fault else fields_of(other[1] if other else tonight),
            titles={each.name: each.score.title for each in practices},
            paths=paths_today(self.own.house, record, language, self.own.now),
            damaged=len(record.sealed),
            defects=self.own.store.defects,
            is_back=_is_back(record, today),
            is_kept=request.query_params.get("kept") == "yes",
            fault=fault,
            other=other[1] if other else None,
        )
        status = 422 if fault else 409 if other else 200
        response = self.pages.show(request, "journal/journal.html", page, status=status)
        response.headers["Cache-Control"] = FOR_NOBODY_ELSE
        if record.wishes is None or record.wishes.results:
            self.ahead(record, today)
        return response


def _is_back(record: Record, today: dt.date) -> bool:
    shown = (each.day for each in reversed(record.entries) if isinstance(each, SHOWN))
    latest = next((day for day in shown if day <= today), today)
    return today - latest >= A_WHILE


def _months(record: Record, today: dt.date) -> list[dt.date]:
    """The first days of this month and of all months in which something was kept, latest first."""
    days = {entry.day for entry in record.entries if isinstance(entry, SHOWN)}
    return sorted({day.replace(day=1) for day in (today, *days)}, reverse=True)


def _shown(name: str, months: list[dt.date], today: dt.date) -> dt.date:
    """The month of this name, or this one: a clock that was ahead once leads nobody astray."""
    return next((month for month in months if _named(month) == name), today.replace(day=1))


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
