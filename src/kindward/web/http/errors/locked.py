"""What is shown while one's own pages are under a passphrase: a place for it, and what was written.

Nothing that was sent is lost: its fields go along, and are sent on once the passphrase was right.
"""

import re
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.http.pages import Pages, place
from kindward.web.http.writing import WORDS

LOCKED: Final = 423
"""What is asked for is there, and locked (RFC 4918, 11.3)."""

SECRETS: Final = ("passphrase", "passphrase_again", "passphrase_now")
THEN: Final = "then"

_OWN: Final = re.compile(
    r"(/[a-z]{2,3})?/(journal|what-helps|long-run)(/[a-z-]+(\.[a-z]+)*)*", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Locked:
    """What the page shows."""

    then: str
    """Where it leads once it is open."""

    words: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    is_wrong: bool = False


def locked(pages: Pages, request: Request, fields: dict[str, str], then: str = "") -> Response:
    """The page; with `then`, again, after other words than the right ones."""
    sent = without_secrets(fields)
    shown = Locked(
        then or _here(request, sent),
        words=tuple(sent[name] for name in WORDS if sent.get(name, "").strip()),
        fields=tuple((name, value) for name, value in sent.items() if name != THEN),
        is_wrong=bool(then),
    )
    response = pages.show(request, "key/locked.html", shown, status=422 if then else LOCKED)
    response.headers["Cache-Control"] = "no-store"
    return response


def leads_to(fields: dict[str, str]) -> str:
    """Where to go on: one of one's own pages, whatever was sent."""
    then = fields.get(THEN, "")
    return then if _OWN.fullmatch(then) else "/journal"


def without_secrets(fields: dict[str, str]) -> dict[str, str]:
    """The fields of a form, but for passphrases: those are never shown again."""
    return {name: value for name, value in fields.items() if name not in SECRETS}


def _here(request: Request, sent: dict[str, str]) -> str:
    where = place(request)
    is_repeatable = request.method == "GET" or sent
    return where.to(where.bare if is_repeatable else "/journal")
