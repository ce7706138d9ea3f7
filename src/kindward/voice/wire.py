"""How the house and its worker speak: messages of a small head and any bytes, over pipes.

A message is two lengths (4 bytes each, big-endian), a head in JSON, and a body.
"""

import json
from struct import Struct
from typing import IO, Any, Final

Head = dict[str, Any]

_LENGTHS: Final = Struct(">II")


def send(pipe: IO[bytes], head: Head, body: bytes = b"") -> None:
    """Write one message at once. Raises OSError where the other end is gone."""
    packed = json.dumps(head).encode()
    pipe.write(_LENGTHS.pack(len(packed), len(body)) + packed + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[Head, bytes] | None:
    """The next message; None where the other end is gone, even amid a message."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_bytes, body_bytes = _LENGTHS.unpack(lengths)
    packed, body = pipe.read(head_bytes), pipe.read(body_bytes)
    if len(packed) < head_bytes or len(body) < body_bytes:
        return None
    return json.loads(packed), body
