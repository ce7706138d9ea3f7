"""A check-in that needs no network. The page is the same for all, and holds nothing of anyone."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.journal import NIGHT_ENDS
from kindward.web.http.pages import Pages

A_MS: Final = dt.timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page tells its script, which asks nobody what day it is."""

    night_ms: int
    """When the night ends, after midnight."""


def check_in(pages: Pages, request: Request) -> Response:
    """The page at `/check-in`. What is said on it is sealed there, and sent when it can be."""
    return pages.show(request, "outbox/check_in.html", Page(NIGHT_ENDS // A_MS))
