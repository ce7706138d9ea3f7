"""How fast each sign is spoken: the words at one speed, stops slower, both ends as the model likes.

Slow words alone leave too little time to take them in, so that a stop is lingered on and the words
need not be so slow. At its ends the model learned a breath of silence: told to be slow there too,
it fills it with a small sound that is heard as a word more ("That is something" for "Something").
"""

from collections.abc import Iterator
from typing import Final

STOPPING: Final = ";:,.!?…—"
LINGERING: Final = 0.66
"""The speed at a stop and the space behind it, of that of the words."""

END_SPEED: Final = 1.0


def speeds(signs: str, speed: float) -> Iterator[float]:
    """The speed of the silence before, of each sign, and of the silence behind."""
    yield END_SPEED
    last = ""
    for sign in signs:
        is_stop = sign in STOPPING or (sign == " " and last in STOPPING)
        yield speed * LINGERING if is_stop else speed
        last = sign if sign != " " else "-"
    yield END_SPEED
