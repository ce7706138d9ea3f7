"""What stands under private/ is one person's own: said once, and true of every answer there.

A route is private by its place in `private/routes.py`, which wraps all that its areas name. No page
sets these headers, and the gate in front of everything (`http/gate.py`) leaves them as they are.
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
    "Referrer-Policy": "same-origin",
    **{name: HEADERS[name] for name in FRAMING},
}
"""Kept by no cache, told to no other site, and shown in no frame.

Without a referrer at all a form says `Origin: null` (Fetch, the Origin header), and no write of it
would be taken.
"""


class Private:
    """An application whose every answer, whatever it is, bears the headers of PRIVATE."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as it would."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(PRIVATE)
            await send(message)

        await self.app(scope, receive, sending)


def private(routes: Iterable[Route]) -> Iterator[Route]:
    """The routes, each behind the wrapper: also a refusal that one of them raises bears it."""
    for route in routes:
        route.app = Private(route.app)
        yield route
