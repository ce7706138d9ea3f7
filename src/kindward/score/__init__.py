"""The score room: words in a text file become a `Score`, or a list of everything wrong with it.

In comes text (or its bytes), out goes a frozen `Score` that knows no length, voice or sound.
The grammar is ours and stands on one page, docs/score.md. Laws: any text gives a Score or
located faults, never another exception; `parse(write(score)) == score`.
"""

from kindward.score.faults import Fault, Faulty, FaultyScore, printable
from kindward.score.model import CHOICES, SUITS, Choices, Score
from kindward.score.parse import check, parse
from kindward.score.write import write

__all__ = [
    "CHOICES",
    "SUITS",
    "Choices",
    "Fault",
    "Faulty",
    "FaultyScore",
    "Score",
    "check",
    "parse",
    "printable",
    "write",
]
