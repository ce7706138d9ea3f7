"""Around a sitting: the quiet minute that may come first, and a little more afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import AnyEntry, CheckIn, Sitting, following
from kindward.web.http.own.own import Form, Own
from kindward.web.http.own.sessions import Session
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.fields import Unclear, check_in, felt
from kindward.web.private.journal.offer import way_of


@dataclass(frozen=True, slots=True)
class Page:
    """What the pages around a sitting show."""

    token: str
    sitting: Sitting
    title: str
    fault: Unclear | None = None


class Around:
    """The endpoints around a sitting."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def quiet(self, request: Request) -> Response:
        """The page of the quiet minute."""
        return self._show(request, "journal/quiet.html", self._asked(request))

    def between(self, request: Request, form: Form) -> Response:
        """How it is after the quiet minute; then the practice."""
        session = self.own.check(request, form)
        sitting = self._named(session, form.text("sitting"))
        try:
            told = check_in(form.fields)
        except Unclear as fault:
            return self._show(request, "journal/quiet.html", sitting, fault)
        if told is not None:
            self._put(session, sitting, partial(_rested, told))
        return RedirectResponse(place(request).to(way_of(sitting)), 303)

    def afterwards(self, request: Request) -> Response:
        """The page on which a little more can be said of a sitting."""
        return self._show(request, "journal/afterwards.html", self._asked(request))

    def after(self, request: Request, form: Form) -> Response:
        """How it is after a sitting."""
        session = self.own.check(request, form)
        sitting = self._named(session, form.text("sitting"))
        try:
            self._put(session, sitting, partial(felt, form.fields))
        except Unclear as fault:
            return self._show(request, "journal/afterwards.html", sitting, fault)
        return RedirectResponse(place(request).to("/journal"), 303)

    def _asked(self, request: Request) -> Sitting:
        return self._named(self.own.opened(request), request.query_params.get("sitting", ""))

    def _named(self, session: Session, name: str) -> Sitting:
        """The sitting of this id, kept or begun. Raises HTTPException 404."""
        if name in session.begun:
            return session.begun[name][1]
        kept = self.own.store.get(self.own.person, name)
        if not isinstance(kept, Sitting):
            raise HTTPException(404)
        return kept

    def _put(self, session: Session, shown: Sitting, tell: Callable[[Sitting], Sitting]) -> None:
        """What a form tells of a sitting is added to whatever its page has told meanwhile.

        A sitting that nobody has heard goes on waiting. Raises Unclear.
        """
        told = tell(shown)
        if waiting := session.begun.get(shown.id):
            session.begun[shown.id] = (waiting[0], told)
            return

        def added(known: AnyEntry | None, told: AnyEntry) -> AnyEntry:
            return tell(known) if isinstance(known, Sitting) else told

        self.own.store.put(self.own.person, told, added)

    def _show(
        self,
        request: Request,
        template: str,
        sitting: Sitting,
        fault: Unclear | None = None,
    ) -> Response:
        practices = self.own.house.library.practices(place(request).language)
        titles = {practice.name: practice.score.title for practice in practices}
        token = self.own.opened(request).form_token
        title = titles.get(sitting.practice, sitting.practice)
        page = Page(token, sitting, title, fault)
        return self.pages.show(request, template, page, status=422 if fault else 200)


def _rested(between: CheckIn, sitting: Sitting) -> Sitting:
    """The sitting with how it was after its quiet minute."""
    return replace(sitting, edition=following(sitting), between=between)
