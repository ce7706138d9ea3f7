"""People to talk with now, by country: every line with its date and how sure we are of it."""

import unicodedata
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kindward.support import Country, Directory, Finder
from kindward.web.http.pages import Pages
from kindward.web.http.tongue import region
from kindward.web.languages.catalogues import country_name


@dataclass(frozen=True, slots=True)
class People:
    """What the page shows."""

    finders: tuple[Finder, ...]
    countries: tuple[Country, ...]
    chosen: Country | None
    """The one that was asked for, or that of the browser's language; never another one's."""

    is_asked: bool
    """Whether it was asked for."""


def support(directory: Directory, pages: Pages, request: Request) -> Response:
    """The page at `/support`; `?country=ES` puts one country first, an empty one puts none."""
    countries = in_order(directory, request.state.language)
    asked = request.query_params.get("country")
    code = region(request.headers.get("accept-language", "")) if asked is None else asked.upper()
    chosen = next((country for country in countries if country.code == code), None)
    page = People(directory.finders, countries, chosen, is_asked=asked is not None)
    response = pages.show(request, "support/support.html", page)
    response.headers.add_vary_header("Accept-Language")
    return response


def in_order(directory: Directory, language: str) -> tuple[Country, ...]:
    """The countries by their names in a language."""
    return tuple(sorted(directory.countries, key=lambda c: _order(country_name(c.code, language))))


def _order(name: str) -> str:
    """A name as an alphabetical list has it, accents aside."""
    return unicodedata.normalize("NFKD", name)
