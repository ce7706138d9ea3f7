"""A passage: sentences that belong together, spoken in one go and given back line by line."""

from collections.abc import Callable, Iterator, Sequence

from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.cutting import cut, lifted
from kindward.voice.kokoro.files import RATE
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.model import MOST_SIGNS, Spoken
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.loudness import Floats

Speak = Callable[[str], Spoken]
"""Signs into sound, in one voice at one speed."""


def spoken_lines(lines: Sequence[str], language: str, speak: Speak) -> tuple[Floats, ...]:
    """The sound of each line at 24 kHz, with the melody of the whole, a little quiet at its ends.

    The lines are plain words, as `spoken` gives them. Raises EngineFailed, also where a line has no
    sound.
    """
    lexicon = shipped(language)
    signs = [phonemes(line, language, lexicon) for line in lines]
    if not all(signs):
        raise EngineFailed("there is nothing in a line that it could say")
    return tuple(sound for go in in_one_go(signs) for sound in _lines(speak(" ".join(go)), go))


def in_one_go(signs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The lines of a passage, as many at a time as the model can read."""
    go: tuple[str, ...] = ()
    for line in signs:
        if go and len(" ".join((*go, line))) > MOST_SIGNS:
            yield go
            go = ()
        go = (*go, line)
    if go:
        yield go


def _lines(spoken: Spoken, signs: Sequence[str]) -> Iterator[Floats]:
    for span in cut(spoken.sound, spoken.begins, [len(each) for each in signs], RATE):
        if span.start == span.end:
            raise EngineFailed("a line has no sound")
        yield lifted(spoken.sound, span, RATE)
