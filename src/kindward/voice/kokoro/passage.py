"""A passage: sentences that belong together, spoken in one go and given back line by line."""

from collections.abc import Iterator, Sequence

from kindward.arrays import Samples
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.cutting import cut, lifted
from kindward.voice.kokoro.files import RATE
from kindward.voice.kokoro.model import MOST_SIGNS, Utterance


def in_one_go(signs: Sequence[str], most: int = MOST_SIGNS) -> Iterator[tuple[str, ...]]:
    """The lines of a passage, told by their signs, as many at a time as have this many signs."""
    go: tuple[str, ...] = ()
    for line in signs:
        if go and len(" ".join((*go, line))) > most:
            yield go
            go = ()
        go = (*go, line)
    if go:
        yield go


def lines_of(spoken: Utterance, signs: Sequence[str]) -> Iterator[Samples]:
    """The sound of each line of a go at 24 kHz, a little quiet at its ends.

    Raises EngineFailed where a line has no sound.
    """
    for span in cut(spoken.sound, spoken.begins, list(map(len, signs)), RATE):
        if span.start == span.end:
            raise EngineFailed("one line came out silent")
        yield lifted(spoken.sound, span, RATE)
