"""A question to an application in the same process (ASGI 3.0): no socket, no port, no client."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp, Message

HOST: Final = "localhost"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    media_type: str
    size: int
    """Bytes of the whole, also where only its head was asked for."""

    body: bytes


class Asker:
    """Asks one application, one question after the other."""

    def __init__(self, app: ASGIApp, portal: BlockingPortal) -> None:
        self._app, self._portal = app, portal

    def ask(self, address: str, method: str = "GET") -> Answer:
        """The answer to GET or HEAD; the address begins with `/`."""
        return self._portal.call(self._ask, address, method)

    async def _ask(self, address: str, method: str) -> Answer:
        status, headers, pieces = 0, dict[bytes, bytes](), list[bytes]()

        asked = False

        async def receive() -> Message:
            nonlocal asked
            if asked:  # nobody ever hangs up here
                await asyncio.Event().wait()
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], dict(message["headers"])
            else:
                pieces.append(message.get("body", b""))

        await self._app(_scope(address, method), receive, send)
        media_type = headers.get(b"content-type", b"").decode("latin-1").partition(";")[0]
        body = b"".join(pieces)
        size = int(headers.get(b"content-length", len(body)))
        return Answer(status, media_type, size, body)


@contextmanager
def asking(app: ASGIApp) -> Iterator[Asker]:
    """Somebody who asks this application, for as long as there is something to ask.

    The application runs in a thread of its own, so that it may be asked from anywhere.
    """
    with start_blocking_portal() as portal:
        yield Asker(app, portal)


def _scope(address: str, method: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": unquote(parts.path), "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(), "root_path": "",
        "headers": [(b"host", HOST.encode())], "client": None, "server": (HOST, 80),
    }  # fmt: skip
