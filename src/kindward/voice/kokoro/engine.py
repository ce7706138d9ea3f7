"""Kokoro as a voice like the others: what it needs, what it says, at whose speed.

It speaks whole lines with pauses of its own, and its sound is left as it is (`is_whole`). The speed
of each voice is the one at which it came to 125-150 words in a minute of sound (listening trials).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.kokoro.files import MODEL, RATE, folder, is_there, vector
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.pace import Pace

if TYPE_CHECKING:
    from kindward.voice.kokoro.model import Model

HOW: Final = "`kindward voices add kokoro` gets it, once, with about 100 MB."

_PACES: Final = {
    "en": Pace(0.125, 0.073, 0.074, 0.029, pauses=0.12, room=1.12, patience=5.0),
    "es": Pace(0.134, 0.078, 0.079, 0.031, pauses=0.12, room=1.12, patience=5.0),
}
"""At speed 1: a least-squares fit to 158 English lines, whose relative error (9 %) was no smaller
when told from phonemes; in Spanish the same shape, 7 % longer (24 lines, error 7 %). With this room
one line in twenty is asked again, a little faster."""


@dataclass(frozen=True)
class Kokoro:
    """One of the model's voices, in the one language that it learned."""

    voice: str
    """As the model's makers call it: `af_heart`."""

    language: str
    speed: float
    """The model's own speed that is our tempo 1."""

    drawl: float
    """How much longer the voice takes for the same words than the first of its language."""

    merit: str
    who: str

    licence = "Apache-2.0"
    sample_rate = RATE
    room = 0.0
    ascii_only = False
    is_whole = True

    @property
    def name(self) -> str:
        """Such as `kokoro heart`."""
        return f"kokoro {self.voice.partition('_')[2]}"

    @property
    def stem(self) -> str:
        """Such as `kokoro-heart`."""
        return self.name.replace(" ", "-")

    @property
    def pace(self) -> Pace:
        """What it takes at its speed."""
        heart, slower = _PACES[self.language], self.drawl / self.speed
        return replace(
            heart,
            phrase_s=heart.phrase_s * slower,
            word_s=heart.word_s * slower,
            syllable_s=heart.syllable_s * slower,
            consonant_s=heart.consonant_s * slower,
        )

    def languages(self) -> tuple[str, ...]:
        """The one that the voice learned."""
        return (self.language,)

    def missing(self) -> str | None:
        """How to get what is not here: onnxruntime, the model or this voice's table."""
        place = folder()
        wanted = (MODEL, vector(self.voice))
        if not _has_runtime():
            return f"It needs onnxruntime: `pip install 'kindward[voice]'`. Then {HOW}"
        if place is None or not all(is_there(place, piece) for piece in wanted):
            return f"It is a natural voice, made by a computer. {HOW}"
        return None

    def edition(self) -> str:
        """Model, table, speed and lexicon: whatever changes the sound."""
        digests = (MODEL.digest[:8], vector(self.voice).digest[:8], shipped(self.language).edition)
        return "-".join((*digests, f"{self.speed:g}"))

    def speak(self, phrases: Sequence[str], language: str, tempo: float) -> tuple[Speech, ...]:
        """Speech for each phrase. Raises EngineFailed."""
        lexicon = shipped(language)
        signs = (phonemes(phrase, language, lexicon) for phrase in phrases)
        return tuple(Speech(self._said(each, self.speed * tempo), RATE) for each in signs)

    def _said(self, signs: str, speed: float) -> bytes:
        """Samples of 16 bits."""
        from kindward.voice.kokoro.model import in_16_bits  # noqa: PLC0415 - it loads numpy

        return in_16_bits(loaded().speak(signs, self.voice, speed))


@cache
def _has_runtime() -> bool:
    """Whether what runs the model is here."""
    return find_spec("onnxruntime") is not None


@cache
def loaded() -> "Model":
    """The model, one for all its voices. Raises EngineFailed."""
    from kindward.voice.kokoro.model import Model  # noqa: PLC0415

    place = folder()
    if place is None:
        raise EngineFailed("not here")
    return Model(place)


KOKOROS: Final = (
    Kokoro("af_heart", "en", 0.68, 1.0, "is a natural woman's voice, warm and unhurried", "woman"),
    Kokoro("am_michael", "en", 0.72, 1.12, "is a natural man's voice, low and even", "man"),
    Kokoro("ef_dora", "es", 0.75, 1.0, "is a natural woman's voice, clear and unhurried", "woman"),
    Kokoro("em_alex", "es", 0.75, 1.02, "is a natural man's voice, even and near", "man"),
)
"""The preferred first in each language (listening trials: word errors, then judged quality)."""
