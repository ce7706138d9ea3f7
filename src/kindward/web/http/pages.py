"""Templates become pages: HTML that is escaped, translated and compressed.

A page gets one frozen context of its own type, as `page`; a name it lacks is an error.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Final
from urllib.parse import quote

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from kindward.lengths import told
from kindward.web.http.reply import reply
from kindward.web.http.static import ROOT, SECTIONS, Static
from kindward.web.languages.catalogues import (
    ENGLISH,
    catalogue,
    country_name,
    direction,
    languages,
    own_name,
)

_INDENT: Final = re.compile(r"\n[ \n]+")
"""What only the writers of a template need; no page shows text where it would count."""

WAY_OUT: Final = "https://www.wikipedia.org/"
"""Where `Leave now` leads: known everywhere, in every language, and telling nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: what its links and its language follow from."""

    language: str
    prefix: str
    """What the addresses of pages begin with, such as `/es`; empty where the browser chose."""

    bare: str
    """The address of the page without its language, and without what was asked of it."""

    speaking: tuple[str, ...] | None = None
    """The languages in which there is such a page; None where it is there in all of them."""

    def to(self, path: str) -> str:
        """The address of another page in the language of this one."""
        return f"{self.prefix}{path}"

    def also_in(self, language: str) -> str:
        """The address of this page in another language; of the first one, where it is not there."""
        is_there = self.speaking is None or language in self.speaking
        return f"/{language}{self.bare if is_there else '/'}"


def place(request: Request) -> Place:
    """Where the answer to a request stands; before any language was read, in English."""
    state = request.scope.get("state", {})
    bare = quote(request.scope["path"])
    language, prefix = state.get("language", ENGLISH), state.get("prefix", "")
    return Place(language, prefix, bare, state.get("speaking"))


@dataclass(frozen=True, slots=True)
class Fixed:
    """What there is on a site without a server, which cannot set a sitting anew."""

    languages: tuple[str, ...]
    minutes: tuple[int, ...]
    containers: tuple[str, ...]
    """The forms in which its sound is there."""

    lengths: Mapping[str, Sequence[float]]
    """Minutes of each practice by its address with the language."""

    def offered(self, language: str, page: str) -> Sequence[float]:
        """The lengths in which a practice is there."""
        return self.lengths[f"/{language}{page}"]


class Pages:
    """All templates in every language, ready to be filled."""

    def __init__(
        self, static: Static, fixed: Fixed | None = None, *, own_is_here: bool = False
    ) -> None:
        """`own_is_here` where this server keeps somebody's own pages: every page leads to them."""
        self.languages = languages() if fixed is None else fixed.languages
        self.is_fixed = fixed is not None
        shared = {"static": static.url, "fixed": fixed, "own_is_here": own_is_here}
        self._environments = {tag: self._environment(tag, shared) for tag in self.languages}

    def said(self, language: str, sentence: str) -> str:
        """A sentence of ours as it is said in a language."""
        return catalogue(language).gettext(sentence)

    def show(self, request: Request, template: str, page: object, *, status: int = 200) -> Response:
        """The page as an answer; one of one's own says after how many seconds it closes."""
        where = place(request)
        environment = self._environments[where.language]
        given = {"page": page, "place": where, "to": where.to}
        closes_s = request.scope.get("state", {}).get("closes_s")
        html = environment.get_template(template).render(closes_s=closes_s, **given)
        return reply(request, _INDENT.sub("\n", html).encode(), "text/html", status=status)

    def words(self, request: Request, template: str, **given: object) -> str:
        """A part of a page as text that needs no escaping any more, for a script to show."""
        return self.words_in(place(request), template, **given)

    def words_in(self, where: Place, template: str, **given: object) -> str:
        """The same, for wherever it will be shown."""
        markup = self._environments[where.language].get_template(template)
        return unescape(markup.render(place=where, to=where.to, **given))

    def _environment(self, language: str, shared: Mapping[str, object]) -> Environment:
        """The templates with the words of one language, and what all languages share."""
        environment = Environment(
            loader=FileSystemLoader([ROOT, *(ROOT / section for section in SECTIONS)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        environment.globals |= {
            "language": language,
            "direction": direction(language),
            "languages": self.languages,
            "own_name": own_name,
            "way_out": WAY_OUT,
            **shared,
        }
        locale = language.replace("-", "_")
        # 0 is added since a rounded -0.2 would be told as -0.
        environment.filters["number"] = lambda value: format_decimal(value + 0, locale=locale)
        environment.filters["told_minutes"] = lambda minutes: told(minutes * 60)
        environment.filters["day"] = partial(format_date, format="full", locale=locale)
        environment.filters["date"] = partial(format_date, format="long", locale=locale)
        environment.filters["weekday"] = partial(format_date, format="EEEE", locale=locale)
        environment.filters["month"] = partial(format_skeleton, "yMMMM", locale=locale)
        environment.filters["month_name"] = partial(format_date, format="LLLL", locale=locale)
        environment.filters["short_day"] = partial(format_skeleton, "MMMd", locale=locale)
        environment.filters["country"] = lambda code: country_name(code, language)
        environment.install_gettext_translations(  # type: ignore[attr-defined]
            catalogue(language), newstyle=True
        )
        return environment
