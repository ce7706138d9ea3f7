"""Letters: what a browser seals for one person, so that only their record opens it.

    version byte | box, 8 bytes | sender's key, 65 bytes | length of id, 1 byte | id | ciphertext

A browser has the public half of a box and no more: what it has sealed, it cannot read again. ECDH
on P-256 (SP 800-56A) with a sender's key that is drawn for each letter; HKDF-SHA256 (RFC 5869)
makes of it a key that seals once, by AES-256-GCM (SP 800-38D) under a nonce of zeros. All that is
before the ciphertext is its associated data. The private half is derived from the person's own key
and kept nowhere: it is there wherever their record opens, and gone with it.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kindward.store.faults import LetterBroken, LetterElsewhere
from kindward.store.seal import KEY_BYTES, Key

VERSION: Final = b"\x01"
BOX_BYTES: Final = 8
POINT_BYTES: Final = 65
"""A point of P-256, not compressed (SEC 1, 2.3.3): what every WebCrypto gives and takes."""

PURPOSE: Final = b"kindward|letter|"
NONCE: Final = bytes(12)

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (SP 800-186, 3.2.1.3)."""

_ID_AT: Final = len(VERSION) + BOX_BYTES + POINT_BYTES


class Letterbox:
    """Where a person's letters arrive."""

    __slots__ = ("_private", "head", "public")

    def __init__(self, key: Key) -> None:
        """The box of the person who has this key."""
        self._private = ec.derive_private_key(key.number("letters", _ORDER), ec.SECP256R1())
        self.public: Final = _written(self._private.public_key())
        """The half that a browser may have."""

        self.head: Final = VERSION + _named(self.public)
        """What every letter to this box begins with."""

    def opened(self, letter: bytes) -> tuple[str, bytes]:
        """The id on a letter, and what is in it. Raises LetterElsewhere and LetterBroken."""
        if letter[:1] == VERSION and len(letter) > _ID_AT and letter[: len(self.head)] != self.head:
            raise LetterElsewhere
        start = _ID_AT + 1 + int.from_bytes(letter[_ID_AT : _ID_AT + 1])
        head, sealed = letter[:start], letter[start:]
        try:
            key = self._shared(letter[len(self.head) : _ID_AT])
            plain = AESGCM(key).decrypt(NONCE, sealed, head)
            return head[_ID_AT + 1 :].decode("ascii"), plain
        except (InvalidTag, ValueError):
            raise LetterBroken from None

    def _shared(self, point: bytes) -> bytes:
        """The key that a sender's point leads to. Raises ValueError for what is no such point."""
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        shared = self._private.exchange(ec.ECDH(), sender)
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=PURPOSE + self.public).derive(shared)


def _written(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _named(public: bytes) -> bytes:
    hashed = Hash(SHA256())
    hashed.update(public)
    return hashed.finalize()[:BOX_BYTES]
