"""Which record was kept here, and how many changes of it at the least: a file beside the key.

    record, 32 hexadecimal digits | number, 16 digits | CRC-32 of both, 8 hexadecimal digits

It is written after a change is on the disk, in one piece and without waiting for it: so it may say
less than was kept, and never more. A record that has less than this was lost in part.
"""

import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kindward.store.place import PRIVATE_FILE

_MOST_READ: Final = 64


@dataclass(frozen=True, slots=True)
class State:
    """Which record, and the number of its latest change."""

    record: str
    number: int


class Seen:
    """The file. It is no part of the record: without it, nothing is lost but this knowledge."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def is_there(self) -> bool:
        """Whether there is such a file, whatever it says."""
        return self._file.exists()

    def read(self) -> State | None:
        """What it says; None where that cannot be told."""
        with suppress(OSError, ValueError), self._file.open("rb") as opened:
            record, number, check = opened.read(_MOST_READ).decode("ascii").split()
            state = State(record, int(number))
            if _written(state).split()[-1] == check.encode():
                return state
        return None

    def write(self, state: State) -> None:
        """Say this from now on, where the disk lets us: in place, so that a full one does too."""
        with suppress(OSError):
            handle = os.open(self._file, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE)
            try:
                os.write(handle, _written(state))
            finally:
                os.close(handle)


def _written(state: State) -> bytes:
    text = f"{state.record} {state.number:016}".encode("ascii")
    return text + b" %08x\n" % zlib.crc32(text)
