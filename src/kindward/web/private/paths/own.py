"""A path on one's own pages: begun, skipped along, stopped, and put into a calendar."""

import datetime as dt
from dataclasses import dataclass

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import Course, following
from kindward.journal.entries import MOST_WORDS
from kindward.library import NamedPath
from kindward.paths.standing import Standing, standing
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.fields import Unclear, new_id
from kindward.web.private.paths.calendar import USUAL, calendar
from kindward.web.private.paths.card import Card, card
from kindward.web.public.paths.page import Day, Shown, days_of, shown


@dataclass(frozen=True, slots=True)
class Page:
    """What one's own page of a path shows."""

    token: str
    path: Shown
    days: tuple[Day, ...]
    card: Card | None
    """Where the person stands; None where it does not go on."""

    at: str
    """The time of day that the calendar is offered for."""

    reminder: str
    """What it would show."""

    fault: Unclear | None = None


class OwnPaths:
    """The endpoints of paths on one's own pages."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/paths/NAME`. Raises UnknownPath."""
        self.own.opened(request)
        return self._show(request, request.path_params["path"])

    def begin(self, request: Request, form: Form) -> Response:
        """A path is begun, unless it goes on already; one that is through begins anew."""
        self.own.check(request, form)
        named = self._named(request, form)
        stands = self._stands(named)
        if stands is None or stands.next is None:
            begun = Course(id=new_id(), at=self.own.now, path=named.name)
            self.own.store.put_all(self.own.person, (*_stopped(stands), begun))
        return RedirectResponse(place(request).to(f"/journal/paths/{named.name}"), 303)

    def skip(self, request: Request, form: Form) -> Response:
        """The step that was shown is left out; sent twice, it is still that one alone."""
        self.own.check(request, form)
        named = self._named(request, form)
        stands = self._stands(named)
        if stands and stands.next is not None and form.text("day") == f"{stands.next + 1}":
            first = stands.courses[0]
            skipped = (*first.skipped, stands.next)
            self.own.put(replace(first, edition=following(first), skipped=skipped))
        return RedirectResponse(place(request).to("/journal"), 303)

    def stop(self, request: Request, form: Form) -> Response:
        """A path does not go on; what was heard stays in the record."""
        self.own.check(request, form)
        named = self._named(request, form)
        self.own.store.put_all(self.own.person, _stopped(self._stands(named)))
        return RedirectResponse(place(request).to("/journal"), 303)

    def calendar(self, request: Request, form: Form) -> Response:
        """What is still to come of a path, as a file for a calendar that names no topic."""
        self.own.check(request, form)
        named = self._named(request, form)
        try:
            at, words = _time(form), _words(form)
        except Unclear as fault:
            return self._show(request, named.name, fault)
        mark = self.own.mark(f"path {named.name}") or named.name
        words = words or self._usual_words(request)
        told = calendar(self.own.now, at, len(named.path.steps), words, mark)
        headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
        return Response(told, 200, headers, "text/calendar")

    def _named(self, request: Request, form: Form) -> NamedPath:
        return self.own.house.paths.find(form.text("name"), place(request).language)

    def _stands(self, named: NamedPath) -> Standing | None:
        return standing(self.own.store.record(self.own.person), named.name, named.path)

    def _usual_words(self, request: Request) -> str:
        return self.pages.said(place(request).language, "A few minutes")

    def _show(self, request: Request, name: str, fault: Unclear | None = None) -> Response:
        language, house = place(request).language, self.own.house
        named, kept = house.paths.find(name, language), fault.kept if fault else {}
        request.state.speaking = house.paths.speaking(name, self.pages.languages)
        page = Page(
            token=self.own.opened(request).form_token,
            path=shown(named),
            days=days_of(house, named),
            card=card(house, self.own.record(request), name, language, self.own.now),
            at=kept.get("at", f"{USUAL:%H:%M}"),
            reminder=kept.get("reminder", self._usual_words(request)),
            fault=fault,
        )
        status = 422 if fault else 200
        return self.pages.show(request, "paths/own_path.html", page, status=status)


def _stopped(stands: Standing | None) -> tuple[Course, ...]:
    courses = stands.courses if stands else ()
    return tuple(replace(each, edition=following(each), stopped=True) for each in courses)


def _time(form: Form) -> dt.time:
    """A time of day. Raises Unclear."""
    try:
        return dt.time.fromisoformat(form.text("at")).replace(tzinfo=None)
    except ValueError:
        raise Unclear("at", form.fields) from None


def _words(form: Form) -> str:
    """What the calendar shows. Raises Unclear."""
    words = form.text("reminder")
    if len(words) > MOST_WORDS:
        raise Unclear("reminder", form.fields)
    return words
