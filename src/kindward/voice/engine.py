"""What every voice engine can do, and what goes wrong with one.

An engine is one file behind this protocol. It imports its library only when it first speaks, so
asking whether it is here costs nothing; it speaks only inside the worker process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kindward.voice.cancellation import Cancellation
from kindward.voice.pace import Pace


class EngineFailed(Exception):
    """An engine that could not say a line; told in the worker, a `VoiceFailed` outside."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound as engines give it: 16-bit little-endian samples, mono."""

    pcm: bytes
    rate: int


class Engine(Protocol):
    """A maker of speech. At tempo 1 it speaks in its pace, about 120 words per voiced minute."""

    @property
    def name(self) -> str:
        """What a person calls it, such as `flite rms`."""

    @property
    def stem(self) -> str:
        """What the names of its voices begin with, such as `flite-rms`."""

    @property
    def licence(self) -> str:
        """The licence of the engine and its voice."""

    @property
    def sample_rate(self) -> int:
        """Samples in a second of its speech; 0 where its library alone knows."""

    @property
    def merit(self) -> str:
        """Why one would choose it: the second half of a sentence that begins with its name."""

    @property
    def room(self) -> float:
        """How much of a small room does it good: 0 for none, 0.1 for a tenth."""

    @property
    def ascii_only(self) -> bool:
        """Whether it knows no letters but those of ASCII, and is given no others."""

    @property
    def who(self) -> str:
        """Whose voice it sounds like: `woman`, `man`, or nobody's in particular."""

    @property
    def made_by(self) -> str:
        """`computer`; empty for silence, which nobody made."""

    @property
    def is_plain(self) -> bool:
        """Whether anyone hears that it is a machine."""

    @property
    def is_whole(self) -> bool:
        """Whether it speaks whole lines: their pauses and their sound are left as they are."""

    @property
    def pace(self) -> Pace:
        """How long it takes for a line at tempo 1."""

    def languages(self) -> tuple[str, ...]:
        """The language tags it speaks, lower case; `*` for any: whoever speaks will find out."""

    def missing(self) -> str | None:
        """How to get it, in one sentence, where it is not here; else None."""

    def edition(self) -> str:
        """What changes when the engine or its voice does: part of the key of every clip."""

    def speak(self, phrases: Sequence[str], language: str, tempo: float) -> tuple[Speech, ...]:
        """Speech for each phrase; twice the tempo takes about half the time.

        Raises EngineFailed, or dies, or never returns: the caller is prepared for all three.
        """


@runtime_checkable
class SpeaksTogether(Protocol):
    """What an engine has besides, if it says lines that belong together in one go."""

    def speak_together(
        self, lines: Sequence[str], language: str, cancellation: Cancellation
    ) -> tuple[Speech, ...]:
        """Speech for each line of a passage, at tempo 1; empty where a line has no words.

        Raises EngineFailed, and Cancelled where it was asked to leave.
        """
