"""Coming back with an export: what it would change is shown first; then all of it, or nothing."""

from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kindward import envelope
from kindward.archive import FaultyArchive, Preview, preview, unpack
from kindward.errors import KindwardError
from kindward.journal import Contradiction, FaultyRecord, NewerRecord, Record, brought
from kindward.web.http.gate import MOST_IMPORTED_BYTES
from kindward.web.http.own.own import Form, Own
from kindward.web.http.pages import Pages, place
from kindward.web.http.writing import MULTIPART, is_of

MOST_FIELDS: Final = 4


class _InMemory(MultiPartParser):
    """Nothing that is sent is ever put aside on the disk."""

    spool_max_size = MOST_IMPORTED_BYTES


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows before anything is brought in."""

    token: str
    preview: Preview | None
    sealed: int = 0
    """Entries that were damaged already when the file was saved: they stay in it."""

    fault: str = ""
    """Why the file cannot be read, in one word; empty where it can."""


class ComingBack:
    """The endpoints of an import."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    async def read(self, request: Request) -> Response:
        """The page that shows what a file would change. Raises HTTPException 400 and 415."""
        if not is_of(request, MULTIPART):
            raise HTTPException(415)
        stream = _InMemory(request.headers, request.stream(), max_files=1, max_fields=MOST_FIELDS)
        try:
            sent = await stream.parse()
        except (MultiPartException, KeyError, UnicodeDecodeError, ClientDisconnect):
            raise HTTPException(400) from None
        file = sent.get("file")
        data = await file.read() if isinstance(file, UploadFile) else b""
        fields = {name: value for name, value in sent.items() if isinstance(value, str)}
        await sent.close()
        return await run_in_threadpool(self._preview, request, Form(fields), data)

    def bring_in(self, request: Request, form: Form) -> Response:
        """What was shown is written: all of what is new, or nothing."""
        session = self.own.check(request, form)
        if session.incoming is None:
            raise HTTPException(410)
        new = self._found(session.incoming).new
        self.own.store.put_all(self.own.person, new, brought)
        session.incoming = None
        return RedirectResponse(place(request).to("/journal"), 303)

    def _preview(self, request: Request, form: Form, data: bytes) -> Response:
        session = self.own.check(request, form)
        session.incoming, fault = None, ""
        try:
            session.incoming = unpack(_unsealed(data, form.fields.get("passphrase", "")))
        except (FaultyArchive, FaultyRecord, envelope.ForSomeKey, envelope.NotOpened) as faulty:
            fault = _why(faulty)
        found = None if session.incoming is None else self._found(session.incoming)
        sealed = len(session.incoming.sealed) if session.incoming else 0
        page = Page(session.form_token, found, sealed, fault)
        status = 422 if fault else 200
        return self.pages.show(request, "journal/coming_back.html", page, status=status)

    def _found(self, incoming: Record) -> Preview:
        store, person = self.own.store, self.own.person
        erased = store.erased(person, [entry.id for entry in incoming.entries])
        return preview(store.record(person), incoming, erased)


def _why(faulty: KindwardError) -> str:
    """What is the matter with a file, in one word for the page."""
    match faulty:
        case FaultyArchive():
            return faulty.why
        case envelope.NotOpened():
            return "closed"
        case NewerRecord():
            return "newer"
        case Contradiction():
            return "contradiction"
        case _:
            return "other"


def _unsealed(data: bytes, passphrase: str) -> bytes:
    """What is in a sealed file; any other as it is. Raises what envelope.unseal does."""
    return envelope.unseal(data, passphrase) if envelope.is_sealed(data) else data
