"""Kokoro as a voice like the others: what it needs, what it says, at whose speed.

It speaks whole lines, and whole passages where it may (`SpeaksTogether`), with pauses of its own,
and its sound is left as it is (`is_whole`). The speed of each voice is the one at which it came to
125-150 words in a minute of sound (listening trials).
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Final

from kindward.settings import threads
from kindward.voice.cancellation import Cancellation
from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.kokoro.files import MODEL, RATE, folder, is_there, vector
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.kokoro.tempo import LINGERING
from kindward.voice.pace import Pace

if TYPE_CHECKING:
    from kindward.voice.kokoro.model import Model

HOW: Final = "`kindward voices add kokoro` downloads it once, about 95 MB."

MOST_TOGETHER: Final = 200
"""Signs that are said in one go while the house runs: twenty seconds. The model's memory grows by
21 MB with each, and with its own most it would take a gigabyte."""

_HEART: Final = Pace(0.175, 0.078, 0.063, 0.034, pauses=0.0, room=1.16, patience=5.0)
_DORA: Final = Pace(0.175, 0.023, 0.069, 0.053, pauses=0.0, room=1.1, patience=5.0)
_MICHAEL: Final = replace(_HEART.slowed(1.16), room=1.1)
_ALEX: Final = replace(_DORA.slowed(1.11), room=1.08)
"""At speed 1, pauses within the phrases: a least-squares fit to 147 lines of heart and 166 of dora
(relative error of a line: 9 and 6 %), with more for stops since they are lingered on longer. The
other two are these, made slower by a fit to 18 lines each (error of a line left out of it: 8 and
6 %; with two or four costs of their own it was no less). One line in ten is asked again, a bit
faster; said in one go with the lines around it, one in twenty does not fit."""


@dataclass(frozen=True)
class Kokoro:
    """One of the model's voices, in the one language that it learned."""

    voice: str
    """As the model's makers call it: `af_heart`."""

    language: str
    speed: float
    """The model's own speed that is our tempo 1."""

    natural: Pace
    """What it takes at the model's speed 1."""

    merit: str
    who: str

    licence = "Apache-2.0"
    sample_rate = RATE
    room = 0.0
    ascii_only = False
    made_by = "computer"
    is_plain = False
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
        return self.natural.slowed(1 / self.speed)

    def languages(self) -> tuple[str, ...]:
        """The one that the voice learned."""
        return (self.language,)

    def missing(self) -> str | None:
        """How to get what is not here: onnxruntime, the model or this voice's table."""
        place = folder()
        wanted = (MODEL, vector(self.voice))
        if not _has_runtime():
            return f"It needs onnxruntime first: `pip install 'kindward[voice]'`. After that, {HOW}"
        if place is None or not all(is_there(place, piece) for piece in wanted):
            return f"It is a natural voice, made by a computer. {HOW}"
        return None

    def edition(self) -> str:
        """Model, table, speed and lexicon: whatever changes the sound."""
        digests = (MODEL.digest[:8], vector(self.voice).digest[:8], shipped(self.language).edition)
        return "-".join((*digests, f"{self.speed:g}", f"{LINGERING:g}"))

    def speak(self, phrases: Sequence[str], language: str, tempo: float) -> tuple[Speech, ...]:
        """Speech for each phrase. Raises EngineFailed."""
        lexicon = shipped(language)
        signs = (phonemes(phrase, language, lexicon) for phrase in phrases)
        return tuple(Speech(self._said(each, self.speed * tempo), RATE) for each in signs)

    def speak_together(
        self, lines: Sequence[str], language: str, cancellation: Cancellation
    ) -> tuple[Speech, ...]:
        """Speech for each line of a passage, said in as few goes as the model can.

        Raises EngineFailed, Cancelled.
        """
        from kindward.voice.kokoro.model import in_16_bits  # noqa: PLC0415 - they load numpy
        from kindward.voice.kokoro.passage import in_one_go, lines_of  # noqa: PLC0415

        lexicon = shipped(language)
        signs = [phonemes(line, language, lexicon) for line in lines]
        said = chain.from_iterable(
            lines_of(loaded().speak(" ".join(go), self.voice, self.speed, cancellation), go)
            for go in in_one_go(list(filter(None, signs)), MOST_TOGETHER)
        )
        sounds = (in_16_bits(next(said)).tobytes() if each else b"" for each in signs)
        return tuple(Speech(sound, RATE) for sound in sounds)

    def _said(self, signs: str, speed: float) -> bytes:
        """Samples of 16 bits."""
        from kindward.voice.kokoro.model import in_16_bits  # noqa: PLC0415 - it loads numpy

        return in_16_bits(loaded().speak(signs, self.voice, speed).sound).tobytes()


@cache
def _has_runtime() -> bool:
    """Whether what runs the model is here."""
    return find_spec("onnxruntime") is not None


@cache
def loaded() -> "Model":
    """The model, one for all its voices, on as many threads as it may use. Raises EngineFailed."""
    from kindward.voice.kokoro.model import Model  # noqa: PLC0415

    place = folder()
    if place is None:
        raise EngineFailed("its files are not installed")
    return Model(place, threads(os.environ))


KOKOROS: Final = (
    Kokoro(
        "af_heart", "en", 0.6, _HEART, "is a woman's voice, natural, warm and unhurried", "woman"
    ),
    Kokoro("am_michael", "en", 0.64, _MICHAEL, "is a man's voice, natural, low and even", "man"),
    Kokoro(
        "ef_dora", "es", 0.66, _DORA, "is a woman's voice, natural, clear and unhurried", "woman"
    ),
    Kokoro("em_alex", "es", 0.66, _ALEX, "is a man's voice, natural, even and close", "man"),
)
"""The preferred first in each language (listening trials: word errors, then judged quality)."""
