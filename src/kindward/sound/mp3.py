"""MP3: whole frames of constant size, and in front of them one that says how many there are.

ISO 11172-3 for the frames. The first frame is silent to an old decoder; a newer one reads its
"Info" tag (Xing's header, here for constant bit rate): the number of frames, and a table for
seeking. No samples are to be trimmed, so every player plays the same length: the plan's, to the
nearest 24 ms, and exactly in whole minutes. The title is an ID3v2.4 tag.
"""

from struct import pack
from typing import Final

from kindward.clip import MP3
from kindward.sound.recording import ClipOf, Label, Recording, end_to_end, given, slot
from kindward.sound.reel import Reel
from kindward.sound.silence import MP3_FRAME

MEDIA_TYPE: Final = "audio/mpeg"

_SIDE_INFO_END: Final = 4 + 17  # a mono frame: header, side information
_FRAMES_BYTES_TABLE: Final = 0b0111  # the fields that are there
_SEEK_TABLE: Final = bytes(256 * percent // 100 for percent in range(100))


def mp3(reel: Reel, clip: ClipOf, label: Label) -> Recording:
    """The sitting as MP3; it decodes to `reel.samples`."""
    head = given(_id3(label.title) + _info_frame(reel.frames))
    return end_to_end(MEDIA_TYPE, (head, *(slot(part, MP3, clip) for part in reel.segments)))


def _id3(title: str) -> bytes:
    """An ID3v2.4 tag with the title in UTF-8 (id3.org, 2000: sections 3.1, 4.2)."""
    text = b"\x03" + title.encode()
    frame = b"TIT2" + _synchsafe(len(text)) + b"\0\0" + text
    return b"ID3\x04\0\0" + _synchsafe(len(frame)) + frame


def _synchsafe(number: int) -> bytes:
    """Four bytes of seven bits each (ID3v2.4, 6.2)."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def _info_frame(frames: int) -> bytes:
    """A silent frame that tells how many follow it."""
    told = pack(">III", _FRAMES_BYTES_TABLE, frames, (frames + 1) * MP3.frame_bytes)
    frame = MP3_FRAME[:_SIDE_INFO_END] + b"Info" + told + _SEEK_TABLE
    return frame.ljust(MP3.frame_bytes, b"\0")
