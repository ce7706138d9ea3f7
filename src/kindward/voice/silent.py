"""No voice: exactly as long as the words would be, and no sound.

The fake that tests use, and the last resort where nothing can speak: the words are still there to
read, in time, with the bell.
"""

from collections.abc import Sequence
from typing import Final

from kindward.units import SAMPLE_RATE
from kindward.voice.engine import Speech
from kindward.voice.pace import OURS, said_s

SILENT: Final = "silent"
"""The name of the voice that leaves the words to be read, in every language."""

_SAMPLE_BYTES: Final = 2


class Silent:
    """Silence in the length of speech."""

    name = "silence"
    stem = SILENT
    licence = "AGPL-3.0-or-later"
    sample_rate = SAMPLE_RATE
    merit = "shows the words in time, without any sound"
    room = 0.0
    ascii_only = False
    who = ""
    made_by = ""
    is_plain = False
    is_whole = False
    pace = OURS

    def languages(self) -> tuple[str, ...]:
        """Every language: `*`."""
        return ("*",)

    def missing(self) -> str | None:
        """It is always here."""
        return None

    def edition(self) -> str:
        """There is only one silence."""
        return "1"

    def speak(self, phrases: Sequence[str], language: str, tempo: float) -> tuple[Speech, ...]:
        """Zeros, for as long as each phrase is predicted to take."""
        return tuple(self._quiet(said_s(phrase, language) / tempo) for phrase in phrases)

    def _quiet(self, seconds: float) -> Speech:
        samples = round(seconds * self.sample_rate)
        return Speech(bytes(_SAMPLE_BYTES * samples), self.sample_rate)
