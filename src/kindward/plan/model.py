"""What a plan is: cues on one clock, absolute from the first sound, in whole 20 ms packets."""

from dataclasses import dataclass
from enum import StrEnum

from kindward.units import PACKET_S


class Kind(StrEnum):
    """What is heard during a cue."""

    LINE = "line"
    SILENCE = "silence"
    BREATH = "breath"
    BELL = "bell"


@dataclass(frozen=True, slots=True)
class Cue:
    """One stretch of a sitting, from `start` up to `end`, in packets.

    `text` is the spoken line; for a breath it is "in" or "out"; else it is empty.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    section: str = ""
    announced: bool = False

    @property
    def start_s(self) -> float:
        """Seconds from the first sound of the sitting to the beginning of this cue."""
        return round(self.start * PACKET_S, 2)

    @property
    def end_s(self) -> float:
        """Seconds from the first sound of the sitting to the end of this cue."""
        return round(self.end * PACKET_S, 2)

    @property
    def length(self) -> int:
        """Packets from start to end."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Plan:
    """A sitting set in time: cues that tile 0..total without gap or overlap, none empty."""

    cues: tuple[Cue, ...]
    total: int
    """Packets in the whole sitting."""

    stretch: float = 1.0
    """The one factor that all silences share, before their own bounds."""

    @property
    def total_s(self) -> float:
        """Seconds in the whole sitting."""
        return round(self.total * PACKET_S, 2)
