"""Which language an address asks for: `/es/support` says it; `/support` leaves it to the browser.

An address without a language is answered in the first of the browser's languages that is here
(RFC 9110, 12.5.4), else in English; one with a language stays in it, link by link.
"""

import re
from collections.abc import Sequence
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kindward.web.languages.catalogues import ENGLISH

_WEIGHT: Final = re.compile(r"(?:q=([01](?:\.[0-9]{0,3})?))?", re.ASCII)

_REGION: Final = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})(?:-.*)?", re.ASCII)
"""A language tag with a country in it (RFC 5646, 2.1)."""

WITHOUT: Final = ("/static/", "/sound/", "/healthz", "/feed/")
"""Addresses that are the same in every language, or that name theirs in another place."""


class Tongue:
    """Takes the language off the front of a path, for whatever application is behind it.

    Afterwards `request.state.language` is one of those known, and `request.state.prefix` is what
    the links of the answer begin with: nothing, or `/es`.
    """

    def __init__(self, app: ASGIApp, languages: Sequence[str]) -> None:
        self.app, self.languages = app, tuple(languages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the language asked for."""
        if scope["type"] != "http" or scope["path"].startswith(WITHOUT):
            await self.app(scope, receive, send)
            return
        first, _, rest = scope["path"].removeprefix("/").partition("/")
        if first in self.languages:
            inner = {**scope, "path": f"/{rest}", "state": _state(scope, first, f"/{first}")}
            await self.app(inner, receive, send)
            return
        language = preferred(Headers(scope=scope).get("accept-language", ""), self.languages)
        inner = {**scope, "state": _state(scope, language, "")}
        await self.app(inner, receive, _varying(send))


def preferred(accepted: str, known: Sequence[str]) -> str:
    """The first language of an Accept-Language field that is known; English if none is."""
    for tag in sorted(_ranges(accepted), key=lambda weighed: -weighed[0]):
        for candidate in (tag[1], tag[1].partition("-")[0]):
            if tag[0] > 0 and candidate in known:
                return candidate
    return ENGLISH


def region(accepted: str) -> str:
    """The region of the language that is wanted most, such as `US`; empty if none is told.

    Of the others only what is the same language is asked: who reads German first and American
    English second lives anywhere.
    """
    tags = [tag for weight, tag in sorted(_ranges(accepted), key=lambda w: -w[0]) if weight > 0]
    first = tags[0].partition("-")[0] if tags else ""
    found = (_REGION.fullmatch(tag) for tag in tags if tag.partition("-")[0] == first)
    return next((match[1].upper() for match in found if match), "")


def _ranges(accepted: str) -> list[tuple[float, str]]:
    """Each language range with its weight; a weight that cannot be read counts as none."""
    return [
        (_weight(parameters), tag.strip().lower())
        for tag, _, parameters in (part.partition(";") for part in accepted.split(","))
    ]


def _weight(parameters: str) -> float:
    """The weight that a language was given; 1 without one, 0 for one that cannot be read."""
    weight = _WEIGHT.fullmatch(parameters.replace(" ", ""))
    return 0.0 if weight is None else min(float(weight[1] or 1), 1.0)


def _state(scope: Scope, language: str, prefix: str) -> dict[str, object]:
    return {**scope.get("state", {}), "language": language, "prefix": prefix}


def _varying(send: Send) -> Send:
    """A `send` that tells caches that the answer depends on the browser's languages."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Language")
        await send(message)

    return sending
