"""What the head of a request must be, byte for byte (RFC 9112, 2.2, 3 and 6). Pure.

h11 forgives what other programs read in another way: a line that ends in LF alone, a header that
goes on in the next line, two lengths. Where two readers differ, a request can hide in another.
"""

import re
from typing import Final

_END: Final = re.compile(rb"\n\r?\n")
"""Where h11 sees the end of a head."""

_HEAD: Final = re.compile(
    rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ /[!-~]* HTTP/1\.[01]\r\n"
    rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*\r\n)*\r\n"
)
"""A method, an address of ours (origin-form), a version that we speak, and a header to a line."""

_FRAMING: Final = re.compile(rb"\r\n(content-length|transfer-encoding):([^\r]*)", re.IGNORECASE)
_FRAMED: Final = {
    b"content-length": re.compile(rb"[0-9]{1,12}"),
    b"transfer-encoding": re.compile(rb"chunked", re.IGNORECASE),
}


def is_sound(received: bytes) -> bool:
    """Whether the head that begins here is one that nobody could read in another way.

    One that is not whole yet may become so. Of a body's length a head says one thing, once.
    """
    end = _END.search(received)
    if end is None:
        return True
    head = received[: end.end()]
    said = _FRAMING.findall(head)
    return (
        _HEAD.fullmatch(head) is not None
        and len(said) <= 1
        and all(_FRAMED[name.lower()].fullmatch(value.strip(b" \t")) for name, value in said)
    )
