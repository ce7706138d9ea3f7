"""Small narrations of sound that nobody spoke, for tests that need one."""

import random
from pathlib import Path

from kindward.narration import ENDING, About, NarratedLine, write

ABOUT = About("en", "test-voice", who="woman", licence="CC0-1.0", edition="1", model="chance")


def line(text, seconds=2.0):
    """Opus packets of many sizes, heard as silence; the same for the same text."""
    chance = random.Random(text)  # noqa: S311 - sizes are no secret
    packets = [packet(chance.randint(3, 120)) for _ in range(round(seconds * 50))]
    return NarratedLine(text, bytes(map(len, packets)), b"".join(packets))


def packet(size):
    """A silent 20 ms packet of exactly so many bytes, 3 to 255: padded (RFC 6716, 3.2.5)."""
    silent = b"\xff\xfe"
    if size == 3:
        return b"\xf8" + silent
    if size == 4:
        return b"\xfb\x01" + silent
    return b"\xfb\x41" + bytes([size - 5]) + silent + bytes(size - 5)


def pack(folder, texts, about=ABOUT, seconds=2.0, passages=()):
    """A narration in its place below a folder of narrations."""
    file = Path(folder) / about.language / f"{about.voice}{ENDING}"
    write(file, about, [line(text, seconds) for text in texts], passages)
    return file
