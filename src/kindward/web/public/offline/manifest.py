"""What a device is told when Kindward is put on its home screen (W3C Web Application Manifest)."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import GROUNDING
from kindward.web.http.pages import Pages, Place, place
from kindward.web.http.reply import reply
from kindward.web.http.static import FIRST_SHEET, Static
from kindward.web.languages.catalogues import direction

_PAPER: Final = re.compile(rb"--paper:\s*(#[0-9a-f]{6})")
SIZES_PX: Final = (192, 512)


def manifest(pages: Pages, static: Static, request: Request) -> Response:
    """The manifest in the language of its address; `?neutral=yes` says nothing of what it is."""
    where = place(request)
    neutral = request.query_params.get("neutral") == "yes"
    say = partial(pages.said, where.language)
    named = {"name": say("Notes")} if neutral else _named(where, say)
    told = named | {
        "id": "/",
        "short_name": named["name"],
        "lang": where.language,
        "dir": direction(where.language),
        "start_url": where.to("/"),
        "scope": "/",
        "display": "standalone",
        "theme_color": paper(static),
        "background_color": paper(static),
        "icons": _icons(static, "neutral" if neutral else "icon"),
    }
    content = json.dumps(told, ensure_ascii=False).encode()
    return reply(request, content, "application/manifest+json")


def paper(static: Static) -> str:
    """The ground of every page by day, as the tokens have it."""
    found = _PAPER.search(static.assets[FIRST_SHEET].content)
    if found is None:
        raise LookupError(FIRST_SHEET)
    return found[1].decode()


def _named(where: Place, say: Callable[[str], str]) -> dict[str, Any]:
    """What only the app under its own name tells."""
    return {
        "name": "Kindward",
        "description": say("A quiet place to practice being kinder to yourself."),
        "shortcuts": [
            {"name": say("Grounding"), "url": where.to(f"/practices/{GROUNDING}")},
            {"name": say("Need a person now?"), "url": where.to("/support")},
        ],
    }


def _icons(static: Static, drawing: str) -> list[dict[str, str]]:
    """The drawing in every size, and once with room around it for a device's own shape."""
    plain = [_icon(static, f"{drawing}-{px}", px, "any") for px in SIZES_PX]
    return [*plain, _icon(static, f"{drawing}-mask-512", 512, "maskable")]


def _icon(static: Static, name: str, px: int, purpose: str) -> dict[str, str]:
    url = static.url(f"offline/icons/{name}.png")
    return {"src": url, "sizes": f"{px}x{px}", "type": "image/png", "purpose": purpose}
