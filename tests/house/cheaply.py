"""A sealed export that opens at once: who tries what its words open need not wait for scrypt."""

import base64
import hashlib
import hmac
from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LOG_N = 1
CHUNK_BYTES = 2**16


def sealed(data: bytes, words: str) -> bytes:
    """As `envelope.seal` does, at the least work there is (age-encryption.org/v1)."""
    salt, file_key, nonce = token_bytes(16), token_bytes(16), token_bytes(16)
    named = b"age-encryption.org/v1/scrypt" + salt
    wrap = hashlib.scrypt(words.encode(), salt=named, n=2**LOG_N, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n" % (_plain(salt), LOG_N, _plain(wrapped))
    head = b"age-encryption.org/v1\n" + stanza + b"---"
    mac = hmac.digest(_key(file_key, b"", b"header"), head, "sha256")
    payload = _stream(_key(file_key, nonce, b"payload"), data)
    return head + b" " + _plain(mac) + b"\n" + nonce + payload


def _stream(key: bytes, data: bytes) -> bytes:
    starts = range(0, len(data), CHUNK_BYTES)
    cipher = ChaCha20Poly1305(key)
    return b"".join(
        cipher.encrypt(
            number.to_bytes(11) + bytes([start == starts[-1]]), data[start:][:CHUNK_BYTES], None
        )
        for number, start in enumerate(starts)
    )


def _key(secret: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, use).derive(secret)


def _plain(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
