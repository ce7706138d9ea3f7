"""The worker at `/sw.js`, told on its first line which version it is and what a visit needs.

It is also told what it may keep: the addresses of what is the same for everyone, and no other.
Everything else of it is in sw.js, as it stands there.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import GROUNDING, Library
from kindward.web.http.pages import Pages
from kindward.web.http.reply import reply
from kindward.web.http.static import ARRIVING, Static

SCRIPT: Final = "offline/sw.js"
PARTS: Final = (
    SCRIPT,
    *(f"narrations/{name}.js" for name in ("lines", "anew", "woven", "webm", "ebml", "words")),
)
"""What the worker is made of, one behind the other; no page asks for any of it."""

ICONS: Final = "offline/icons/icon-"
HELP: Final = ("/support", "/offline")
"""Pages that are there without a network in every language, on every device."""


class Worker:
    """Answers `/sw.js`. `public` are the paths of all that is the same for everyone."""

    def __init__(
        self, library: Library, pages: Pages, static: Static, public: Sequence[str]
    ) -> None:
        self.library, self.pages, self.static, self.public = library, pages, static, public

    def serve(self, request: Request) -> Response:
        """The worker. Browsers ask for it anew at every visit, so an update arrives by itself."""
        return reply(request, self.script, "text/javascript")

    @property
    def script(self) -> bytes:
        """The bytes of the worker; its version changes with any address that it is told."""
        shell = self._shell()
        version = sha256(json.dumps(shell).encode()).hexdigest()[:12]
        told = json.dumps({"version": version, **shell}, ensure_ascii=False)
        return f"const SHELL = {told};\n".encode() + self.static.together(PARTS)

    def _shell(self) -> dict[str, object]:
        languages = self.pages.languages
        prefixes = ("", *(f"/{language}" for language in languages))
        return {
            "languages": languages,
            "public": self.public,
            "assets": f"/static/{self.static.version}/",
            "files": ["/favicon.svg", *self._files()],
            "help": [prefix + path for prefix in prefixes for path in HELP],
            "homes": [f"{prefix}/" for prefix in prefixes],
            "first": [f"/practices/{GROUNDING}", "/check-in"],
            "pages": ["/settings", "/manifest.webmanifest", "/feelings.json", *self._practices()],
            "without": {tag: self._without(tag) for tag in languages},
        }

    def _files(self) -> Iterator[str]:
        """What pages fetch beside themselves."""
        within = self.static.within
        return (self.static.url(name) for name in self.static.assets if _is_fetched(name, within))

    def _practices(self) -> list[str]:
        """The page of each practice in any language; a worker passes over what is not there."""
        library = self.library
        names = {p.name: None for tag in library.languages() for p in library.practices(tag)}
        return [f"/practices/{name}" for name in names if name != GROUNDING]

    def _without(self, language: str) -> str:
        """What is left to say when a browser has thrown everything away."""
        return self.pages.said(
            language,
            "You are offline right now, and nothing is saved in this browser. "
            "If you need a person now, a phone call works without the internet.",
        )


def _is_fetched(name: str, within: Collection[str]) -> bool:
    """Whether a page asks for an asset: one that stands within another is asked for by nobody."""
    if name.endswith(".css"):
        return not name.startswith(ARRIVING)
    if name.endswith(".js"):
        return name not in (*PARTS, *within)
    return name.startswith((ICONS, "shared/"))
