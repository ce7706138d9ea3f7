"""One writer at a time, in this process and in all others on this machine.

SQLite has locks of its own. This one is there for what they leave open: two connections that write
and take back their log at the same instant could damage a file up to SQLite 3.51.2, which most
systems still have; and the instance key is made and destroyed together with rows. A process that
dies gives its turn back.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from kindward.store.faults import StoreBusy
from kindward.store.place import PRIVATE_FILE

PATIENCE_S: Final = 5.0
PAUSE_S: Final = 0.005
"""Between two tries at what somebody else has."""

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Turn:
    """The turn to write, shared by all who name the same file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """The turn, until left. Raises StoreBusy after some seconds, OSError without a file."""
        if not self._lock.acquire(timeout=PATIENCE_S):
            raise StoreBusy
        try:
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            try:
                _wait(handle)
                yield
            finally:
                os.close(handle)  # which gives the turn back
        finally:
            self._lock.release()


def _wait(handle: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return _try_lock(handle)
        except OSError:
            if time.monotonic() > until:
                raise StoreBusy from None
            time.sleep(PAUSE_S)
