"""Samples into frames of constant size: Opus, MP3 and plain PCM, by PyAV (FFmpeg's libraries).

A clip comes from a fresh encoder, and its first frame is the encoder's first. What a decoder gives
is late by a fixed number of samples, the same for every clip, which a file declares once: 312 for
Opus (libopus' lookahead at 48 kHz; RFC 7845, 4.2), 1105 for MP3 (LAME's delay of 576 and the
decoder's own 529). Behind that, frame k holds the samples from k x frame_samples on. The clip ends
in silence, so the frames that would only flush the encoder are not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from kindward.clip import MP3, OPUS, PCM, Clip, Codec
from kindward.units import SAMPLE_RATE
from kindward.voice.engine import EngineFailed
from kindward.voice.loudness import Floats


@dataclass(frozen=True, slots=True)
class _Encoder:
    """One of FFmpeg's encoders, set to frames of constant size."""

    name: str
    bits_per_s: int
    sample_format: str
    options: tuple[tuple[str, str], ...]


_ENCODERS: Final = {
    OPUS.name: _Encoder(
        "libopus",
        16_000,
        "flt",
        (("vbr", "off"), ("application", "audio"), ("frame_duration", "20")),
    ),
    MP3.name: _Encoder("libmp3lame", 64_000, "fltp", (("reservoir", "0"),)),
}

_FLUSHED: Final = 3
"""Frames of silence behind the sound that push the last of it out of any encoder."""

_SETTLED: Final = 8
"""Frames of silence after which an encoder gives the same one again and again (truly 2)."""


def encode(sound: Floats, codec: Codec, frames: int) -> Clip:
    """The sound at 48 kHz in exactly so many frames: cut, or silent to the end."""
    if sound[: frames * codec.frame_samples].any():
        return Clip(codec, _encoded(sound, codec, frames))
    silence, size = _silence(codec), codec.frame_bytes
    return Clip(codec, silence[: frames * size] + silence[-size:] * (frames - _SETTLED))


@cache
def _silence(codec: Codec) -> bytes:
    """Silence until it has settled, encoded once: a whole sitting may be made of it."""
    return _encoded(np.zeros(0, np.float32), codec, _SETTLED)


def _encoded(sound: Floats, codec: Codec, frames: int) -> bytes:
    wanted = frames * codec.frame_samples
    whole = np.pad(sound[:wanted], (0, max(0, wanted - len(sound))))
    if codec == PCM:
        return np.clip(np.rint(whole * 32768), -32768, 32767).astype("<i2").tobytes()
    packets = list(_packets(np.pad(whole, (0, _FLUSHED * codec.frame_samples)), codec))[:frames]
    if len(packets) < frames or {len(packet) for packet in packets} - {codec.frame_bytes}:
        raise EngineFailed(f"{codec.name} frames are not of one size here")
    return b"".join(packets)


def _packets(sound: Floats, codec: Codec) -> Iterator[bytes]:
    """What a fresh encoder makes of whole frames of sound."""
    encoder = _fresh(_ENCODERS[codec.name])
    for start in range(0, len(sound), codec.frame_samples):
        block = sound[None, start : start + codec.frame_samples]
        frame = av.AudioFrame.from_ndarray(block, encoder.format.name, "mono")
        frame.sample_rate, frame.pts = SAMPLE_RATE, start
        yield from map(bytes, encoder.encode(frame))
    yield from map(bytes, encoder.encode(None))


def _fresh(wanted: _Encoder) -> AudioCodecContext:
    """An encoder that has heard nothing yet."""
    encoder = cast("AudioCodecContext", AudioCodecContext.create(wanted.name, "w"))
    encoder.sample_rate, encoder.layout, encoder.format = SAMPLE_RATE, "mono", wanted.sample_format
    encoder.bit_rate, encoder.options = wanted.bits_per_s, dict(wanted.options)
    encoder.open()
    return encoder
