"""The narration room: lines of practices, spoken beforehand, in one file per language and voice.

It makes no difference who spoke them: a neural voice or a person. Whoever plays a narration needs
no engine, no model and no arrays; each line is there with its true length and its packets, 20 ms
of Opus at 48 kHz each, of any size. This room knows lines, and no score, plan or practice.
"""

from kindward.narration.model import About, FaultyNarration, NarratedLine
from kindward.narration.narration import ENDING, Narration
from kindward.narration.narrations import Narrations
from kindward.narration.write import write

__all__ = [
    "ENDING",
    "About",
    "FaultyNarration",
    "NarratedLine",
    "Narration",
    "Narrations",
    "write",
]
