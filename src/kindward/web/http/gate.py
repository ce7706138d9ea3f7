"""The gate in front of everything: what is let in, and what goes out with each answer.

Pure ASGI, so that it also holds for an answer that failed. It keeps nothing and logs nothing.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_URL_BYTES: Final = 2_048
MOST_HEADER_BYTES: Final = 16_384
MOST_HEADERS: Final = 64
METHODS: Final = ("GET", "HEAD")
MOST_WRITTEN_BYTES: Final = 256 * 1024
"""The most that a form or an entry may hold: the longest note, each of its letters an emoji."""

MOST_IMPORTED_BYTES: Final = 64 * 1024 * 1024
OWN_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})

POLICY: Final = (
    "default-src 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "media", "connect")),
    *(f"{kind}-src 'self'" for kind in ("font", "manifest", "worker")),
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app",
)
"""`app` is the one policy that names the address of the service worker."""

SENSORS: Final = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip

HEADERS: Final = {
    "Content-Security-Policy": "; ".join((*POLICY, "frame-ancestors 'none'")),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{sensor}=()" for sensor in SENSORS),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ANYONE: Final = {"Cross-Origin-Resource-Policy": "cross-origin"}
OPEN: Final = (
    HEADERS
    | ANYONE
    | {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Accept-Ranges, Content-Range, ETag",
    }
)
"""For what a player of podcasts fetches, which may be a web page and read it too.

Only where it is hosted for others: on one's own computer it tells of one's own practices.
"""

FRAMED: Final = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"} | {
    **ANYONE,
    "Content-Security-Policy": "; ".join((*POLICY, "frame-ancestors *")),
}
"""For the bare player, which other sites may show. It has no session and changes nothing.

Only where it is hosted for others, as OPEN is.
"""

SECURED: Final = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
"""Sent over TLS only: on http a browser ignores it (RFC 6797, 8.1)."""

_EMBEDDED: Final = re.compile(r"(/[a-z-]{2,8})?/embed/", re.ASCII)
_WRITTEN: Final = re.compile(r"(/[a-z-]{2,8})?/(journal|long-run|lock)(/.*)?", re.ASCII)
"""Where something can be written at all. Every write comes from a page of ours, or not at all."""

_IMPORTED: Final = re.compile(r"(/[a-z-]{2,8})?/journal/import", re.ASCII)
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?", re.ASCII)

Refuse = Callable[[int], ASGIApp]
"""The application that answers with a status and a kind page."""


class Gate:
    """Lets in GET and HEAD of a modest size, meant for one of our hosts, and our own writes."""

    def __init__(
        self, app: ASGIApp, refuse: Refuse, hosts: Iterable[str] = (), *, is_hosted: bool = False
    ) -> None:
        """`is_hosted` where it serves others: then other sites may read sound, and frame it."""
        self.app, self.refuse, self.is_hosted = app, refuse, is_hosted
        self.hosts = OWN_HOSTS | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with our headers on whatever the answer is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = self._refusal(scope)
        app = self.app if status is None else self.refuse(status)
        await app(scope, receive, self._with_headers(send, scope))

    def _refusal(self, scope: Scope) -> int | None:
        """The status that says why a request is not let in, if it is not."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_URL_BYTES:
            return 414
        if len(headers) > MOST_HEADERS or _size(headers) > MOST_HEADER_BYTES:
            return 431
        if not self._is_ours([value for name, value in headers if name == b"host"]):
            return 421
        if scope["method"] == "POST" and _WRITTEN.fullmatch(scope["path"]):
            return _refused_write(scope, dict(headers))
        if scope["method"] not in METHODS:
            return 405
        return 413 if _has_body(dict(headers)) else None

    def _is_ours(self, hosts: list[bytes]) -> bool:
        """Whether the one host asked for is ours: another name may be a page's DNS rebinding."""
        if len(hosts) != 1:
            return False
        host = _HOST.fullmatch(hosts[0].decode("latin-1").lower())
        return host is not None and host[1] in self.hosts

    def _with_headers(self, send: Send, scope: Scope) -> Send:
        """A `send` that puts our headers on the answer, but for those that it brings itself."""
        ours = self._headers_of(scope["path"]) | (SECURED if scope["scheme"] == "https" else {})

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ours.items():
                    headers.setdefault(name, value)
            await send(message)

        return sending

    def _headers_of(self, path: str) -> dict[str, str]:
        if self.is_hosted and _EMBEDDED.match(path):
            return FRAMED
        return OPEN if self.is_hosted and path.startswith(("/sound/", "/feed/")) else HEADERS


def _size(headers: list[tuple[bytes, bytes]]) -> int:
    return sum(len(name) + len(value) for name, value in headers)


def _has_body(headers: dict[bytes, bytes]) -> bool:
    length = headers.get(b"content-length", b"0")
    return b"transfer-encoding" in headers or length.strip(b"0") != b""


def _refused_write(scope: Scope, headers: dict[bytes, bytes]) -> int | None:
    """The status that refuses what another site, or another server of this machine, sent.

    A browser says where a write comes from (Fetch Metadata; RFC 6454). One that says nothing is
    refused: a rebound page says nothing either.
    """
    origin = f"{scope['scheme']}://{headers[b'host'].decode('latin-1')}".encode("latin-1")
    if headers.get(b"sec-fetch-site") != b"same-origin" or headers.get(b"origin") != origin:
        return 403
    length = headers.get(b"content-length", b"")
    if b"transfer-encoding" in headers or not (length.isdigit() and len(length) < 12):  # noqa: PLR2004
        return 411
    most = MOST_IMPORTED_BYTES if _IMPORTED.fullmatch(scope["path"]) else MOST_WRITTEN_BYTES
    return 413 if int(length) > most else None
