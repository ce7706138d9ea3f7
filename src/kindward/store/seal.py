"""Sealing: what a person wrote, readable only with a key, and only in the place it was put.

    version byte | key id, 8 bytes | nonce, 12 bytes | AES-256-GCM ciphertext and tag

(NIST SP 800-38D.) The associated data is the identity of the row, so that two rows that were
swapped open no more than a changed one. Nonces are drawn at random: with one key for each person
there are far fewer than the 2^32 messages that this allows. Keys are derived from one another by
HKDF-SHA256 (RFC 5869). The length of a text shows in the length of what is sealed.

The library of ciphers is loaded with the first key: who only listens needs none, and it is large.
"""

import secrets
from typing import Final

from kindward.store.faults import KeyMissing, SealBroken

VERSION: Final = b"\x01"
KEY_BYTES: Final = 32

_ID_BYTES: Final = 8
_NONCE_BYTES: Final = 12
_MARK_BYTES: Final = 16
_SPARE_BYTES: Final = 16
"""More than a number needs, so that none of them is likelier than another."""

HEAD_BYTES: Final = len(VERSION) + _ID_BYTES
"""What everything sealed with one key begins with."""


class Key:
    """A secret of 256 bits, with a public id that tells it from others."""

    __slots__ = ("_cipher", "_secret", "head")

    def __init__(self, secret: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - 6 MB
            AESGCM,
        )

        self._secret = secret
        self._cipher = AESGCM(secret)
        self.head: Final = VERSION + _derived(secret, "id", _ID_BYTES)

    @classmethod
    def new(cls) -> "Key":
        """A key that nobody has."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def name(self) -> str:
        """Its public id, as 16 hexadecimal digits."""
        return self.head[len(VERSION) :].hex()

    def written(self) -> str:
        """The secret itself, as 64 hexadecimal digits."""
        return self._secret.hex()

    def derive(self, purpose: str) -> "Key":
        """The key for one purpose, from which this one cannot be found."""
        return Key(_derived(self._secret, f"key|{purpose}", KEY_BYTES))

    def mark(self, text: str) -> bytes:
        """16 bytes that are the same for the same text, and mean nothing without the key."""
        return _derived(self._secret, f"mark|{text}", _MARK_BYTES)

    def number(self, purpose: str, below: int) -> int:
        """A secret number from 1 up to `below`, the same each time (FIPS 186-5, A.2.1)."""
        bits = _derived(self._secret, f"number|{purpose}", KEY_BYTES + _SPARE_BYTES)
        return 1 + int.from_bytes(bits) % (below - 1)

    def seal(self, plain: bytes, identity: str) -> bytes:
        """The sealed form of these bytes, for this place only."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return self.head + nonce + self._cipher.encrypt(nonce, plain, _bound(identity))

    def unseal(self, sealed: bytes, identity: str) -> bytes:
        """What was sealed. Raises SealBroken for any other bytes, place or version."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - 6 MB

        nonce = sealed[HEAD_BYTES : HEAD_BYTES + _NONCE_BYTES]
        if sealed[:HEAD_BYTES] != self.head or len(nonce) != _NONCE_BYTES:
            raise SealBroken
        try:
            return self._cipher.decrypt(
                nonce, sealed[HEAD_BYTES + _NONCE_BYTES :], _bound(identity)
            )
        except InvalidTag:
            raise SealBroken from None

    def wrap(self, key: "Key", person: str) -> bytes:
        """A person's key, sealed by this one."""
        return self._wrapper(person).seal(key._secret, _key_of(person))  # noqa: SLF001 - its own kind

    def unwrap(self, wrapped: bytes, person: str) -> "Key":
        """The person's key. Raises KeyMissing if another key has wrapped it, else SealBroken."""
        wrapper = self._wrapper(person)
        if wrapped[:HEAD_BYTES] != wrapper.head:
            raise KeyMissing
        return Key(wrapper.unseal(wrapped, _key_of(person)))

    def _wrapper(self, person: str) -> "Key":
        return self.derive(f"wrap|{person}")


def identity(person: str, entry: str, edition: int, kind: str, day: str) -> str:
    """The place of an entry's payload: all that a row says without a key."""
    return f"{person}|entry|{entry}|payload|{edition}|{kind}|{day}"


def _key_of(person: str) -> str:
    return f"{person}|key||wrapped|"


def _bound(identity: str) -> bytes:
    return identity.encode() + b"|" + VERSION


def _derived(secret: bytes, purpose: str, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - 6 MB
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    hkdf = HKDF(SHA256(), length, salt=None, info=f"kindward|{purpose}".encode())
    return hkdf.derive(secret)
