"""What a person can set for this browser. Nothing of it is sent: the page keeps it by itself."""

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.http.pages import Pages


def settings(pages: Pages, request: Request) -> Response:
    """The page at `/settings`."""
    return pages.show(request, "settings/settings.html", None)
