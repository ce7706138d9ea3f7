"""Small narrations of sound that nobody spoke, for tests that need one."""

import random
from dataclasses import replace
from pathlib import Path

from kindward.clip import MODE
from kindward.library import Library
from kindward.narration import ENDING, About, NarratedLine, write
from kindward.voice.child import Child
from kindward.voice.pace import spoken_s

ABOUT = About("en", "test-voice", who="woman", licence="CC0-1.0", edition="1", model="chance")


def line(text, seconds=2.0):
    """Packets of many sizes, the same for the same text; nobody has chosen how they sound."""
    chance = random.Random(text)  # noqa: S311 - sizes are no secret
    packets = [packet(chance.randint(3, 120), chance) for _ in range(round(seconds * 50))]
    return NarratedLine(text, bytes(map(len, packets)), b"".join(packets))


def packet(size, chance=None):
    """A packet of exactly so many bytes."""
    return bytes([MODE]) + (chance or random.Random(size)).randbytes(size - 1)  # noqa: S311


def pack(folder, texts, about=ABOUT, seconds=2.0, passages=()):
    """A narration in its place below a folder of narrations."""
    file = Path(folder) / about.language / f"{about.voice}{ENDING}"
    write(file, about, [line(text, seconds) for text in texts], passages)
    return file


def narrated_home(home, language="en", about=ABOUT):
    """A data folder in which one voice has spoken every line of the practices that are shipped."""
    practices = Library().practices(language)
    texts = dict.fromkeys(line for each in practices for line in each.score.lines())
    lengths_s = {text: 0.1 + spoken_s(text, language) for text in texts}
    folder = Path(home) / "narrations"
    file = folder / language / f"{about.voice}{ENDING}"
    write(file, replace(about, language=language), [line(t, s) for t, s in lengths_s.items()])
    return file


def nothing_is_shipped(monkeypatch, folder):
    """As if no voice had come with Kindward: what is spoken beforehand is one's own alone."""
    for room in ("wiring.own", "cli.narrate"):
        monkeypatch.setattr(f"kindward.{room}.SHIPPED_FOLDER", folder / "nothing")


def no_worker_may_be_started(monkeypatch):
    """Whoever asks the worker for anything fails."""

    def asked(*_):
        raise AssertionError("the worker was asked")

    monkeypatch.setattr(Child, "ask", asked)
