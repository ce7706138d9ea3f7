"""Memory that was let go, written over as far as a program in Python can.

What nothing refers to any more stays in memory until its place is used again. So places of every
size are used once, and given back to the system. A copy may still stay in the corner of another
thread, or in a library: this makes words rare, and only the end of the process makes them none.
"""

import ctypes
import gc
from contextlib import suppress
from typing import Final

SMALL: Final = range(48, 513, 16)
"""Bytes of the places that Python divides its own memory into (obmalloc.c)."""

LARGE: Final = (600, 800, *(1000 * step for step in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)))
OF_EACH_BYTES: Final = 2 << 20
_HEAD_BYTES: Final = 33
"""What Python puts around the content of `bytes`."""


def scrub() -> None:
    """Write over what was let go; a fifth of a second, and 100 MB that are given back at once."""
    gc.collect()  # an error that was told holds its words in a ring with its own traceback
    used = [
        [bytes(bytearray(size - _HEAD_BYTES)) for _ in range(OF_EACH_BYTES // size)]
        for size in (*SMALL, *LARGE)
    ]
    used.clear()
    with suppress(AttributeError, OSError, TypeError):  # the C library of Linux alone has it
        ctypes.CDLL(None).malloc_trim(0)
