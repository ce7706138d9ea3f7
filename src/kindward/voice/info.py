"""A voice as everyone outside knows it: its name, whose it is, and what it has spoken already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kindward.narration import Narration
from kindward.voice.pace import OURS, Pace


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice, for one language: how to name it, and what one would want to know of it."""

    name: str
    engine: str
    language: str
    licence: str
    sample_rate: int
    """Samples in a second; 0 where only the operating system knows."""

    is_here: bool
    is_default: bool
    why: str
    """Why one would choose it, or how to get it where it is not here: one sentence."""

    ascii_only: bool = False
    """Whether it says no letters but those of ASCII, and those built on them."""

    edition: str = ""
    """What changes with the engine or its voice."""

    pace: Pace = field(default=OURS, repr=False)
    """How long it takes for the parts of a line."""

    is_synthetic: bool = True

    who: str = ""
    """Whose voice it sounds like: `woman`, `man`, or nobody's in particular."""

    made_by: str = "computer"
    """`computer` or `person`; empty for silence, which nobody made."""

    title: str = ""
    """What the person who made it calls it, such as `my sister's voice`."""

    is_narrated: bool = False
    """Whether its lines were spoken beforehand."""

    is_plain: bool = False
    """Whether it says its words as a machine does; pages tell it apart from natural ones."""

    is_live: bool = True
    """Whether it can say any words, and not only those that it has spoken already."""

    speaks_together: bool = False
    """Whether it says lines that belong together in one go, where nobody waits for the first."""

    narrations: tuple[Narration, ...] = field(default=(), compare=False, repr=False)
    """What it has spoken already; the first that has a line is heard. Their editions are among
    `edition`, so voices that are equal say the same."""


def narrated_sizes(voice: VoiceInfo, text: str) -> bytes:
    """The bytes of each packet of a line that the voice has spoken already; else empty."""
    found = (narration.sizes(text) for narration in voice.narrations)
    return next(filter(None, found), b"")


def lacking(voice: VoiceInfo, lines: Iterable[str]) -> tuple[str, ...]:
    """Those of the lines that the voice cannot say: it did not, and it cannot any more."""
    return () if voice.is_live else tuple(each for each in lines if not narrated_sizes(voice, each))


def first_with(voices: Iterable[VoiceInfo], lines: Sequence[str]) -> VoiceInfo:
    """The first of the voices that is here and can say all of these lines. Silence always can."""
    return next(each for each in voices if each.is_here and not lacking(each, lines))
