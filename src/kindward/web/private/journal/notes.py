"""A few words: written, changed, and taken away."""

from dataclasses import dataclass

from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.journal import Note, following
from kindward.store import Conflict
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.days import address
from kindward.web.private.journal.fields import Unclear, note


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of one note shows."""

    token: str
    note: Note
    fault: Unclear | None = None
    """What could not be kept, with all that was written, to be shown again."""


class Notes:
    """The endpoints of notes."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/note?id=ID`. Raises HTTPException 404."""
        self.own.opened(request)
        kept = self._kept(request.query_params.get("id", ""))
        if kept is None:
            raise HTTPException(404)
        return self._show(request, kept)

    def keep(self, request: Request, form: Form) -> Response:
        """A note is written; with its id, it is changed, if the form has shown its last edition.

        Raises Conflict for an older one, and HTTPException 410 for a note that is gone.
        """
        self.own.check_written(request, form)
        known = self._known(form)
        try:
            written = note(form.fields, self.own.now)
        except Unclear as fault:
            return self._show(request, known, fault)
        if written is None:
            empty = Unclear("text", form.fields)
            return self._show(request, known, empty) if known else _to(request, "/journal")
        if known:
            written = replace(known, edition=following(known), text=written.text)
        self.own.put(written)
        return _to(request, address(written.day))

    def _known(self, form: Form) -> Note | None:
        """The note that a form changes; None where it writes a new one."""
        if "id" not in form.fields:
            return None
        known = self._kept(form.text("id"))
        if known is None:
            raise HTTPException(410)
        if form.text("edition") != str(known.edition):
            raise Conflict(known)
        return known

    def _kept(self, name: str) -> Note | None:
        kept = self.own.store.get(self.own.person, name)
        return kept if isinstance(kept, Note) else None

    def _show(self, request: Request, kept: Note | None, fault: Unclear | None = None) -> Response:
        """The page of a note. Raises HTTPException 422 for a new one that could not be kept."""
        if kept is None:
            raise HTTPException(422)
        page = Page(self.own.opened(request).form_token, kept, fault)
        status = 422 if fault else 200
        return self.pages.show(request, "journal/note.html", page, status=status)


def _to(request: Request, path: str) -> Response:
    return RedirectResponse(place(request).to(path), 303)
