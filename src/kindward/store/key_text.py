"""What a key file says: the key, or where it is instead. Pure text.

    64 hexadecimal digits           the key itself
    kindward-key-1 argon2id ...     the key under a passphrase (`passphrase`)
    kindward-key-1 keychain NAME    the system's keychain has it, under this name
    kindward-key-1 none             it is gone
    kindward-key-1 remove NAME      a second line, while something is to leave the keychain

One file says all of it, and it is replaced whole: so a program that is stopped at any moment leaves
a key that can be found, and what is left over in the keychain is known by its name.
"""

import re
from dataclasses import dataclass
from typing import Final

from kindward.store.faults import KeyMissing

MOST_READ: Final = 2048

_HEX: Final = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_CHAIN: Final = re.compile(r"kindward-key-1 keychain ([0-9a-f]{16})", re.ASCII)
_REMOVE: Final = re.compile(r"kindward-key-1 remove ([0-9a-f]{16})", re.ASCII)
_WRAPPED: Final = "kindward-key-1 argon2id "
_NONE: Final = "kindward-key-1 none"


@dataclass(frozen=True, slots=True)
class Plain:
    """The key itself."""

    secret: bytes

    def __str__(self) -> str:
        """The line of a file."""
        return self.secret.hex()


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The key under a passphrase."""

    line: str

    def __str__(self) -> str:
        """The line of a file."""
        return self.line


@dataclass(frozen=True, slots=True)
class InKeychain:
    """The key is in the system's keychain, under this name."""

    name: str

    def __str__(self) -> str:
        """The line of a file."""
        return f"kindward-key-1 keychain {self.name}"


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no key any more."""

    def __str__(self) -> str:
        """The line of a file."""
        return _NONE


Kept = Plain | Wrapped | InKeychain | Gone


@dataclass(frozen=True, slots=True)
class KeyText:
    """All that a key file says."""

    kept: Kept
    leaving: str | None = None
    """The name of what is to leave the keychain."""

    def __str__(self) -> str:
        """The text of a file."""
        more = f"kindward-key-1 remove {self.leaving}\n" if self.leaving else ""
        return f"{self.kept}\n{more}"


def parse(text: str) -> KeyText:
    """What the text of a key file says. Raises KeyMissing for anything else."""
    first, *rest = text.strip().splitlines() or [""]
    leaving = _REMOVE.fullmatch(rest[0].strip()) if len(rest) == 1 else None
    if rest and leaving is None:
        raise KeyMissing
    return KeyText(_kept(first.strip()), leaving[1] if leaving else None)


def _kept(line: str) -> Kept:
    if _HEX.fullmatch(line):
        return Plain(bytes.fromhex(line))
    if line.startswith(_WRAPPED):
        return Wrapped(line)
    if found := _CHAIN.fullmatch(line):
        return InKeychain(found[1])
    if line == _NONE:
        return Gone()
    raise KeyMissing
