"""A trial that was begun: what kind of day today is, its evenings, a stop, and its result."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import Evening, Record, Trial, evening_day, following
from kindward.journal.entries import MOST_WORDS
from kindward.store import Conflict
from kindward.trial import (
    Design,
    Stage,
    design_of,
    due,
    latest,
    may_be_analyzed,
    meets_stopping_rule,
    stage,
    trial_day,
)
from kindward.web.http.own.own import MINUTE_S, Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.evenings import Told
from kindward.web.private.journal.fields import Fields, Unclear, fields_of, mark
from kindward.web.private.long_run.fields import evening_of, words
from kindward.web.private.long_run.result import Analyzing, analyzed, shown

QUIET_MIN: Final = 5
"""Of a usual day: as long as the practice of a kind-coach day may last."""


@dataclass(frozen=True, slots=True)
class Now:
    """A trial as it stands when it is asked for."""

    request: Request
    record: Record
    trial: Trial
    at: dt.datetime

    @property
    def day(self) -> dt.date:
        """The day that goes on."""
        return evening_day(self.at)

    @property
    def stage(self) -> Stage:
        """Where the trial stands today."""
        return stage(self.trial, self.day)


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What the pages of a trial show."""

    token: str
    design: Design
    stage: Stage
    stopped: dt.date | None
    number: int
    """Which of its days today is, from 1; 0 where it is none of them."""

    is_kind: bool
    of: dt.date
    """The day whose evening is shown."""

    known: Evening | None
    given: Fields
    seen: str
    """What says, in a form, that the known evening was shown in it."""

    before: dt.date | None
    """The days around it that an evening can be written for."""

    after: dt.date | None
    has_result: bool
    meets_stopping_rule: bool
    unclear: str = ""
    """The field that could not be read."""

    why: str = ""
    other: Evening | None = None
    """What a form says of an evening that was kept meanwhile in other words: which one counts?"""

    most: ClassVar[int] = MOST_WORDS


class Conduct:
    """The endpoints of a trial that was begun."""

    def __init__(self, own: Own, pages: Pages, analyzing: Analyzing = analyzed) -> None:
        self.own, self.pages, self.analyzing = own, pages, analyzing

    def page(self, request: Request) -> Response:
        """The page at `/long-run/look`: the trial of now, or the way to plan one."""
        return self._of_trial(request, lambda now: self._show(now, "trial", now.day))

    def evening_page(self, request: Request) -> Response:
        """The form for another evening of the trial, `?of=2026-11-24`."""
        asked = request.query_params.get("of", "")
        return self._of_trial(request, lambda now: self._another(now, asked))

    def evening(self, request: Request, form: Form) -> Response:
        """An evening is written."""
        self.own.check(request, form)
        return self._of_trial(request, lambda now: self._keep(now, form))

    def stop(self, request: Request, form: Form) -> Response:
        """The trial ends today, with a reason or without one."""
        self.own.check(request, form)
        return self._of_trial(request, lambda now: self._stop(now, form))

    def quiet(self, request: Request) -> Response:
        """To the quiet minutes; the pages stay open over them, though nobody reads."""
        session = self.own.opened(request)
        self.own.sessions.hold(session, QUIET_MIN * MINUTE_S)
        return _to(request, f"/quiet?minutes={QUIET_MIN}")

    def result(self, request: Request) -> Response:
        """What the trial came to; before half of it, back to where it says from when on."""
        return self._of_trial(request, self._result)

    def _of_trial(self, request: Request, answer: Callable[[Now], Response]) -> Response:
        """The answer about the trial of now; where there is none, to where one is planned."""
        record = self.own.record(request)
        trial = latest(record.trials)
        if trial is None:
            response = _to(request, "/long-run/look/new")
        else:
            response = answer(Now(request, record, trial, self.own.now))
        return response

    def _another(self, now: Now, asked: str) -> Response:
        day = _day(now, asked)
        return self._show(now, "evening", day) if day else _to(now.request)

    def _keep(self, now: Now, form: Form) -> Response:
        day = _day(now, form.text("of"))
        if day is None:
            return _to(now.request)
        try:
            told = Told(form.fields, partial(evening_of, now.trial, form.fields, now.at))
        except Unclear as fault:
            return self._show(now, "evening", day, fault)
        try:
            told.keep(self.own)
        except Conflict as conflict:
            if not isinstance(conflict.stored, Evening):
                raise
            both = conflict.stored, told.read(conflict.stored)
            return self._show(now, "evening", day, other=both)
        return _to(now.request)

    def _stop(self, now: Now, form: Form) -> Response:
        if not now.stage.is_under_way and form.text("why") not in {"", now.trial.why_stopped}:
            raise Conflict(now.trial)  # stopped elsewhere: these words are shown, not dropped
        try:
            why = words(form.fields, "why")
        except Unclear as fault:
            return self._show(now, "trial", now.day, fault)
        if now.stage.is_under_way:
            edition = following(now.trial)
            self.own.put(replace(now.trial, edition=edition, stopped=now.day, why_stopped=why))
        return _to(now.request)

    def _result(self, now: Now) -> Response:
        if not may_be_analyzed(now.trial, now.day):
            return _to(now.request)
        analysis = self.analyzing(now.record, now.trial, now.day)
        page = shown(design_of(now.trial), analysis, is_over=not now.stage.is_under_way)
        return self.pages.show(now.request, "long_run/result.html", page)

    def _show(
        self,
        now: Now,
        template: str,
        of: dt.date,
        fault: Unclear | None = None,
        other: tuple[Evening, Evening] | None = None,
    ) -> Response:
        """The page of a trial, with the form of one evening in it."""
        days = due(now.trial, now.day)
        here = trial_day((now.trial,), now.day)
        known = other[0] if other else now.record.evening(of)
        page = TrialPage(
            token=self.own.opened(now.request).form_token,
            design=design_of(now.trial),
            stage=now.stage,
            stopped=now.trial.stopped,
            number=here.number if here else 0,
            is_kind=here is not None and here.is_kind,
            of=of,
            known=known,
            given=fault.kept if fault else fields_of(other[1] if other else known),
            seen=mark(known) if known else "",
            other=other[1] if other else None,
            before=max((day for day in days if day < of), default=None),
            after=min((day for day in days if day > of), default=None),
            has_result=may_be_analyzed(now.trial, now.day),
            meets_stopping_rule=meets_stopping_rule(now.record, now.trial, now.day),
            unclear=fault.field if fault else "",
            why=fault.kept.get("why", "") if fault else "",
        )
        status = 422 if fault else 409 if other else 200
        return self.pages.show(now.request, f"long_run/{template}.html", page, status=status)


def _day(now: Now, asked: str) -> dt.date | None:
    """The day of this name, if it is one of the trial's that an evening can be written for."""
    return next((day for day in due(now.trial, now.day) if day.isoformat() == asked), None)


def _to(request: Request, path: str = "/long-run/look") -> Response:
    return RedirectResponse(place(request).to(path), 303)
