"""Kokoro as a voice like the others: what it needs, what it says, at whose speed.

It speaks whole lines with pauses of its own, and its sound is left as it is (`is_whole`). The speed
of each voice is the one at which it came to 125-150 words in a minute of sound (listening trials).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.kokoro.files import MODEL, folder, is_there, vector
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.model import RATE, Model
from kindward.voice.kokoro.phonemes import phonemes

HOW: Final = "`kindward voices add kokoro` gets it, once, with about 100 MB."

LOUDEST: Final = 32767


@dataclass(frozen=True)
class Kokoro:
    """One of the model's voices, in the one language that it learned."""

    voice: str
    """As the model's makers call it: `af_heart`."""

    language: str
    speed: float
    """The model's own speed that is our tempo 1."""

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

    def languages(self) -> tuple[str, ...]:
        """The one that the voice learned."""
        return (self.language,)

    def missing(self) -> str | None:
        """How to get what is not here: onnxruntime, the model or this voice's table."""
        place = folder()
        wanted = (MODEL, vector(self.voice))
        if not find_spec("onnxruntime"):
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
        sounds = [self._model.speak(each, self.voice, self.speed * tempo) for each in signs]
        whole = (np.rint(np.clip(sound, -1, 1) * LOUDEST).astype("<i2") for sound in sounds)
        return tuple(Speech(sound.tobytes(), RATE) for sound in whole)

    @property
    def _model(self) -> Model:
        place = folder()
        if place is None:
            raise EngineFailed("not here")
        return _in(place)


@lru_cache(maxsize=1)
def _in(place: Path) -> Model:
    """The model of a folder: one for all its voices."""
    return Model(place)


KOKOROS: Final = (
    Kokoro("af_heart", "en", 0.68, "is a natural woman's voice, warm and unhurried", "woman"),
    Kokoro("am_michael", "en", 0.72, "is a natural man's voice, low and even", "man"),
    Kokoro("ef_dora", "es", 0.75, "is a natural woman's voice, clear and unhurried", "woman"),
    Kokoro("em_alex", "es", 0.75, "is a natural man's voice, even and near", "man"),
)
"""The preferred first in each language (listening trials: word errors, then judged quality)."""
