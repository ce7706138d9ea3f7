"""Single keys from a terminal, without waiting for Enter."""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from kindward.cli.typed import Typed

Keys = Callable[[float], str]
"""The key pressed within this many seconds, or nothing."""

HUNG_UP: Final = "\x04"
"""What the end of input is, as Ctrl+D is: nobody is there to type any more."""

if sys.platform == "win32":
    import msvcrt

    FIRST_OF_TWO: Final = frozenset("\x00\xe0")
    """Before the sign of an arrow, or of a key beside the letters (_getwch)."""

    @contextmanager
    def keys() -> Iterator[Keys]:
        """A reader of keys."""

        def key(seconds: float) -> str:
            until = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= until:
                    return ""
                time.sleep(0.01)
            pressed = msvcrt.getwch()
            if pressed in FIRST_OF_TWO:
                msvcrt.getwch()
                return ""
            return pressed

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

        typed, whole = Typed(), iter("")

        def key(seconds: float) -> str:
            nonlocal whole
            pressed = next(whole, "")
            if not pressed:
                came = _read(terminal) if select.select([terminal], [], [], seconds)[0] else ""
                whole = typed.keys(came, time.monotonic())
                pressed = next(whole, "")
            return pressed

        try:
            yield key
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 32).decode(errors="replace") or HUNG_UP
    except OSError:
        return HUNG_UP


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""
