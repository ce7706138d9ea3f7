"""One short page for whatever did not go as asked. It shows no path, no trace and no blame."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, ExceptionHandler, Receive, Scope, Send

from kindward.lengths import minutes
from kindward.plan import CannotFit
from kindward.store import (
    KeyBroken,
    KeychainClosed,
    KeychainEmpty,
    KeyLocked,
    KeyMissing,
    KeyOfOthers,
    NotARecord,
    Replaced,
    StoreReadOnly,
    StoreUnavailable,
    Unsettled,
)
from kindward.web.http.errors.host import Host
from kindward.web.http.errors.locked import locked, without_secrets
from kindward.web.http.gate import METHODS
from kindward.web.http.pages import Pages, place
from kindward.web.http.writing import WORDS

PASSING: Final = (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE)
"""What may have passed when the same is sent again."""

SOON_S: Final = 5

REASONS: Final[dict[type, str]] = {
    Unsettled: "unsettled",
    Replaced: "replaced",
    NotARecord: "damaged",
    StoreReadOnly: "read-only",
    KeychainClosed: "keychain closed",
    KeychainEmpty: "keychain empty",
    KeyOfOthers: "key of others",
    KeyMissing: "key missing",
    KeyBroken: "key broken",
}
"""Faults of the store that a status alone does not tell."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the page tells: a status, and a way out where there is one nearby."""

    status: int
    nearest: float | None = None
    """The nearest length that this practice can have, in minutes."""

    is_read: bool = False
    """Whether somebody only wanted to read what is there."""

    is_here: bool = False
    """Whether there is a record here that could be opened."""

    is_kept: bool = False
    """Whether what was written before the pages closed was kept."""

    keeps: bool = True
    """Whether anything is kept here that one's own pages could show."""

    reason: str = ""
    """Of what kind it is, where the status says too little."""

    action: str = ""
    """Where the form was sent that could not be kept, without its language."""

    words: tuple[str, ...] = ()
    """What a person wrote in it."""

    fields: tuple[tuple[str, str], ...] = ()
    """All of it, if sending it again may help."""


class Errors:
    """Answers for errors, by a map from their type to a status."""

    def __init__(
        self,
        pages: Pages,
        status: Mapping[type[Exception], int],
        *,
        own_is_here: bool,
        keeps: Callable[[], bool] = lambda: True,
    ) -> None:
        """`keeps` tells whether anything is kept here."""
        self.pages, self.status, self.own_is_here, self.keeps = pages, status, own_is_here, keeps
        self.host = Host()
        self.routes: Iterable[BaseRoute] = ()
        """All addresses, once they are known."""

    def handlers(self) -> dict[Any, ExceptionHandler]:
        """What Starlette calls for each type of error; the most exact type counts."""
        return dict.fromkeys((HTTPException, *self.status), self._answer)

    def refuse(self, status: int) -> ASGIApp:
        """The application that answers everything with this status."""

        async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
            response = self._show(Request(scope), Trouble(status, is_here=self.own_is_here))
            await response(scope, receive, send)

        return refusing

    def _answer(self, request: Request, error: Exception) -> Response:
        if isinstance(error, StoreUnavailable):
            self.host.tell(str(error))
        written = getattr(request.state, "written", {})
        if isinstance(error, KeyLocked):
            return locked(self.pages, request, written)
        nearest_s = error.nearest_s if isinstance(error, CannotFit) else None
        nearest = None if nearest_s is None else minutes(nearest_s)
        status = self._status(error)
        trouble = Trouble(
            status,
            nearest,
            is_read=request.method in METHODS,
            is_here=self.own_is_here,
            is_kept=request.query_params.get("kept") == "yes",
            keeps=status != HTTPStatus.FORBIDDEN or not self.own_is_here or self.keeps(),
            reason=next((REASONS[kind] for kind in type(error).__mro__ if kind in REASONS), ""),
            action=place(request).bare,
            words=tuple(written[name] for name in WORDS if written.get(name, "").strip()),
            fields=tuple(without_secrets(written).items()) if status in PASSING else (),
        )
        return self._show(request, trouble)

    def _status(self, error: Exception) -> int:
        if isinstance(error, HTTPException):
            return error.status_code
        return next(self.status[kind] for kind in type(error).__mro__ if kind in self.status)

    def _show(self, request: Request, trouble: Trouble) -> Response:
        closed = trouble.status == HTTPStatus.FORBIDDEN
        template = "own/closed.html" if closed else "errors/error.html"
        response = self.pages.show(request, template, trouble, status=trouble.status)
        response.headers["Cache-Control"] = "no-store"
        if trouble.status == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers["Retry-After"] = str(SOON_S)
        if trouble.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = ", ".join(self._allowed(request))
        return response

    def _allowed(self, request: Request) -> Iterable[str]:
        """What may be asked of an address (RFC 9110, 15.5.6), with or without a language in it."""
        path = request.scope["path"]
        first, _, rest = path.removeprefix("/").partition("/")
        scope = {**request.scope, "path": f"/{rest}" if first in self.pages.languages else path}
        there = (route for route in self.routes if route.matches(scope)[0] is not Match.NONE)
        methods = {
            each for route in there if isinstance(route, Route) for each in route.methods or ()
        }
        return sorted(methods) or METHODS
