"""Style, behaviour and pictures under addresses that change with their content.

A name is AREA/FILE, in whichever section the area stands, so no address tells where that is. All
files are read once. One hash of them all is a folder of the address, so that what they say of each
other stays relative, and a browser may keep them for ever.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kindward.web.http.reply import ASK_AGAIN, FOR_EVER, compressed, reply
from kindward.web.http.scripts import imported, in_one, tight, wanted_apart

ROOT: Final = Path(__file__).parents[1]
SECTIONS: Final = ("http", "public", "private")
"""What the names of templates and assets leave out: an area may move, and its addresses stay."""

MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
FIRST_SHEET: Final = "shared/tokens.css"
"""Names the cascade layers, so the order of all other sheets is free."""

STYLE: Final = "kindward.css"
"""What the arriving needs, in one file: one request on a slow line. Other areas link their own."""

ARRIVING: Final = ("shared/", "picture/", "sitting/", "home/")

RUNNING: Final = "running.css"
"""What nothing needs before a tap, in one file too: it is fetched once a page has arrived."""

LATER: Final = ("picture/moving.css", "sitting/running.css")

SITTING: Final = "sitting/player.js"
"""What a sitting needs, in one file too: all that it imports stands before it. On a slow line each
file more is a journey more."""

_COMMENT: Final = re.compile(rb"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(rb"\s+")
_AROUND: Final = re.compile(rb" ?([{};,]) ?")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent, plain and compressed."""

    media_type: str
    content: bytes
    packed: bytes


class Static:
    """Every asset by its name, and the address of each."""

    def __init__(self, root: Path = ROOT) -> None:
        files = sorted(path for path in root.rglob("*") if path.suffix in MEDIA_TYPES)
        contents = {_name(path.relative_to(root)): path.read_bytes() for path in files}
        sheets = {n: _tight(c) for n, c in contents.items() if n.endswith(".css")}
        self._scripts = {n: c.decode() for n, c in contents.items() if n.endswith(".js")}
        sitting = imported(self._scripts, SITTING) if SITTING in self._scripts else ()
        contents |= {name: tight(script).encode() for name, script in self._scripts.items()}
        if sitting:
            contents[SITTING] = self.together(sitting)
        self.within = frozenset(sitting) - {SITTING} - wanted_apart(self._scripts, sitting)
        """Scripts that stand in the one of a sitting, and that nobody else asks for."""

        running = b"".join(sheets[name] for name in LATER if name in sheets)
        contents |= sheets | {STYLE: _in_one_sheet(sheets), RUNNING: running}
        self.assets = {name: _asset(name, content) for name, content in contents.items()}
        self.version = sha256(repr(contents).encode()).hexdigest()[:12]

    def together(self, names: Sequence[str]) -> bytes:
        """Scripts that import each other, as one."""
        return tight(in_one(self._scripts, names)).encode()

    def url(self, name: str) -> str:
        """The address of an asset. Raises KeyError for a name that is not there."""
        self.assets[name]
        return f"/static/{self.version}/{name}"

    def serve(self, request: Request) -> Response:
        """The asset of a request; one from before an update gets today's, not to be kept."""
        current = request.path_params["version"] == self.version
        return self._send(request, request.path_params["name"], FOR_EVER if current else ASK_AGAIN)

    def favicon(self, request: Request) -> Response:
        """The icon, at the address where browsers look for it."""
        return self._send(request, "shared/favicon.svg", "public, max-age=86400")

    def _send(self, request: Request, name: str, caching: str) -> Response:
        asset = self.assets.get(name)
        if asset is None:
            raise HTTPException(404)
        return reply(request, asset.content, asset.media_type, caching=caching, packed=asset.packed)


def _name(path: Path) -> str:
    """What an asset is called, by its path from the folder of the web room."""
    return "/".join(path.parts[path.parts[0] in SECTIONS :])


def _in_one_sheet(sheets: dict[str, bytes]) -> bytes:
    """The style of the arriving, the sheet that names the layers first."""
    names = sorted(
        (name for name in sheets if name.startswith(ARRIVING) and name not in LATER),
        key=lambda name: (name != FIRST_SHEET, name),
    )
    return b"".join(sheets[name] for name in names)


def _tight(sheet: bytes) -> bytes:
    """The style without what only its writers need: comments, and space that means nothing."""
    tight = _AROUND.sub(rb"\1", _SPACE.sub(b" ", _COMMENT.sub(b"", sheet))).strip()
    return tight.replace(b": ", b":").replace(b";}", b"}")


def _asset(name: str, content: bytes) -> Asset:
    return Asset(MEDIA_TYPES[Path(name).suffix], content, compressed(content))
