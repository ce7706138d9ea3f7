"""What a browser does to seal a letter (web/public/outbox/seal.js), written once more for tests."""

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def seal(public: bytes, id_: str, plain: bytes, *, head: bytes | None = None) -> bytes:
    """A letter to this box; `head` for one that is bound to something else than it says."""
    curve = ec.SECP256R1()
    sender = ec.generate_private_key(curve)
    point = sender.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = sender.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(curve, public))
    key = HKDF(SHA256(), 32, salt=b"", info=b"kindward|letter|" + public).derive(shared)
    box, written = sha256(public).digest()[:8], id_.encode()
    said = b"\x01" + box + point + bytes([len(written)]) + written
    return said + AESGCM(key).encrypt(bytes(12), plain, said if head is None else head)
