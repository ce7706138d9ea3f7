"""A passage: sentences that belong together, spoken in one go and given back line by line."""

from collections.abc import Sequence

from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.cutting import Span, cut, lifted
from kindward.voice.kokoro.files import RATE
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.model import Model
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.loudness import Floats


def spoken_lines(
    model: Model, lines: Sequence[str], language: str, voice: str, speed: float
) -> tuple[Floats, ...]:
    """The sound of each line at 24 kHz, with the melody of the whole, a little quiet at its ends.

    Where the passage has too few pauses to be parted, each line is spoken alone. The lines are
    plain words, as `spoken` gives them. Raises EngineFailed, also where a line has no sound.
    """
    lexicon = shipped(language)
    signs = [phonemes(line, language, lexicon) for line in lines]
    if not all(signs):
        raise EngineFailed("there is nothing in a line that it could say")
    sound = model.speak(" ".join(signs), voice, speed)
    spans = cut(sound, [len(each) for each in signs], RATE)
    if spans is not None:
        return tuple(lifted(sound, span, RATE) for span in spans)
    return tuple(_alone(model.speak(each, voice, speed)) for each in signs)


def _alone(sound: Floats) -> Floats:
    (span,) = cut(sound, [1], RATE) or (Span(0, len(sound)),)
    return lifted(sound, span, RATE)
