"""An export as a sealed file: age, version 1 (age-encryption.org/v1), and back from any bytes.

Whoever has the passphrase opens it with any program for age; so does whoever has the other half of
a recipient's key. A passphrase is made hard to try by scrypt, at a cost that the file names: up to
2 GiB of memory is spent on a file from anywhere, and no more.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import pyrage

from kindward.errors import KindwardError

ENDING: Final = ".age"
MOST_WORK: Final = 21
"""The logarithm of scrypt's N; with age's blocks of 1 KiB, this is 2 GiB."""

_MAGIC: Final = b"age-encryption.org/v1\n"
_ARMOR: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEAD_BYTES: Final = 1024
_SCRYPT: Final = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n---")


class NotOpened(KindwardError):
    """A file under a passphrase that does not open: other words, or it is damaged."""

    def __init__(self) -> None:
        super().__init__("That passphrase did not open the file. Nothing was changed.")


class ForSomeKey(KindwardError):
    """A file that is sealed for a key, or in a way that no export of ours is."""

    def __init__(self) -> None:
        super().__init__(
            "This file is encrypted, but not with a passphrase. You can open it with the program"
            " that encrypted it, and then import what is in it."
        )


class NoRecipient(KindwardError):
    """Something else than a recipient of age."""

    def __init__(self) -> None:
        super().__init__(
            "That is not a recipient. A recipient is what age-keygen prints, and it begins with"
            " age1."
        )


def is_sealed(data: bytes) -> bool:
    """Whether these bytes say that they are a file of age."""
    return data.startswith((_MAGIC, _ARMOR))


def seal(data: bytes, passphrase: str) -> bytes:
    """These bytes under a passphrase. Takes about a second and some 100 MiB or more."""
    sealed: bytes = pyrage.passphrase.encrypt(data, _composed(passphrase))
    return sealed


def seal_for(data: bytes, recipients: Sequence[str]) -> bytes:
    """These bytes for whoever has the other half of one of these keys. Raises NoRecipient."""
    try:
        keys = [pyrage.x25519.Recipient.from_str(each.strip()) for each in recipients]
    except pyrage.RecipientError:
        raise NoRecipient from None
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


def check(data: bytes) -> None:
    """Raises ForSomeKey for a file that no passphrase opens, or that asks for too much work."""
    found = _SCRYPT.match(_head(data))
    if found is None or int(found[1]) > MOST_WORK:
        raise ForSomeKey


def unseal(data: bytes, passphrase: str) -> bytes:
    """What is in a file under a passphrase, not longer than the file. Raises NotOpened, ForSomeKey.

    A file that asks for too much work is refused before any is done.
    """
    check(data)
    try:
        opened: bytes = pyrage.passphrase.decrypt(data, _composed(passphrase))
    except pyrage.DecryptError:
        raise NotOpened from None
    return opened


def _head(data: bytes) -> bytes:
    """What comes after the magic, out of its armor (RFC 7468) if it has one."""
    begun = data[:_HEAD_BYTES]
    if begun.startswith(_ARMOR):
        lines = begun[len(_ARMOR) :].split()[:8]
        try:
            begun = base64.b64decode(b"".join(lines), validate=True)
        except binascii.Error:
            return b""
    return begun.removeprefix(_MAGIC) if begun.startswith(_MAGIC) else b""


def _composed(passphrase: str) -> str:
    """The same words typed on another system are the same (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace").decode()
