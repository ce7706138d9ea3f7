"""Samples into frames, and back: Opus, MP3 and plain PCM, by PyAV (FFmpeg's libraries).

What an engine says becomes frames of one size. What is spoken beforehand becomes Opus of a variable
rate (`encode_varying`), and MP3 or PCM where that is wanted, by way of `decode`.

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

from kindward.arrays import Samples
from kindward.clip import LEAST_BYTES, MOST_BYTES, MP3, OPUS, PCM, Clip, Codec
from kindward.units import SAMPLE_RATE
from kindward.voice.engine import EngineFailed


@dataclass(frozen=True, slots=True)
class _Encoder:
    """One of FFmpeg's encoders, and how it is set."""

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

BITS_PER_S: Final = 20_000
"""What a variable rate comes to: some 50 bytes for 20 ms of a neural voice, its pauses included.

All lines of a language are then less than 18 MB.

Below 22,000 libopus stays in the one mode it has begun with, whatever it takes for music (its
thresholds of mode, in opus_encoder.c); at 24,000 nearly every second line of a man's voice was of
two.
"""

_VARYING: Final = (
    *(("vbr", "on"), ("application", "voip"), ("frame_duration", "20")),
    ("cutoff", "12000"),  # as high as the voice goes; and all packets are of one mode, hybrid
)

_LATE: Final = 312
"""Samples by which Opus is late."""

_SILENT_PACKET: Final = b"\xf8\xff\xfe"  # RFC 6716, 3.1 and 4.3

_FLUSHED: Final = 3
"""Frames of silence behind the sound that push the last of it out of any encoder."""

_SETTLED: Final = 8
"""Frames of silence after which an encoder gives the same one again and again (truly 2)."""


def encode(sound: Samples, codec: Codec, frames: int) -> Clip:
    """The sound at 48 kHz in exactly so many frames: cut, or silent to the end."""
    if sound[: frames * codec.frame_samples].any():
        return Clip(codec, _encoded(sound, codec, frames))
    silence, size = _silence(codec), codec.frame_bytes
    return Clip(codec, silence[: frames * size] + silence[-size:] * (frames - _SETTLED))


def encode_varying(sound: Samples, bits_per_s: int = BITS_PER_S) -> Clip:
    """Speech at 48 kHz as Opus of a variable rate: as many frames as it needs, the last filled up.

    It is to end in 10 ms of silence, and to begin in as much: a clip is heard between silences. All
    packets are of one mode, and have sizes within the bounds of `clip`. Raises EngineFailed.
    """
    frames, step = -(-len(sound) // OPUS.frame_samples), OPUS.frame_samples
    padded = np.pad(sound, (0, (frames + _FLUSHED) * step - len(sound)))
    encoder = _Encoder("libopus", bits_per_s, "flt", _VARYING)
    packets = list(_packets(padded, encoder, step))[:frames]
    if not all(LEAST_BYTES <= len(packet) <= MOST_BYTES for packet in packets):
        raise EngineFailed("its sound could not be saved")
    clip = Clip(OPUS, b"".join(packets), bytes(map(len, packets)))
    if not clip.is_whole:
        raise EngineFailed("its sound could not be saved")
    return clip


def decode(clip: Clip) -> Samples:
    """The sound of a clip of Opus, as many samples as its frames hold. Raises EngineFailed.

    By libopus, as browsers do: FFmpeg's own decoder lays the lower half of hybrid frames otherwise.
    """
    decoder = AudioCodecContext.create("libopus", "r")
    decoder.sample_rate, decoder.layout = SAMPLE_RATE, "mono"
    decoder.options = {"request_sample_fmt": "flt"}
    packets = [*map(av.Packet, (*clip.each(), _SILENT_PACKET)), None]
    try:
        parts = [part.to_ndarray()[0] for packet in packets for part in decoder.decode(packet)]
    except av.FFmpegError as damaged:
        raise EngineFailed("its saved sound can't be read") from damaged
    sound: Samples = np.concatenate(parts)[_LATE:][: clip.count * OPUS.frame_samples]
    return sound


@cache
def _silence(codec: Codec) -> bytes:
    """Silence until it has settled, encoded once: a whole sitting may be made of it."""
    return _encoded(np.zeros(0, np.float32), codec, _SETTLED)


def _encoded(sound: Samples, codec: Codec, frames: int) -> bytes:
    wanted = frames * codec.frame_samples
    whole = np.pad(sound[:wanted], (0, max(0, wanted - len(sound))))
    if codec == PCM:
        return np.clip(np.rint(whole * 32768), -32768, 32767).astype("<i2").tobytes()
    padded = np.pad(whole, (0, _FLUSHED * codec.frame_samples))
    packets = list(_packets(padded, _ENCODERS[codec.name], codec.frame_samples))[:frames]
    if len(packets) < frames or {len(packet) for packet in packets} - {codec.frame_bytes}:
        raise EngineFailed(f"{codec.name} frames are not of one size here")
    return b"".join(packets)


def _packets(sound: Samples, wanted: _Encoder, frame_samples: int) -> Iterator[bytes]:
    """What a fresh encoder makes of whole frames of sound."""
    encoder = _fresh(wanted)
    for start in range(0, len(sound), frame_samples):
        block = sound[None, start : start + frame_samples]
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
