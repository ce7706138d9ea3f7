"""What a narration is made of, and what a file that is none is refused with."""

from dataclasses import dataclass

from kindward.errors import KindwardError
from kindward.units import PACKETS_PER_S


class FaultyNarration(KindwardError):
    """A file that is no narration, or no longer one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This voice file {why}. You can copy it here again, or make a new one.")


@dataclass(frozen=True, slots=True)
class About:
    """Whose voice a narration is, and how it was made."""

    language: str
    voice: str
    """Its name, part of an address: a-z, 0-9 and `-`."""

    who: str = ""
    """`woman`, `man`, or nothing."""

    made_by: str = "computer"
    """`computer` or `person`."""

    title: str = ""
    """What its person calls it, such as *my sister's voice*; empty where nobody named it."""

    licence: str = ""
    edition: str = ""
    """Which making this is: whoever makes it decides how editions are named."""

    model: str = ""
    settings: str = ""


@dataclass(frozen=True, slots=True)
class NarratedLine:
    """A line as it was spoken: Opus at 48 kHz, mono, 20 ms to a packet."""

    text: str
    sizes: bytes
    """The bytes of each packet, one number per packet, within the bounds of `clip`."""

    frames: bytes
    """The packets, laid end to end, each of the one mode that `clip` tells of."""

    @property
    def packets(self) -> int:
        """How many packets."""
        return len(self.sizes)

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return self.packets / PACKETS_PER_S
