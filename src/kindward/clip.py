"""A clip: words (or a bell, or a breath) encoded once, in frames whose sizes are known ahead.

What an engine says is encoded at a constant rate: every frame of it has the same number of bytes
(RFC 6716, 2.1.8), so that its sizes are known before it speaks. What was spoken beforehand may take
a variable rate, which sounds better in the same room: its frames have sizes of their own, which are
written down beside it. Either way the size of a sitting, and any byte range of it, is known without
its sound, and a clip that is lost can never shift what follows it.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final


@dataclass(frozen=True, slots=True)
class Codec:
    """How sound becomes bytes: mono, 48 kHz, frames of constant length."""

    name: str
    frame_samples: int
    frame_bytes: int
    """Bytes in each frame, where all are of one size."""


OPUS: Final = Codec("opus", frame_samples=960, frame_bytes=40)
"""16 kbit/s where the rate is constant, one 20 ms frame to a packet."""

MP3: Final = Codec("mp3", frame_samples=1152, frame_bytes=192)
"""64 kbit/s MPEG-1 Layer III at 48 kHz, no padding, no bit reservoir: 24 ms frames."""

PCM: Final = Codec("pcm", frame_samples=960, frame_bytes=1920)
"""16-bit little-endian samples, for editing."""

CODECS: Final = {codec.name: codec for codec in (OPUS, MP3, PCM)}

LEAST_BYTES: Final = 3
"""The smallest packet of Opus that a clip may hold: no shorter one can be silent in its place."""

MOST_BYTES: Final = 252
"""The largest: it takes one lacing value in Ogg, and one byte tells its length among others in a
packet (RFC 6716, 3.2.1). 100 kbit/s, and speech stays far below."""

MODE: Final = 0x68
"""The first byte of every packet with a size of its own: hybrid, up to 12 kHz, 20 ms, mono, one
frame (RFC 6716, 3.1). Packets of one mode can be joined."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound in frames of one codec, laid end to end."""

    codec: Codec
    frames: bytes
    sizes: bytes = b""
    """Bytes in each frame, one number each; empty where all are of the codec's one size.

    Frames with sizes are packets of Opus that begin with `MODE`.
    """

    @property
    def count(self) -> int:
        """How many frames."""
        return len(self.sizes) or len(self.frames) // self.codec.frame_bytes

    @property
    def is_whole(self) -> bool:
        """Whether the frames are as long as they should be, and those with sizes are of `MODE`."""
        *places, end = places_of(self.sizes, self.count, self.codec.frame_bytes)
        if end != len(self.frames):
            return False
        return not self.sizes or set(itemgetter(0, *places)(self.frames)) == {MODE}

    def between(self, start: int, end: int) -> "Clip":
        """The frames from `start` up to `end`, where all are of one size."""
        size = self.codec.frame_bytes
        return Clip(self.codec, self.frames[start * size : end * size])

    def each(self) -> Iterator[bytes]:
        """Frame after frame."""
        places = places_of(self.sizes, self.count, self.codec.frame_bytes)
        return (self.frames[start:end] for start, end in pairwise(places))


def places_of(sizes: bytes, count: int, frame_bytes: int) -> Sequence[int]:
    """Where each of so many frames begins, and where the last one ends."""
    return _places(sizes) if sizes else range(0, count * frame_bytes + 1, frame_bytes)


@lru_cache(maxsize=128)
def _places(sizes: bytes) -> Sequence[int]:
    """The same for frames with sizes; lines recur in many sittings, a sitting in many ranges."""
    return array("I", accumulate(sizes, initial=0))
