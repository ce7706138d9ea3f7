"""What the page of a sitting says of itself: one entry as JSON, kept before it is answered."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kindward.journal import Note, Sitting, decode
from kindward.web.journal.fields import merged
from kindward.web.own.own import FOR_NOBODY_ELSE, NotOpen, Own
from kindward.web.pages import Pages
from kindward.web.static import Static

TAKEN = (Sitting, Note)
"""What a page may say by itself. Wishes, plans and offers are made by forms, or by us."""


class Entries:
    """The endpoints that a script speaks to."""

    def __init__(self, own: Own, pages: Pages, static: Static) -> None:
        self.own, self.pages, self.static = own, pages, static

    def put(self, request: Request, body: bytes) -> Response:
        """An entry is kept, and then the answer is 204. A session need not be open to write.

        Raises NotOpen, journal.FaultyRecord, and what the store raises.
        """
        if not self.own.is_here or self.own.session(request) is None:
            raise NotOpen
        entry = decode(body)
        if not isinstance(entry, TAKEN):
            raise NotOpen
        known = self.own.store.get(self.own.person, entry.id)
        if isinstance(entry, Sitting) and isinstance(known, Sitting):
            entry = merged(known, entry)
        self.own.put(entry)
        return Response(status_code=204)

    def state(self, request: Request) -> Response:
        """Whether what happens here is kept, for the page of a sitting to ask."""
        told: dict[str, object] = {"kept": self.own.is_here and bool(self.own.session(request))}
        if told["kept"]:
            told["words"] = json.loads(self.pages.words(request, "journal/_after.html"))
            told["style"] = self.static.url("journal/after.css")
        return JSONResponse(told, headers={"Cache-Control": FOR_NOBODY_ELSE})
