"""A clip: words (or a bell, or a breath) encoded once, in frames that are all of one size.

Every frame of a codec has the same number of bytes. So the size of any sitting, and any byte
range of it, is known from the plan alone, before a single word has been spoken; and a clip that
is lost and made again can never shift what follows it. (Constant bit rate: RFC 6716, 2.1.8.)
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Codec:
    """How sound becomes bytes: mono, 48 kHz, frames of constant length and size."""

    name: str
    frame_samples: int
    frame_bytes: int


OPUS: Final = Codec("opus", frame_samples=960, frame_bytes=40)
"""16 kbit/s, one 20 ms frame to a packet."""

MP3: Final = Codec("mp3", frame_samples=1152, frame_bytes=192)
"""64 kbit/s MPEG-1 Layer III at 48 kHz, no padding, no bit reservoir: 24 ms frames."""

PCM: Final = Codec("pcm", frame_samples=960, frame_bytes=1920)
"""16-bit little-endian samples, for editing."""

CODECS: Final = {codec.name: codec for codec in (OPUS, MP3, PCM)}


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound in frames of one codec, laid end to end."""

    codec: Codec
    frames: bytes

    @property
    def count(self) -> int:
        """How many frames."""
        return len(self.frames) // self.codec.frame_bytes
