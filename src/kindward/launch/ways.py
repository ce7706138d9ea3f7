"""One-time ways in: a token that opens one's own record, once, within a minute.

Only who may write into this person's own folder (0700) can make one (or, where that folder is on a
disk that nobody can write, into a passing one of theirs): another user of the same
machine can reach the server, and still has no way in. The token is never an argument of a program,
where others could read it: the browser is shown a small page of this folder that leads on.
"""

import secrets
import time
from contextlib import suppress
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from kindward.launch.files import create, passing

LASTS_S: Final = 60
FOLDER: Final = "launch"
PAGES: Final = f"kindward-{'?' * 16}.html"
TOKEN_BYTES: Final = 32

_PAGE: Final = (
    '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Kindward</title>\n'
    '<meta name="referrer" content="no-referrer">\n'
    '<meta http-equiv="refresh" content="0; url={0}">\n<p><a href="{0}">Kindward</a></p>\n</html>\n'
)


def mint(home: Path) -> str:
    """A new token. Its hash is kept as the name of an empty file, which `redeem` takes away."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    create(_folder(home) / _named(token), "")
    return token


def redeem(home: Path, token: str) -> bool:
    """Whether the token opens now; of any number who try, one is told so, and only once."""
    folder = _folder(home)
    age_s = _age_s(folder / _named(token))
    _sweep(home)
    try:
        (folder / _named(token)).unlink()
    except OSError:
        return False
    return age_s is not None and 0 <= age_s <= LASTS_S


def page(home: Path, address: str) -> Path:
    """A page that leads to the address with a new token, for the browser to be shown: 0600."""
    file = _place(home) / f"kindward-{secrets.token_hex(8)}.html"
    create(file, _PAGE.format(escape(f"{address}/open/{mint(home)}")))
    return file


def _place(home: Path) -> Path:
    """Where the browser may read: one in a snap sees no hidden folder (snapd, interface home)."""
    return Path.home() if Path("/snap/bin").is_dir() else _folder(home)


def _folder(home: Path) -> Path:
    return passing(home, FOLDER)


def _sweep(home: Path) -> None:
    """Take away what nobody used in time."""
    for file in {*_folder(home).iterdir(), *_place(home).glob(PAGES)}:
        age_s = _age_s(file)
        if age_s is not None and not -LASTS_S <= age_s <= LASTS_S:
            with suppress(OSError):
                file.unlink()


def _age_s(file: Path) -> float | None:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return None


def _named(token: str) -> str:
    return sha256(token.encode()).hexdigest()
