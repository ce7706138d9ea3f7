"""What is written, before a byte of it is read: from whom it comes, and how much is held already.

A body is held in memory whole, so a stranger's is not read at all. One exception: whoever has a
cookie of ours that opens nothing any more may have written for long, and the server may have been
started anew meanwhile. The page that refuses their form shows them their words, so it is read.
"""

from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kindward.web.http.gate import Refuse
from kindward.web.http.own.own import Own

IMPORT: Final = "/journal/import"
LOCK: Final = "/lock"
"""Closing is for everyone, and reads no body."""

IMPORTS_AT_ONCE: Final = 1
OTHERS_AT_ONCE: Final = 16
"""Together 64 MB and 4 MB, as `security` bounds each; more wait for no one, and are asked again."""


class Bodies:
    """Lets in what is written by those who came in, and so much at once as there is room for."""

    def __init__(self, app: ASGIApp, own: Own, refuse: Refuse) -> None:
        self.app, self.own, self.refuse = app, own, refuse
        self._room = {True: IMPORTS_AT_ONCE, False: OTHERS_AT_ONCE}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer: 403 to a stranger, 503 where too much is held; the body is not read then."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] == LOCK:
            await self.app(scope, receive, send)
            return
        is_import = scope["path"] == IMPORT
        if not self._may_write(Request(scope), is_import=is_import):
            await self.refuse(403)(scope, receive, send)
        elif not self._room[is_import]:
            await self.refuse(503)(scope, receive, send)
        else:
            self._room[is_import] -= 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._room[is_import] += 1

    def _may_write(self, request: Request, *, is_import: bool) -> bool:
        """Whether they came in, be their session locked by now; or had come in, for a form."""
        if not self.own.is_here:
            return False
        if self.own.session(request) is not None:
            return True
        return not is_import and self.own.cookie(request) in request.cookies
