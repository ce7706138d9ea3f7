"""A few minutes of quiet. The page is the same for all, and holds nothing of anyone."""

from dataclasses import dataclass
from typing import ClassVar, Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.http.pages import Pages

MINUTES: Final = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows."""

    chosen: int
    """Minutes that it begins with; any can be chosen."""

    minutes: ClassVar[tuple[int, ...]] = MINUTES


def quiet(pages: Pages, request: Request) -> Response:
    """The page at `/quiet?minutes=5`; for what is no length here, of five."""
    asked = request.query_params.get("minutes", "")
    chosen = next((minutes for minutes in MINUTES if f"{minutes}" == asked), MINUTES[-1])
    return pages.show(request, "quiet/quiet.html", Page(chosen))
