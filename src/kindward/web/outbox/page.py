"""A check-in that needs no network. The page is the same for all, and holds nothing of anyone."""

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.pages import Pages


def check_in(pages: Pages, request: Request) -> Response:
    """The page at `/check-in`. What is said on it is sealed there, and sent when it can be."""
    return pages.show(request, "outbox/check_in.html", None)
