"""A page for a therapist, or for whoever a person trusts: exactly what they tick, and nothing else.

It is made on this computer, for the browser to print or to save. Nothing of it is kept or sent.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from kindward.journal import AnyEntry, Evening, Note, Sitting
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages
from kindward.web.private.journal.days import titles
from kindward.web.private.journal.fields import EARLIEST, Fields, Unclear
from kindward.web.private.journal.measured import (
    Evenings,
    Measured,
    Practised,
    evenings,
    measured,
    practised,
)

Kind = TypeVar("Kind", Sitting, Evening)
USUAL_DAYS: Final = 28
PARTS: Final = ("sittings", "felt", "feelings", "evenings")
"""What can be ticked as a whole, for some days; notes are ticked one by one, of any day."""


@dataclass(frozen=True, slots=True)
class Month:
    """The notes of a month, the latest first."""

    first: dt.date
    notes: tuple[Note, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the page of choosing shows; nothing is ticked beforehand, nor lost after a fault."""

    token: str
    first: str
    """A day as it was typed, or as it is suggested; `last` likewise."""

    last: str
    months: tuple[Month, ...]
    fault: Unclear | None = None

    def has(self, name: str) -> bool:
        """Whether it was ticked, in a form that could not be read."""
        return self.fault is not None and name in self.fault.kept


@dataclass(frozen=True, slots=True)
class Summary:
    """What was ticked, and no more."""

    first: dt.date
    last: dt.date
    parts: frozenset[str]
    evenings: Evenings | None
    beginnings: tuple[Measured, ...]
    """How it was before practices."""

    practised: tuple[Practised, ...]
    notes: tuple[Note, ...]
    titles: dict[str, str]


class Summaries:
    """The endpoints of a summary."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/summary`, on which parts are ticked."""
        return self._choosing(request)

    def made(self, request: Request, form: Form) -> Response:
        """The summary itself, to be printed."""
        self.own.check(request, form)
        try:
            first, last = _days(form.fields)
        except Unclear as fault:
            return self._choosing(request, fault)
        record = self.own.record(request)
        within = [entry for entry in record.entries if first <= entry.day <= last]
        has_feelings = "feelings" in form.fields
        sittings = _of(Sitting, within) if "sittings" in form.fields else ()
        told = [(each.day, each.before) for each in sittings if each.before]
        evening = _of(Evening, within) if "evenings" in form.fields else ()
        summary = Summary(
            first=first,
            last=last,
            parts=frozenset(part for part in PARTS if part in form.fields),
            evenings=evenings(evening, first, last, feelings=has_feelings),
            beginnings=measured(told, first, last) if has_feelings else (),
            practised=practised(sittings),
            notes=tuple(note for note in record.notes if _named(note) in form.fields),
            titles=titles(self.own, request),
        )
        return self.pages.show(request, "journal/summary.html", summary)

    def _choosing(self, request: Request, fault: Unclear | None = None) -> Response:
        session, record = self.own.opened(request), self.own.record(request)
        last = self.own.today
        first = last - dt.timedelta(days=USUAL_DAYS)
        said = fault.kept if fault else {}
        page = Choosing(
            token=session.form_token,
            first=said.get("first", first.isoformat()),
            last=said.get("last", last.isoformat()),
            months=tuple(_months(record.notes, first, said)),
            fault=fault,
        )
        status = 422 if fault else 200
        return self.pages.show(request, "journal/choosing.html", page, status=status)


def _named(note: Note) -> str:
    """The name of its tick."""
    return f"note-{note.id}"


def _months(notes: tuple[Note, ...], since: dt.date, ticked: Fields) -> Iterable[Month]:
    """By month, the latest first; that one, those since a day and those with a tick lie open."""
    latest_first = sorted(notes, key=lambda note: (note.day, note.at), reverse=True)
    months = groupby(latest_first, key=lambda note: note.day.replace(day=1))
    for number, (first, group) in enumerate(months):
        those = tuple(group)
        is_asked = first >= since.replace(day=1) or any(_named(note) in ticked for note in those)
        yield Month(first, those, is_open=number == 0 or is_asked)


def _of(kind: type[Kind], entries: Iterable[AnyEntry]) -> tuple[Kind, ...]:
    return tuple(entry for entry in entries if isinstance(entry, kind))


def _days(fields: Fields) -> tuple[dt.date, dt.date]:
    """The first and the last day. Raises Unclear."""
    days = []
    for name in ("first", "last"):
        try:
            days.append(dt.date.fromisoformat(fields.get(name, "").strip()))
        except ValueError:
            raise Unclear(name, fields) from None
    first, last = days
    if not EARLIEST <= first <= last:
        raise Unclear("first", fields)
    return first, last
