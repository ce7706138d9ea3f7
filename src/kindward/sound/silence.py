"""Silence in the frames of each codec, and clips made to fit their slots with it.

Opus silence is one CELT frame whose first symbol says "silent" (RFC 6716, 4.3: `ff fe`), behind a
byte that tells the mode. Code 3 packets (RFC 6716, 3.2.5) hold several frames, or fill up to a
wished size with padding that a decoder skips.
"""

from typing import Final

from kindward.clip import MP3, OPUS, PCM, Clip
from kindward.sound.reel import Segment

CELT_20MS: Final = 0xF8
"""Fullband CELT, 20 ms, mono (RFC 6716, 3.1: configuration 31)."""

CELT_2_5MS: Final = 0xE0
"""The same in 2.5 ms frames (configuration 28)."""

MOST_FRAMES: Final = 6
"""The most 20 ms frames that one Opus packet may hold: 120 ms."""

_SILENT_FRAME: Final = b"\xff\xfe"
_CODE_3: Final = 3
_PADDED: Final = 0x40


def opus_packet(frames: int, mode: int = CELT_20MS) -> bytes:
    """The shortest packet of this many equal silent frames (at most 120 ms)."""
    if frames == 1:
        return bytes((mode,)) + _SILENT_FRAME
    return bytes((mode | _CODE_3, frames)) + _SILENT_FRAME * frames


def padded_opus_packet(frames: int, size: int = OPUS.frame_bytes, mode: int = CELT_20MS) -> bytes:
    """The same silence in exactly so many bytes: as many as a frame of speech, or more, or fewer.

    There is room for it in any packet of a clip, and in any that holds several of them.
    """
    shortest = opus_packet(frames, mode)
    if size == len(shortest):
        return shortest
    sound = _SILENT_FRAME * frames
    padding = size - 2 - len(sound)
    if not padding:
        return bytes((mode | _CODE_3, frames)) + sound
    fulls, rest = divmod(padding - 1, 255)  # each 255 says: 254 more, and read on
    told = bytes((mode | _CODE_3, _PADDED | frames)) + b"\xff" * fulls + bytes((rest,))
    return told + sound + bytes(254 * fulls + rest)


SHORTEST: Final = (b"", *(opus_packet(frames + 1) for frames in range(MOST_FRAMES)))
"""The shortest packet of so many silent frames, by their number; of none, nothing."""

MP3_FRAME: Final = b"\xff\xfb\x54\xc4".ljust(MP3.frame_bytes, b"\0")
"""MPEG-1 Layer III, 64 kbit/s, 48 kHz, mono, no CRC (ISO 11172-3, 2.4.1.3); all else zero."""

FRAME: Final = {
    OPUS.name: padded_opus_packet(1),
    MP3.name: MP3_FRAME,
    PCM.name: bytes(PCM.frame_bytes),
}
"""One silent frame of each codec, of that codec's constant size."""


def fits(clip: Clip, segment: Segment) -> bool:
    """Whether a clip has the very sizes that were told of, and bytes enough."""
    told = clip.sizes[: segment.frames] == segment.sizes
    return told and len(clip.frames) >= segment.places(0)[-1]


LEAD: Final = {OPUS.name: 0, MP3.name: 1, PCM.name: 0}
"""Frames at the beginning of every clip that are left out.

LAME and a decoder delay sound by 576 + 529 samples (LAME technical FAQ), 23 of a frame's 24 ms.
Few players trim that, but a clip begins with a silent frame: without it, all is heard 1 ms early,
in every player, and there is nothing to trim.
"""


def fitted(clip: Clip, segment: Segment) -> bytes:
    """The frames of a slot: a clip's, cut, or silent to the end; it can shift nothing.

    A clip whose frames are not of the sizes that were told beforehand is silent as a whole.
    """
    if segment.sizes:
        if fits(clip, segment):
            return clip.frames[: segment.places(0)[-1]]
        return b"".join(padded_opus_packet(1, size) for size in segment.sizes)
    codec, lead = clip.codec, LEAD[clip.codec.name]
    kept = max(0, min(clip.count - lead, segment.frames)) if not clip.sizes else 0
    missing = FRAME[codec.name] * (segment.frames - kept)
    return clip.frames[lead * codec.frame_bytes : (lead + kept) * codec.frame_bytes] + missing
