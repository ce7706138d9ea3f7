"""EBML, the boxes of WebM: a name, a size, what is in it (RFC 8794)."""

from struct import pack
from typing import Final

_ONE_BYTE: Final = 127  # a size of seven ones would mean "unknown" (RFC 8794, 6.2)


def element(name: bytes, *content: bytes) -> bytes:
    """An element: its name, its size, what is in it."""
    joined = b"".join(content)
    if len(joined) < _ONE_BYTE:
        return name + bytes((0x80 | len(joined),)) + joined
    return name + size(len(joined)) + joined


def size(content_bytes: int) -> bytes:
    """A size in four bytes (RFC 8794, 6)."""
    return pack(">I", 0x1000_0000 | content_bytes)


def number(name: bytes, value: int) -> bytes:
    """An element that is an unsigned number."""
    return element(name, value.to_bytes(max(1, -(-value.bit_length() // 8))))


def signed(name: bytes, value: int) -> bytes:
    """An element that is a signed number."""
    return element(name, pack(">q", value))
