"""Which file stands for which address, and how one file names another. Pure.

The first language stands at the root, every other one in its folder. A practice has a file for each
length, `hold-gently-10.html`; an address that asks for another length leads to the nearest one.
"""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Final
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from kindward.web.public.sitting.asked import BEGIN, begins
from kindward.web.public.sitting.opened import USUAL_S

_STATIC: Final = re.compile(r"/static/[0-9a-f]+/(.+)", re.ASCII)
_PRACTICE: Final = re.compile(r"/practices/[a-z0-9-]+", re.ASCII)
_IMPORT: Final = re.compile(r"""(?:from\s*|import\s*\(?\s*)"(\.[^"]+\.js)\"""")
_NAMES: Final = "href|src|action|data-address|data-artwork|data-icon|data-style"
_ADDRESS: Final = re.compile(rf'(?<=\s)({_NAMES})="(/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one site: its languages, the first at the root, and its lengths."""

    languages: Sequence[str]
    minutes: Sequence[int]
    lengths: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Minutes of each practice by its address with the language; all of `minutes` if left out."""

    def file(self, address: str) -> str:
        """The path of the file for an address that begins with `/`."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        static = _STATIC.fullmatch(path)
        if static:
            return f"static/{static[1]}"
        language, path = self._split(path)
        if path == "/":
            return f"{language}index.html"
        if path.startswith("/sound/") or "." in path.rsplit("/", 1)[-1]:
            return f"{language}{path.removeprefix('/')}"
        if _PRACTICE.fullmatch(path) and parts.query:
            path += f"-{self._nearest(language, path, parts.query)}"
        return f"{language}{path.removeprefix('/')}.html"

    def asked(self, address: str) -> str:
        """The address to ask for the file's content: of a practice, one of the lengths here."""
        parts = urlsplit(address)
        language, path = self._split(parts.path)
        if _PRACTICE.fullmatch(path):
            return f"{parts.path}?minutes={self._nearest(language, path, parts.query)}"
        return address

    def _split(self, path: str) -> tuple[str, str]:
        """The folder of the language that a path begins with, and the rest of the path."""
        first, _, rest = path.removeprefix("/").partition("/")
        if first not in self.languages:
            return "", path
        return "" if first == self.languages[0] else f"{first}/", f"/{rest}"

    def _nearest(self, folder: str, path: str, query: str) -> float:
        """The length of a practice that is here, for the one that a query asks for."""
        asked = float(parse_qs(query).get("minutes", [f"{USUAL_S / 60}"])[0])
        language = folder.rstrip("/") or self.languages[0]
        lengths = self.lengths.get(f"/{language}{path}", self.minutes)
        return min(lengths, key=lambda offered: abs(offered - asked))


def rewritten(html: str, here: str, file: Callable[[str], str]) -> tuple[str, set[str]]:
    """The page with every address of ours told from its own place, and the addresses it names.

    `here` is the path of the page's own file.
    """
    named: set[str] = set()

    def relative(match: re.Match[str]) -> str:
        address = unescape(match[2])
        named.add(address)
        target, _, fragment = address.partition("#")
        path = posixpath.relpath(file(target), posixpath.dirname(here) or ".")
        if begins(dict(parse_qsl(urlsplit(target).query))):
            path += f"?{urlencode(BEGIN)}"
        return f'{match[1]}="{escape(path + ("#" + fragment if fragment else ""))}"'

    return _ADDRESS.sub(relative, html), named


def imported(script: str, address: str) -> set[str]:
    """The addresses of the scripts that a script imports."""
    folder = posixpath.dirname(urlsplit(address).path)
    return {posixpath.normpath(posixpath.join(folder, name)) for name in _IMPORT.findall(script)}
