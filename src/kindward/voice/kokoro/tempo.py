"""How fast each sign is spoken: the words at one speed, stops slower, silences as the model likes.

Slow words alone leave too little time to take them in, so that a stop is lingered on and the words
need not be so slow. The silence before a word is not: the model, told to be slow there, fills it
with a small sound that is heard as a word more ("That is something" for "Something", "So if" for
"If"). That holds at both ends, and behind a stop.

Where nothing follows in the same go, the last stop need not be lingered on: it fades into silence
that is trimmed, and takes a tenth of the time in which a short line is made.
"""

from collections.abc import Iterator
from typing import Final

STOPPING: Final = ";:,.!?…—"
LINGERING: Final = 0.5
"""The speed at a stop, of that of the words."""

SILENCE_SPEED: Final = 1.0
"""At both ends, and at the space behind a stop."""


def speeds(signs: str, speed: float, *, lingers: bool = True) -> Iterator[float]:
    """The speed of the silence before, of each sign, and of the silence behind.

    Whether it lingers on the last stop, too.
    """
    lingering = len(signs) if lingers else len(signs.rstrip(STOPPING))
    yield SILENCE_SPEED
    last = ""
    for place, sign in enumerate(signs):
        if sign == " " and last in STOPPING:
            yield SILENCE_SPEED
        else:
            yield speed * LINGERING if sign in STOPPING and place < lingering else speed
        last = sign
    yield SILENCE_SPEED
