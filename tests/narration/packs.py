"""Small narrations of sound that nobody spoke, for tests that need one."""

import random
from pathlib import Path

from kindward.clip import MODE
from kindward.narration import ENDING, About, NarratedLine, write

ABOUT = About("en", "test-voice", who="woman", licence="CC0-1.0", edition="1", model="chance")


def line(text, seconds=2.0):
    """Opus packets of many sizes, heard as silence; the same for the same text."""
    chance = random.Random(text)  # noqa: S311 - sizes are no secret
    packets = [packet(chance.randint(3, 120)) for _ in range(round(seconds * 50))]
    return NarratedLine(text, bytes(map(len, packets)), b"".join(packets))


def packet(size):
    """A silent 20 ms packet of exactly so many bytes (RFC 6716, 4.3: what follows is not read)."""
    return bytes((MODE, 0xFF, 0xFE)).ljust(size, b"\0")


def pack(folder, texts, about=ABOUT, seconds=2.0, passages=()):
    """A narration in its place below a folder of narrations."""
    file = Path(folder) / about.language / f"{about.voice}{ENDING}"
    write(file, about, [line(text, seconds) for text in texts], passages)
    return file
