"""A clip: words (or a bell, or a breath) encoded once, in frames whose sizes are known ahead.

What an engine says is encoded at a constant rate: every frame of it has the same number of bytes
(RFC 6716, 2.1.8), so that its sizes are known before it speaks. What was spoken beforehand may take
a variable rate, which sounds better in the same room: its frames have sizes of their own, which are
written down beside it. Either way the size of a sitting, and any byte range of it, is known without
its sound, and a clip that is lost can never shift what follows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
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


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound in frames of one codec, laid end to end."""

    codec: Codec
    frames: bytes
    sizes: bytes = b""
    """Bytes in each frame, one number each; empty where all are of the codec's one size."""

    @property
    def count(self) -> int:
        """How many frames."""
        return len(self.sizes) or len(self.frames) // self.codec.frame_bytes

    def each(self) -> Iterator[bytes]:
        """Frame after frame."""
        sizes = self.sizes or (self.codec.frame_bytes,) * self.count
        return (self.frames[a:b] for a, b in pairwise(accumulate(sizes, initial=0)))
