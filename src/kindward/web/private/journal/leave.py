"""Leaving: a file with all that is kept, and erasing it, shown to be done."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward import envelope
from kindward.archive import pack
from kindward.store import KeyLocked, SealBroken
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.key.page import fault_of

CLEARED: Final = '"cache", "cookies", "storage"'
"""What the browser remembers under this address goes too, and what it heard (Clear Site Data)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of leaving shows."""

    token: str
    entries: int | None
    """How many can be read; None where the key to them is not there, and they can only go."""

    sealed: int
    """Entries that are damaged: a file takes them along as they are."""

    word: str
    missed: bool = False
    fault: str = ""
    """What stood in the way of a sealed file: `short` or `differ`; empty if nothing did."""


class Leave:
    """The endpoints of leaving."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/leave`."""
        return self._show(request)

    def export(self, request: Request) -> Response:
        """Everything as one zip."""
        return self._file(pack(self.own.record(request)), "zip", "application/zip")

    def sealed(self, request: Request, form: Form) -> Response:
        """The same under a passphrase, which was typed twice."""
        self.own.check(request, form)
        words = form.fields.get("passphrase", "")
        fault = fault_of(words, form.fields.get("passphrase_again", ""))
        if fault:
            return self._show(request, fault=fault)
        packed = pack(self.own.record(request))
        return self._file(envelope.seal(packed, words), "zip.age", "application/octet-stream")

    def erase(self, request: Request, form: Form) -> Response:
        """Everything is erased, if the word was typed; all sessions end with it."""
        self.own.check(request, form)
        if form.text("word").casefold() != self._word(request):
            return self._show(request, missed=True)
        erasure = self.own.erase()
        request.state.closes_s = None  # nothing that could close stands on what follows
        response = self.pages.show(request, "journal/erased.html", erasure)
        response.headers["Clear-Site-Data"] = CLEARED
        return response

    def _counts(self, request: Request) -> tuple[int | None, int]:
        """How many entries open, and how many do not. Raises KeyLocked: words may open them."""
        try:
            record = self.own.record(request)
        except KeyLocked:
            raise
        except SealBroken:
            return None, 0
        return len(record.entries), len(record.sealed)

    def _word(self, request: Request) -> str:
        return self.pages.said(place(request).language, "erase").casefold()

    def _file(self, content: bytes, ending: str, media_type: str) -> Response:
        named = f"kindward-{self.own.now:%Y-%m-%d}.{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{named}"'}
        return Response(content, 200, headers, media_type)

    def _show(self, request: Request, *, missed: bool = False, fault: str = "") -> Response:
        session = self.own.opened(request)
        page = Page(session.form_token, *self._counts(request), self._word(request), missed, fault)
        status = 422 if missed or fault else 200
        return self.pages.show(request, "journal/leave.html", page, status=status)
