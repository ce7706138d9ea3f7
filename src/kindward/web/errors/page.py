"""One short page for whatever did not go as asked. It shows no path, no trace and no blame."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, ExceptionHandler, Receive, Scope, Send

from kindward.plan import CannotFit
from kindward.web.pages import Pages
from kindward.web.security import METHODS
from kindward.web.sitting.asked import minutes


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the page tells: a status, and a way out where there is one nearby."""

    status: int
    nearest: float | None = None
    """The nearest length that this practice can have, in minutes."""

    is_here: bool = False
    """Whether there is a record here that could be opened."""


class Errors:
    """Answers for errors, by a map from their type to a status."""

    def __init__(
        self, pages: Pages, status: Mapping[type[Exception], int], *, own_is_here: bool
    ) -> None:
        self.pages, self.status, self.own_is_here = pages, status, own_is_here

    def handlers(self) -> dict[Any, ExceptionHandler]:
        """What Starlette calls for each type of error; the most exact type counts."""
        return dict.fromkeys((HTTPException, *self.status), self._answer)

    def refuse(self, status: int) -> ASGIApp:
        """The application that answers everything with this status."""

        async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
            response = self._show(Request(scope), Trouble(status))
            await response(scope, receive, send)

        return refusing

    def _answer(self, request: Request, error: Exception) -> Response:
        nearest_s = error.nearest_s if isinstance(error, CannotFit) else None
        nearest = None if nearest_s is None else minutes(nearest_s)
        return self._show(request, Trouble(self._status(error), nearest, self.own_is_here))

    def _status(self, error: Exception) -> int:
        if isinstance(error, HTTPException):
            return error.status_code
        return next(self.status[kind] for kind in type(error).__mro__ if kind in self.status)

    def _show(self, request: Request, trouble: Trouble) -> Response:
        closed = trouble.status == HTTPStatus.FORBIDDEN
        template = "own/closed.html" if closed else "errors/error.html"
        response = self.pages.show(request, template, trouble, status=trouble.status)
        response.headers["Cache-Control"] = "no-store"
        if trouble.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = ", ".join(METHODS)
        return response
