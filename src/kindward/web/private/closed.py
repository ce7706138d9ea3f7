"""What stands under private/ is one person's own: said once, and true of every answer there.

A route is private by its place in `private/routes.py`, which wraps all that its areas name. No page
has to set these headers, and the gate in front of everything (`http/gate.py`) leaves them as they
are.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kindward.web.http.gate import HEADERS

FRAMING: Final = ("Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Frame-Options")

PRIVATE: Final = {
    "Cache-Control": "no-store",
    **{name: HEADERS[name] for name in FRAMING},
}
"""Kept by no cache, read by no other site, and shown in no frame."""

REFERRER: Final = "same-origin"
"""Told to no other site. An answer may say less, but a page with a form may not: without a referrer
at all it sends `Origin: null` (Fetch, the Origin header), and no write of it is taken.
"""


class Private:
    """An application whose every answer, whatever it is, bears the headers of PRIVATE."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as it would."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(PRIVATE)
                headers.setdefault("Referrer-Policy", REFERRER)
            await send(message)

        await self.app(scope, receive, sending)


def private(routes: Iterable[Route]) -> Iterator[Route]:
    """The routes, each behind the wrapper: also a refusal that one of them raises bears it."""
    for route in routes:
        route.app = Private(route.app)
        yield route
