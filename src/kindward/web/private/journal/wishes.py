"""What a person wants of the place: what is shown, when it closes, what may remind them."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import Wishes, following
from kindward.journal.entries import MOST_WORDS
from kindward.library import GROUNDING
from kindward.store import Conflict
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.fields import Fields, Unclear
from kindward.web.private.journal.reminder import calendar

LOCKS_MIN: Final = (1, 5, 15, 60, 0)
"""Minutes after which the pages close by themselves; 0 for when the computer is left."""

A_WEEK: Final = 7

REMINDER: Final = "reminder"


@dataclass(frozen=True, slots=True)
class Practice:
    """One that can be marked as a favourite."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of wishes shows."""

    token: str
    wishes: Wishes
    practices: tuple[Practice, ...]
    locks_min: tuple[int, ...]
    days: tuple[dt.date, ...]
    """A week, of which the pages show the names."""

    fault: Unclear | None = None
    is_kept: bool = False
    """Whether they were kept just now."""

    def has(self, name: str, *, kept: bool) -> bool:
        """Whether a box is ticked: as it was sent in a form that could not be read, or as kept."""
        return name in self.fault.kept if self.fault else kept

    def given(self, name: str, kept: str) -> str:
        """What a field holds: as it was sent in a form that could not be read, or as kept."""
        return self.fault.kept.get(name, kept) if self.fault else kept


class Wishing:
    """The endpoints of wishes."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/wishes`."""
        self.own.opened(request)
        return self._show(request, self.own.wishes())

    def keep(self, request: Request, form: Form) -> Response:
        """Wishes are kept. Raises Conflict for a form that was shown before the last change."""
        self.own.check(request, form)
        before = self.own.wishes()
        if form.fields.get("edition", str(before.edition)) != str(before.edition):
            raise Conflict(before)
        try:
            wishes = _read(form.fields, before, self.own.now, self._names(request))
        except Unclear as fault:
            return self._show(request, before, fault)
        self.own.put(wishes)
        return RedirectResponse(place(request).to("/journal/wishes?kept=yes"), 303)

    def reminder(self, request: Request) -> Response:
        """The reminder as a file for a calendar; its name gives nothing away either."""
        self.own.opened(request)
        headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
        told = calendar(self.own.wishes(), self.own.mark(REMINDER) or REMINDER)
        return Response(told, 200, headers, "text/calendar")

    def _names(self, request: Request) -> tuple[Practice, ...]:
        practices = self.own.house.library.practices(place(request).language)
        return tuple(Practice(p.name, p.score.title) for p in practices if p.name != GROUNDING)

    def _show(self, request: Request, wishes: Wishes, fault: Unclear | None = None) -> Response:
        monday = dt.date(2024, 1, 1)
        page = Page(
            token=self.own.opened(request).form_token,
            wishes=wishes,
            practices=self._names(request),
            locks_min=LOCKS_MIN,
            days=tuple(monday + dt.timedelta(days=day) for day in range(A_WEEK)),
            fault=fault,
            is_kept=request.query_params.get("kept") == "yes",
        )
        status = 422 if fault else 200
        return self.pages.show(request, "journal/wishes.html", page, status=status)


def _read(
    fields: Fields, before: Wishes, now: dt.datetime, practices: tuple[Practice, ...]
) -> Wishes:
    """The wishes of a form; what it does not ask for stays as it was. Raises Unclear."""
    words = fields.get("reminder", "").strip()
    if len(words) > MOST_WORDS:
        raise Unclear("reminder", fields)
    lock = fields.get("lock_after_min", "")
    if lock not in map(str, LOCKS_MIN):
        raise Unclear("lock_after_min", fields)
    return replace(
        before,
        edition=following(before),
        at=now,
        favourites=_starred(fields, before, practices),
        quiet_minutes="quiet_minutes" in fields,
        results="results" in fields,
        reminder=words,
        reminder_at=_time(fields),
        reminder_days=tuple(day for day in range(A_WEEK) if f"day-{day}" in fields),
        lock_after_min=int(lock),
    )


def _starred(fields: Fields, before: Wishes, practices: tuple[Practice, ...]) -> tuple[str, ...]:
    """The favourites that were ticked, and those that this form did not show."""
    shown = [practice.name for practice in practices]
    others = [name for name in before.favourites if name not in shown]
    return (*others, *(name for name in shown if f"favourite-{name}" in fields))


def _time(fields: Fields) -> dt.time | None:
    text = fields.get("reminder_at", "").strip()
    try:
        return dt.time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        raise Unclear("reminder_at", fields) from None
