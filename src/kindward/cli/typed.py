"""Keys out of the signs that a terminal sends: pure, signs and a time in, keys out.

An arrow, and most keys beside the letters, come as a sequence that begins with the sign of Escape
(ECMA-48, 5.4 and 13.2.1), and over a slow line in pieces. No part of one is a key of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

ESCAPE: Final = "\x1b"
ALONE_S: Final = 1.0
"""Escape is the key itself once nothing has followed it for so long: more than lines are late."""

CONTROL, SINGLE = "[", "O"
"""What follows Escape in a sequence: any number of signs up to a last one, or one sign (SS3)."""

FIRST_LAST, LAST_LAST = "\x40", "\x7e"
"""Between these is the sign that ends a control sequence."""


@dataclass(slots=True)
class Typed:
    """What came, and is not a key yet."""

    held: str = ""
    since_s: float = 0.0

    def keys(self, came: str, now_s: float) -> Iterator[str]:
        """The keys that are whole now; `came` may be nothing, as time passes."""
        if self.held == ESCAPE and now_s - self.since_s >= ALONE_S:
            self.held = ""
            yield ESCAPE
        for sign in came:
            yield from self._take(sign, now_s)

    def _take(self, sign: str, now_s: float) -> Iterator[str]:
        held, self.held = self.held, ""
        if held == ESCAPE and sign in {CONTROL, SINGLE}:
            self.held = held + sign
        elif held.startswith(ESCAPE + CONTROL):
            self.held = "" if FIRST_LAST <= sign <= LAST_LAST else held + sign
        elif held != ESCAPE + SINGLE:
            if held:
                yield held
            if sign == ESCAPE:
                self.held, self.since_s = sign, now_s
            else:
                yield sign
