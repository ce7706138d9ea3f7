"""A voice that could not speak, and how long it is left alone after that."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from kindward.errors import KindwardError

UNWELL_AFTER: Final = 2
"""Failures in a row: one may be chance."""

REST_S: Final = 60.0


class VoiceFailed(KindwardError):
    """A voice that crashed, hung, or could not say a line."""

    def __init__(self, voice: str, why: str) -> None:
        super().__init__(f"The voice {voice} {why}.")
        self.voice = voice


class Health:
    """Which voices are well. After two failures in a row a voice rests for a minute."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures: Counter[str] = Counter()
        self._rests_until: dict[str, float] = {}

    def is_well(self, voice: str) -> bool:
        """Whether it may be asked to speak."""
        return self._clock() >= self._rests_until.get(voice, -float("inf"))

    def spoke(self, voice: str) -> None:
        """It spoke: whatever was, is over."""
        self._failures.pop(voice, None)
        self._rests_until.pop(voice, None)

    def failed(self, voice: str) -> None:
        """It failed once more."""
        self._failures[voice] += 1
        if self._failures[voice] >= UNWELL_AFTER:
            self._rests_until[voice] = self._clock() + REST_S

    def unwell(self) -> tuple[str, ...]:
        """The voices that rest."""
        return tuple(voice for voice in self._rests_until if not self.is_well(voice))
