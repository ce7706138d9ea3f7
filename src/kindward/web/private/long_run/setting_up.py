"""A trial is planned: written in a form, shown whole, and only then begun."""

import datetime as dt
import secrets
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import evening_day
from kindward.journal.entries import MOST_WORDS
from kindward.trial import (
    LENGTHS,
    SEEDS,
    USUAL_DAYS,
    Design,
    TrialLength,
    begun,
    latest,
    stage,
)
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.fields import Fields, Unclear, new_id
from kindward.web.private.long_run.fields import LATEST, design

BEGIN, CHANGE = "begin", "change"
"""The buttons below a plan that is shown."""


@dataclass(frozen=True, slots=True)
class DesignPage:
    """What the form shows: empty, or as it was written."""

    token: str
    lengths: tuple[TrialLength, ...]
    first: dt.date
    last: dt.date
    kept: Fields
    unclear: str = ""
    """The field that could not be read."""

    most: ClassVar[int] = MOST_WORDS


@dataclass(frozen=True, slots=True)
class DesignShown:
    """A design before its trial is begun: nothing of it is kept yet."""

    token: str
    design: Design


class SettingUp:
    """The endpoints of planning."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages
        self._one_at_a_time = Lock()

    def page(self, request: Request) -> Response:
        """The form at `/long-run/look/new`, where no trial is under way."""
        self.own.opened(request)
        return self._to_trial(request) if self._is_busy(request) else self._form(request, {})

    def plan(self, request: Request, form: Form) -> Response:
        """The plan as it was written: shown, changed, or begun exactly as it was shown."""
        self.own.check(request, form)
        step = form.text("step")
        if step == CHANGE:
            return self._form(request, form.fields)
        try:
            written = design(form.fields, evening_day(self.own.now))
        except Unclear as fault:
            return self._form(request, fault.kept, fault.field)
        return self._begin(request, written) if step == BEGIN else self._shown(request, written)

    def _begin(self, request: Request, written: Design) -> Response:
        """The trial is kept, with its days randomized; of two taps on the button, one counts."""
        with self._one_at_a_time:
            if not self._is_busy(request):
                seed = secrets.randbelow(SEEDS)
                self.own.put(begun(written, self.own.now, seed, new_id()))
        return self._to_trial(request)

    def _is_busy(self, request: Request) -> bool:
        trial = latest(self.own.record(request).trials)
        return trial is not None and stage(trial, evening_day(self.own.now)).is_under_way

    def _to_trial(self, request: Request) -> Response:
        return RedirectResponse(place(request).to("/long-run/look"), 303)

    def _shown(self, request: Request, written: Design) -> Response:
        page = DesignShown(self.own.opened(request).form_token, written)
        return self.pages.show(request, "long_run/plan.html", page)

    def _form(self, request: Request, kept: Fields, unclear: str = "") -> Response:
        token, day = self.own.opened(request).form_token, evening_day(self.own.now)
        first = day + dt.timedelta(days=1)
        usual = {"begins": first.isoformat(), "days": str(USUAL_DAYS)}
        page = DesignPage(token, LENGTHS, first, day + LATEST, {**usual, **kept}, unclear)
        status = 422 if unclear else 200
        return self.pages.show(request, "long_run/set_up.html", page, status=status)
