"""Single keys from a terminal, without waiting for Enter."""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Keys = Callable[[float], str]
"""The key pressed within this many seconds, or nothing."""

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def keys() -> Iterator[Keys]:
        """A reader of keys."""

        def key(seconds: float) -> str:
            until = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= until:
                    return ""
                time.sleep(0.01)
            return msvcrt.getwch()

        yield key

else:
    import termios
    import tty

    @contextmanager
    def keys() -> Iterator[Keys]:
        """A reader of keys; the terminal is afterwards as it was. Without one, only time passes."""
        if not sys.stdin.isatty():
            yield _no_key
            return
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)

        def key(seconds: float) -> str:
            ready, _, _ = select.select([terminal], [], [], seconds)
            return os.read(terminal, 32).decode(errors="replace") if ready else ""

        try:
            yield key
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""
