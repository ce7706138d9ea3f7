"""Templates become pages: HTML that is escaped, translated, compressed, and the same for all.

A page gets one frozen context of its own type, as `page`; a name it lacks is an error.
"""

from gettext import NullTranslations
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from kindward.web.reply import reply
from kindward.web.static import Static

LANGUAGE: Final = "en"
"""The language of the words around the practices. A second one comes with its catalogue."""


class Pages:
    """All templates, ready to be filled."""

    def __init__(self, static: Static) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self.environment.globals |= {"static": static.url, "language": LANGUAGE}
        self.environment.install_gettext_translations(  # type: ignore[attr-defined]
            NullTranslations(), newstyle=True
        )

    def show(self, request: Request, template: str, page: object, *, status: int = 200) -> Response:
        """The page as an answer."""
        html = self.environment.get_template(template).render(page=page)
        return reply(request, html.encode(), "text/html", status=status)
