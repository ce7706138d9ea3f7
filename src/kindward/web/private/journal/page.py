"""Today: what kind of day it is, a practice for now, this evening, and what was kept so far."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import Evening, Record, calendar_day, evening_day
from kindward.store import Conflict, Defect
from kindward.trial import TrialDay, trial_day
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.days import SHOWN, Day, address, days_of, titles, within
from kindward.web.private.journal.evenings import Told
from kindward.web.private.journal.fields import Fields, Unclear, evening, fields_of, mark, note
from kindward.web.private.journal.offer import Suggested
from kindward.web.private.long_run.fields import evening_of
from kindward.web.private.paths.card import Card
from kindward.web.private.paths.card import today as paths_today

A_DAY: Final = dt.timedelta(days=1)
A_WHILE: Final = dt.timedelta(days=7)
"""Whoever comes after at least this long is welcomed back. How long it was is never said."""


@dataclass(frozen=True, slots=True)
class Page:
    """What today shows."""

    token: str
    today: dt.date
    day: Day | None
    """The sittings and notes of today, if there are any."""

    running: TrialDay | None
    """The day of a trial, while one runs."""

    suggested: Suggested | None
    known: Evening | None
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

    kept: str = ""
    """What was just done: `yes` for saved, another word for deleted; empty for nothing."""

    fault: Unclear | None = None
    """What could not be read in a form, with all that was written, to be shown again."""

    other: Evening | None = None
    """What a form says of an evening that was kept meanwhile in other words: which one counts?"""


class Journal:
    """The endpoints of today."""

    def __init__(
        self,
        own: Own,
        pages: Pages,
        ahead: Callable[[Record, dt.date], object],
        suggest: Callable[[Request], Suggested | None],
    ) -> None:
        """`ahead` begins to work out what a record may mean: most ways there begin here."""
        self.own, self.pages, self.ahead, self.suggest = own, pages, ahead, suggest

    def page(self, request: Request) -> Response:
        """The page at `/journal`; a month that was bookmarked here is in looking back."""
        self.own.opened(request)
        month = request.query_params.get("month")
        if month is not None:
            way = f"/journal/back?{urlencode({'month': month})}#days"
            return RedirectResponse(place(request).to(way), 303)
        return self._show(request)

    def evening(self, request: Request, form: Form) -> Response:
        """An evening and a few words are written, both or none.

        An evening that is kept is changed only by a form that has shown it.
        """
        self.own.check_written(request, form)
        now = self.own.now
        try:
            told = Told(form.fields, self._reading(form.fields, now))
            words = note(form.fields, now)
        except Unclear as fault:
            return self._show(request, fault)
        try:
            is_new = told.keep(self.own, words)
        except Conflict as conflict:
            if not isinstance(conflict.stored, Evening):
                raise
            return self._asked(request, conflict.stored, told)
        if is_new and told.of != evening_day(now):
            return RedirectResponse(place(request).to(address(told.of)), 303)
        return self._back(request, "yes" if is_new else "")

    def remove(self, request: Request, form: Form) -> Response:
        """One entry is taken away, for good."""
        self.own.check(request, form)
        self.own.store.remove(self.own.person, form.text("id"))
        with suppress(ValueError):
            month = dt.date.fromisoformat(f"{form.text('month')}-01")
            return RedirectResponse(place(request).to(address(month, "gone")), 303)
        return self._back(request, "gone")

    def settle(self, request: Request, form: Form) -> Response:
        """Whatever was found amiss with the record: from here on, what is here counts."""
        self.own.check(request, form)
        self.own.store.settle()
        return self._back(request)

    def _reading(self, fields: Fields, now: dt.datetime) -> Callable[[Evening | None], Evening]:
        """How a form is read; one that also asks for sleep is that of a trial's day."""
        if "slept_h" in fields:
            day = trial_day(self.own.store.record(self.own.person).trials, evening_day(now))
            if day:
                return partial(evening_of, day.trial, fields, now)
        return partial(evening, fields, now)

    def _asked(self, request: Request, known: Evening, told: Told) -> Response:
        """Both evenings are shown, and which one counts is asked.

        Where the pages closed meanwhile nothing can be shown, and what was kept stays.
        """
        if not self.own.is_open(request):
            raise Conflict(known)
        text = told.fields.get("text", "")
        return self._show(request, other=(known, told.read(known)), text=text)

    def _back(self, request: Request, kept: str = "") -> Response:
        """To today, where it says what was done and shows it."""
        path = f"/journal?{urlencode({'kept': kept})}#evening" if kept else "/journal"
        return RedirectResponse(place(request).to(path), 303)

    def _show(
        self,
        request: Request,
        fault: Unclear | None = None,
        other: tuple[Evening, Evening] | None = None,
        text: str = "",
    ) -> Response:
        session, record = self.own.opened(request), self.own.record(request)
        now = self.own.now
        today, of = calendar_day(now), evening_day(now)
        known = other[0] if other else record.evening(of)
        page = Page(
            token=session.form_token,
            today=today,
            day=_so_far(record, today),
            running=trial_day(record.trials, of),
            suggested=self.suggest(request),
            known=known,
            seen=mark(known) if known else "",
            given=fault.kept
            if fault
            else {**fields_of(other[1] if other else known), "text": text},
            titles=titles(self.own, request),
            paths=paths_today(self.own.house, record, place(request).language, now),
            damaged=len(record.sealed),
            defects=self.own.store.defects,
            is_back=_is_back(record, today),
            kept=request.query_params.get("kept", ""),
            fault=fault,
            other=other[1] if other else None,
        )
        status = 422 if fault else 409 if other else 200
        response = self.pages.show(request, "journal/journal.html", page, status=status)
        if record.wishes is None or record.wishes.results:
            self.ahead(record, today)
        return response


def _so_far(record: Record, today: dt.date) -> Day | None:
    """The sittings and notes of today."""
    kept = next(iter(days_of(within(record, today, today + A_DAY))), None)
    return kept if kept and (kept.sittings or kept.notes) else None


def _is_back(record: Record, today: dt.date) -> bool:
    shown = (each.day for each in reversed(record.entries) if isinstance(each, SHOWN))
    latest = next((day for day in shown if day <= today), today)
    return today - latest >= A_WHILE
