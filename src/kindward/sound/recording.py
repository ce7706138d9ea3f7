"""A sitting as one file that is never all in memory: its size at once, any byte range on demand.

A container hands over how its bytes begin from any position; `Recording` cuts what was asked for.
A clip is asked for when its own bytes are due and not before: headers and the leading silence go
out while the voice is still at work.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from zlib import crc32

from kindward.clip import Clip, Codec
from kindward.plan.model import Cue
from kindward.sound.reel import Segment
from kindward.sound.silence import FRAME, fitted

ClipOf = Callable[[Cue], Clip]
"""Gives the clip of a cue; called only for cues that are heard, in their order."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a file says of itself: its title, and the bytes its serial number is made from."""

    title: str
    seed: bytes

    @property
    def serial(self) -> int:
        """A number of 32 bits, the same for the same seed; never 0, which opusinfo minds."""
        return crc32(self.seed) or 1


@dataclass(frozen=True, slots=True)
class Recording:
    """One unbroken sound: the same plan and clips give the same bytes, however they are read."""

    media_type: str
    size: int
    """Bytes in the whole file, known before any clip is."""

    from_position: Callable[[int], tuple[int, Iterator[bytes]]]
    """A place at or before a position, and all pieces of the file from that place on."""

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes start..stop in pieces, none empty; beyond the file's ends there are none."""
        start, stop = max(0, start), self.size if stop is None else min(stop, self.size)
        if start >= stop:
            return
        at, pieces = self.from_position(start)
        while at < stop:
            piece = next(pieces)
            wanted = piece[max(0, start - at) : stop - at]
            at += len(piece)
            if wanted:
                yield wanted


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file: how many bytes, and the pieces that hold them, once they are due."""

    size: int
    pieces: Callable[[], Iterable[bytes]]


def end_to_end(media_type: str, parts: Sequence[Part]) -> Recording:
    """The recording that is these parts, one behind the other."""
    ends = tuple(accumulate(part.size for part in parts))

    def from_position(position: int) -> tuple[int, Iterator[bytes]]:
        first = bisect_right(ends, position)
        pieces = (part.pieces() for part in parts[first:])
        return ends[first] - parts[first].size, chain.from_iterable(pieces)

    return Recording(media_type, ends[-1], from_position)


def given(content: bytes) -> Part:
    """Bytes that are there already, such as a header."""
    return Part(len(content), lambda: (content,))


def repeated(unit: bytes, times: int) -> Part:
    """The same bytes over and over, in pieces of up to a hundred units."""
    return Part(len(unit) * times, lambda: _hundreds(unit, times))


def _hundreds(unit: bytes, times: int) -> Iterator[bytes]:
    """A hundred units at a time, then the rest."""
    hundreds, rest = divmod(times, 100)
    yield from repeat(unit * 100, hundreds)
    yield unit * rest


def slot(segment: Segment, codec: Codec, clip: ClipOf) -> Part:
    """A segment in whole frames: the clip of its cue made to fit, or silence."""
    cue, frames = segment.cue, segment.frames
    if cue is None:
        return repeated(FRAME[codec.name], frames)
    return Part(frames * codec.frame_bytes, lambda: (fitted(clip(cue), segment),))
