"""People to talk with now, by country: every line with its date and how sure we are of it."""

import unicodedata
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kindward.support import Country, Directory, Finder
from kindward.web.languages.catalogues import country_name
from kindward.web.pages import Pages


@dataclass(frozen=True, slots=True)
class People:
    """What the page shows. Nobody's country is guessed: it is chosen, or none is."""

    finders: tuple[Finder, ...]
    countries: tuple[Country, ...]
    chosen: Country | None


def support(directory: Directory, pages: Pages, request: Request) -> Response:
    """The page at `/support`; `?country=ES` puts one country first."""
    language = request.state.language
    code = request.query_params.get("country", "").upper()
    chosen = next((c for c in directory.countries if c.code == code), None)
    page = People(directory.finders, in_order(directory, language), chosen)
    return pages.show(request, "support/support.html", page)


def in_order(directory: Directory, language: str) -> tuple[Country, ...]:
    """The countries by their names in a language."""
    return tuple(sorted(directory.countries, key=lambda c: _order(country_name(c.code, language))))


def _order(name: str) -> str:
    """A name as an alphabetical list has it, accents aside."""
    return unicodedata.normalize("NFKD", name)
