"""Work done in a forked child, so that nothing it changes in memory stays. POSIX only.

The child may run beside one waiting thread of its parent; it touches no lock of that thread,
answers through a pipe, and leaves without any of Python's farewells.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from struct import calcsize, pack, unpack_from
from typing import Final

from kindward.voice.engine import EngineFailed

_LENGTH: Final = ">I"


def in_a_fork(work: Callable[[], Iterable[bytes]]) -> tuple[bytes, ...]:
    """What the work gives, done in a child. Raises EngineFailed where the child failed or died."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _work_and_leave(work, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        told = answers.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise EngineFailed("its process failed")
    return tuple(_parts(told))


def _work_and_leave(work: Callable[[], Iterable[bytes]], writer: int) -> None:
    """The child's whole life: status 0 only when everything was told."""
    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            for part in work():
                pipe.write(pack(_LENGTH, len(part)) + part)
        status = 0
    finally:
        os._exit(status)


def _parts(told: bytes) -> Iterator[bytes]:
    """The parts, each behind its length."""
    at = 0
    while at < len(told):
        (length,) = unpack_from(_LENGTH, told, at)
        at += calcsize(_LENGTH)
        yield told[at : at + length]
        at += length
