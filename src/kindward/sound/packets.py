"""Opus packets for files that count each one: several frames in one packet, wherever they allow it.

Up to six frames of 20 ms may share a packet, if they are of one mode (RFC 6716, 3.2.5: code 3). So
silence does, and so does what was spoken beforehand; an engine's clip, whose frames may be of two
modes, stays as it is. How large each packet will be is known without the sound: several frames take
as many bytes as alone and one besides, since each gives up its first byte, and a head of two and
the lengths of all but the last come in.

A sitting has ten thousand packets, so none is made by itself. What sounds gives the pieces of all
its packets in one list, with room before each for what a container has to say of it; one join makes
bytes of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from struct import Struct
from typing import ClassVar, Final

from kindward.clip import MODE, MOST_BYTES, OPUS, Clip
from kindward.plan.model import Cue
from kindward.sound.recording import ClipOf
from kindward.sound.reel import Segment
from kindward.sound.silence import MOST_FRAMES, SHORTEST, fits, fitted, padded_opus_packet

MOST_PACKET_BYTES: Final = MOST_FRAMES * MOST_BYTES + 1
"""No packet has more."""

ROOM: Final = 2
"""Empty pieces before each packet."""

LINES_KEPT: Final = 128
"""Of so many lines it is kept how they come apart: as many as a long sitting has, 9 KB each."""

_CODE_3: Final = 3
_OF_MANY_SIZES: Final = 0x80
_LESS_ONE: Final = bytes((255, *range(255)))
"""A table that makes the size of a frame the length of what is behind its first byte."""

_HEADS: Final = (
    b"",
    bytes((MODE,)),
    *(bytes((MODE | _CODE_3, _OF_MANY_SIZES | frames)) for frames in range(2, MOST_FRAMES + 1)),
)
"""What a packet of so many frames begins with."""

_BEHIND_FIRST: Final = [f"x{max(0, size - 1)}s" for size in range(256)]
"""A frame of each size without its first byte, as `struct` writes it."""

Run = tuple[int, list[bytes]]
"""So many packets that are built alike, and the pieces of all, one packet behind the other. Each
has as many pieces as any, and the first `ROOM` of them are empty."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The frames of a reel from `start` up to `end`, laid in packets."""

    start: int
    end: int

    most: ClassVar[int] = MOST_FRAMES
    """The most frames that share a packet: all are full, but for one that has the rest."""

    @property
    def count(self) -> int:
        """How many packets."""
        return -((self.start - self.end) // self.most)

    @property
    def lengths(self) -> list[tuple[int, int]]:
        """So many packets, of so many frames each; then the one of the rest."""
        full, rest = divmod(self.end - self.start, self.most)
        return [each for each in ((full, self.most), (1, rest)) if all(each)]


@dataclass(frozen=True, slots=True)
class Quiet(_Stretch):
    """Silence."""

    silent: Sequence[bytes] = SHORTEST
    """The packet of so many silent frames, by their number."""

    @property
    def total(self) -> int:
        """Bytes in all packets."""
        full, rest = divmod(self.end - self.start, MOST_FRAMES)
        return full * len(self.silent[MOST_FRAMES]) + len(self.silent[rest])

    @property
    def packets(self) -> list[tuple[int, bytes]]:
        """So many times this packet; then the one of the rest."""
        return [(times, self.silent[frames]) for times, frames in self.lengths]

    def sizes(self) -> list[int]:
        """Bytes in each packet."""
        return [size for times, packet in self.packets for size in [len(packet)] * times]


@dataclass(frozen=True, slots=True)
class Single(_Stretch):
    """Part of a cue whose frames are of one size, each in a packet of its own."""

    segment: Segment
    cue: Cue

    most: ClassVar[int] = 1

    @property
    def total(self) -> int:
        """Bytes in all packets."""
        return self.count * OPUS.frame_bytes

    def sizes(self) -> list[int]:
        """Bytes in each packet."""
        return [OPUS.frame_bytes] * self.count

    def runs(self, clip: ClipOf) -> Iterator[Run]:
        """The packets."""
        content, size = fitted(clip(self.cue), self.segment), OPUS.frame_bytes
        first, last = self.start - self.segment.start, self.end - self.segment.start
        yield _whole([content[at * size : (at + 1) * size] for at in range(first, last)])


@dataclass(frozen=True, slots=True)
class Shared(_Stretch):
    """Part of a cue whose frames have sizes of their own, up to six to a packet."""

    segment: Segment
    cue: Cue

    @property
    def total(self) -> int:
        """Bytes in all packets."""
        first, places = self.segment.start, self.segment.places(0)
        full, rest = divmod(self.end - self.start, MOST_FRAMES)
        return places[self.end - first] - places[self.start - first] + full + (rest > 1)

    def sizes(self) -> list[int]:
        """Bytes in each packet."""
        first, last = self.start - self.segment.start, self.end - self.segment.start
        places = self.segment.places(0)
        edges = [*places[first:last:MOST_FRAMES], places[last]]
        sizes = [end - start + 1 for start, end in pairwise(edges)]
        if (last - first) % MOST_FRAMES == 1:
            sizes[-1] -= 1
        return sizes

    def runs(self, clip: ClipOf) -> Iterator[Run]:
        """The packets; silent ones of the same sizes where the clip is lost."""
        made = clip(self.cue)
        return self._joined(made) if fits(made, self.segment) else iter([_whole(self._lost())])

    def _joined(self, clip: Clip) -> Iterator[Run]:
        first, last = self.start - self.segment.start, self.end - self.segment.start
        full, rest = divmod(last - first, MOST_FRAMES)
        frames = _apart(self.segment.sizes).unpack_from(clip.frames)[first:last]
        lengths = self.segment.sizes[first:last].translate(_LESS_ONE)
        end = full * MOST_FRAMES
        if full:
            width = ROOM + 2 + MOST_FRAMES
            pieces = [b""] * (full * width)
            pieces[ROOM::width] = [_HEADS[MOST_FRAMES]] * full
            pieces[ROOM + 1 :: width] = _all_but_last(full).unpack_from(lengths)
            for at in range(MOST_FRAMES):
                pieces[ROOM + 2 + at :: width] = frames[at:end:MOST_FRAMES]
            yield full, pieces
        if rest:
            yield 1, [*[b""] * ROOM, _HEADS[rest], lengths[end:-1], *frames[end:]]

    def _lost(self) -> list[bytes]:
        """Silence in packets of the same sizes."""
        frames = (frames for packets, frames in self.lengths for _ in range(packets))
        return list(map(padded_opus_packet, frames, self.sizes()))


Stretch = Quiet | Single | Shared


def stretch(segment: Segment, start: int, end: int, silent: Sequence[bytes] = SHORTEST) -> Stretch:
    """The frames of a segment from `start` up to `end`."""
    if segment.cue is None:
        return Quiet(start, end, silent)
    return (Shared if segment.sizes else Single)(start, end, segment, segment.cue)


def _whole(packets: Sequence[bytes]) -> Run:
    """Packets of one piece each."""
    width = ROOM + 1
    pieces = [b""] * (width * len(packets))
    pieces[ROOM::width] = packets
    return len(packets), pieces


@lru_cache(LINES_KEPT)
def _apart(sizes: bytes) -> Struct:
    """Takes frames of these sizes apart, each without its first byte."""
    return Struct("".join(map(_BEHIND_FIRST.__getitem__, sizes)))


@lru_cache(LINES_KEPT)
def _all_but_last(packets: int) -> Struct:
    """Takes the lengths of frames apart: of the six in each packet, five are told."""
    return Struct(f"{MOST_FRAMES - 1}sx" * packets)
