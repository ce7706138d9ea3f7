"""People to talk with now, by country: every line with its date and how sure we are of it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kindward.support import Country, Directory, Finder
from kindward.web.pages import Pages


@dataclass(frozen=True, slots=True)
class People:
    """What the page shows; nobody's country is guessed."""

    finders: tuple[Finder, ...]
    countries: tuple[Country, ...]


def support(directory: Directory, pages: Pages, request: Request) -> Response:
    """The page at `/support`."""
    page = People(directory.finders, directory.countries)
    return pages.show(request, "support/support.html", page)
