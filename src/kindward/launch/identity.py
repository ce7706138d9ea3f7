"""What tells this install's server from any other program of the machine: a secret of its folder.

Two things are made of it, which nobody knows who cannot read the folder: the name under which
one's own pages are opened, and the proof that it is our server which listens at a port.
"""

import hmac
import re
import secrets
import sys
from base64 import b32encode
from contextlib import closing
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from kindward.launch import files

LOCALHOST: Final = "localhost"
LOOPBACK: Final = ("127.0.0.1", "::1")
"""Where a browser looks for `localhost` and every name below it."""

SECRET: Final = "launch.key"  # noqa: S105 - the name of its file
SECRET_BYTES: Final = 32
NAME_SIGNS: Final = 8
WAITS_S: Final = 3
ASKED: Final = "/ours/"

_SECRET: Final = re.compile(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}", re.ASCII)
_NONCE: Final = _SECRET


def host(home: Path) -> str:
    """The host of one's own pages: a name that this install alone has, below `localhost`.

    All ports of a host share its cookies (RFC 6265, 8.5), so what is given to `localhost` is sent
    to any server of this machine; what is given to this name, to us alone. It is `localhost` itself
    where no secret can be kept, and on macOS: there Safari asks the network for names below it.
    """
    if sys.platform == "darwin":
        return LOCALHOST
    try:
        name = b32encode(_signed(_secret(home), "name"))[:NAME_SIGNS].decode().lower()
    except OSError:
        return LOCALHOST
    return f"{name}.{LOCALHOST}"


def mark(home: Path, what: str) -> str:
    """32 signs that stand for something of this install, the same each time; they tell nothing.

    Empty where no secret can be kept.
    """
    try:
        return _signed(_secret(home), f"mark {what}").hex()[:32]
    except OSError:
        return ""


def prove(home: Path, address: str, port: int, nonce: str) -> str:
    """The proof of a server that listens at this address and port; empty for no nonce of ours.

    It holds for one address and port, so no program can pass on the proof of another.
    Raises OSError.
    """
    if not _NONCE.fullmatch(nonce):
        return ""
    return _signed(_secret(home), f"{address} {port} {nonce}").hex()


def is_ours(home: Path, port: int, addresses: tuple[str, ...] = LOOPBACK) -> bool:
    """Whether whoever listens at this port, at any of the addresses, is our server.

    Raises OSError where there is no secret to know it by.
    """
    answers = [_is_ours(home, address, port) for address in addresses]
    return True in answers and False not in answers


def _is_ours(home: Path, address: str, port: int) -> bool | None:
    """Whether it is; None where nobody listens."""
    nonce = secrets.token_hex(SECRET_BYTES)
    expected = prove(home, address, port, nonce)
    with closing(HTTPConnection(address, port, timeout=WAITS_S)) as line:
        try:
            line.connect()
        except TimeoutError:
            return False
        except OSError:
            return None
        try:
            line.request("GET", f"{ASKED}{nonce}")
            told = line.getresponse().read(len(expected)).decode("ascii", "replace")
        except (OSError, HTTPException):
            return False
    return hmac.compare_digest(told.encode(), expected.encode())


def _secret(home: Path) -> bytes:
    """The secret; a new one if there is none, or none that can be read. Raises OSError."""
    file = home / SECRET
    if not _SECRET.fullmatch(files.read(file)):
        files.write(file, f"{secrets.token_hex(SECRET_BYTES)}\n")
    return bytes.fromhex(files.read(file))


def _signed(secret: bytes, text: str) -> bytes:
    return hmac.digest(secret, text.encode(), sha256)
