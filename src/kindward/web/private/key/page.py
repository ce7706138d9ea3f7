"""The page of the key: where it is, a passphrase over it, and the way through that."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.store import WrongPassphrase
from kindward.store.keys import KeyPlace
from kindward.store.passphrase import is_long_enough
from kindward.web.http.errors.locked import THEN, leads_to, locked
from kindward.web.http.own.own import TOKEN, Form, NotOpen, Own
from kindward.web.http.pages import Pages, place

PATH: Final = "/journal/key"


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows."""

    token: str
    place: KeyPlace
    fault: str = ""
    """What stood in the way: `wrong`, `short` or `differ`; empty if nothing did."""

    is_kept: bool = False
    """Whether it was changed just now."""


class KeyPage:
    """The endpoints of the key."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/key`. Raises KeyLocked: its changes need the key."""
        self.own.record(request)
        return self._show(request)

    def cover(self, request: Request, form: Form) -> Response:
        """A passphrase is set, or another takes its place."""
        self.own.check(request, form)
        words = form.fields.get("passphrase", "")
        fault = self._fault(form) or fault_of(words, form.fields.get("passphrase_again", ""))
        if fault:
            return self._show(request, fault)
        self.own.store.keys.cover(words)
        return self._back(request)

    def uncover(self, request: Request, form: Form) -> Response:
        """The passphrase is taken off."""
        self.own.check(request, form)
        fault = self._fault(form)
        if fault:
            return self._show(request, fault)
        self.own.store.keys.uncover()
        return self._back(request)

    def unlock(self, request: Request, form: Form) -> Response:
        """The pages are open, and what was sent before goes on. Raises NotOpen.

        Whoever knows the words, in a browser that came in, may read again after its time was up.
        Where no words cover the key nobody can know them, and what was closed stays closed.
        """
        session = self.own.session(request)
        if session is None or self.own.store.keys.place is not KeyPlace.PASSPHRASE:
            raise NotOpen
        then = leads_to(form.fields)
        try:
            self.own.store.keys.unlock(form.fields.get("passphrase", ""))
        except WrongPassphrase:
            return locked(self.pages, request, form.fields, then)
        self.own.sessions.unlock(session)
        is_sent_on = TOKEN in form.fields and then == form.fields.get(THEN)
        return RedirectResponse(then, 307 if is_sent_on else 303)

    def _fault(self, form: Form) -> str:
        """Whether the passphrase of now was another; empty if it was right, or there is none."""
        try:
            self.own.store.keys.unlock(form.fields.get("passphrase_now", ""))
        except WrongPassphrase:
            return "wrong"
        return ""

    def _back(self, request: Request) -> Response:
        return RedirectResponse(place(request).to(f"{PATH}?kept=yes"), 303)

    def _show(self, request: Request, fault: str = "") -> Response:
        session = self.own.opened(request)
        is_kept = request.query_params.get("kept") == "yes"
        page = Page(session.form_token, self.own.store.keys.place, fault, is_kept)
        status = 422 if fault else 200
        return self.pages.show(request, "key/key.html", page, status=status)


def fault_of(words: str, again: str) -> str:
    """What is wrong with a new passphrase, typed twice: `short`, `differ` or nothing."""
    if not is_long_enough(words):
        return "short"
    return "" if words == again else "differ"
