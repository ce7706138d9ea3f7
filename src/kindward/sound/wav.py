"""WAV, for editing: RIFF with one chunk of 16-bit mono samples (Microsoft and IBM, 1991)."""

from struct import pack
from typing import Final

from kindward.clip import PCM
from kindward.sound.recording import ClipOf, Label, Recording, end_to_end, given, slot
from kindward.sound.reel import Reel
from kindward.units import SAMPLE_RATE

MEDIA_TYPE: Final = "audio/wav"

_SAMPLE_BYTES: Final = 2


def wav(reel: Reel, clip: ClipOf, label: Label) -> Recording:
    """The sitting as WAV: exactly `reel.samples` samples."""
    sound_bytes = reel.frames * PCM.frame_bytes
    info = _chunk(b"LIST", b"INFO" + _chunk(b"INAM", label.title.encode() + b"\0"))
    sampling = (SAMPLE_RATE, SAMPLE_RATE * _SAMPLE_BYTES, _SAMPLE_BYTES, 8 * _SAMPLE_BYTES)
    told = b"WAVE" + _chunk(b"fmt ", pack("<HHIIHH", 1, 1, *sampling)) + info
    riff = b"RIFF" + pack("<I", len(told) + 8 + sound_bytes) + told
    head = given(riff + b"data" + pack("<I", sound_bytes))
    return end_to_end(MEDIA_TYPE, (head, *(slot(part, PCM, clip) for part in reel.segments)))


def _chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of RIFF, filled up to an even length."""
    return name + pack("<I", len(content)) + content + bytes(len(content) % 2)
