"""What the tests of the sound room are made of: any plan, and clips of a tone."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

import av
import hypothesis.strategies as st
import numpy as np

from kindward.clip import LEAST_BYTES, MODE, MOST_BYTES, MP3, OPUS, PCM, Clip
from kindward.plan.model import Cue, Kind, Plan
from kindward.sound import CONTAINERS, weave
from kindward.units import SAMPLE_RATE
from kindward.voice.encode import encode_varying

TONE_FROM_S = 0.1
"""Quiet at both ends of every tone."""


def plan_of(*parts):
    """The plan of (kind, packets) one behind the other."""
    bounds = pairwise(accumulate((packets for _, packets in parts), initial=0))
    cues = [
        Cue(kind, start, end, _text(kind, start))
        for (kind, _), (start, end) in zip(parts, bounds, strict=True)
    ]
    return Plan(tuple(cues), cues[-1].end)


def _text(kind, start):
    return {Kind.LINE: f"Line at {start}.", Kind.BREATH: "in"}.get(kind, "")


plans = st.lists(
    st.tuples(st.sampled_from(Kind), st.integers(1, 700)), min_size=1, max_size=12
).map(lambda parts: plan_of(*parts))


def silent_in(codec):
    """Gives clips that hold no frame: their slots stay silent."""
    return lambda _: Clip(codec, b"")


def marked_in(codec):
    """Gives clips that are often too short or too long, each full of a byte of its own."""

    def clip(cue):
        frames = cue.length * (1 + cue.start % 5) // 3
        return Clip(codec, bytes((1 + cue.start % 255,)) * codec.frame_bytes * frames)

    return clip


def marked_of_many_sizes(cue):
    """The same, of Opus at a variable rate."""
    chance = np.random.default_rng(cue.start)
    sizes = chance.integers(LEAST_BYTES, MOST_BYTES + 1, cue.length * (1 + cue.start % 5) // 3)
    mark = bytes((1 + cue.start % 255,))
    frames = (bytes((MODE,)) + mark * (size - 1) for size in sizes.tolist())
    return Clip(OPUS, b"".join(frames), bytes(sizes.tolist()))


@dataclass(frozen=True)
class Form:
    """A kind of file, and whether its clips are at a variable rate, as those spoken beforehand."""

    container: str
    is_varying: bool = False

    def __str__(self):
        return f"{self.container}, of many sizes" if self.is_varying else self.container

    @property
    def codec(self):
        return CONTAINERS[self.container].codec

    @property
    def marked(self):
        return marked_of_many_sizes if self.is_varying else marked_in(self.codec)

    @property
    def tones(self):
        return _varying_tone if self.is_varying else tones_in(self.codec)

    def woven(self, plan, told, clip=None, title="A title", seed=b"a seed"):
        """A sitting of these clips, or of another `clip` of which the same was told."""
        telling: dict[str, Any] = (
            {"sizes_of": lambda cue: told(cue).sizes} if self.is_varying else {}
        )
        return weave(plan, self.container, clip or told, title=title, seed=seed, **telling)


FORMS = [
    *map(Form, CONTAINERS),
    *(Form(name, is_varying=True) for name in CONTAINERS if CONTAINERS[name].codec is OPUS),
]


def tones_in(codec):
    """Gives clips with a tone that begins `TONE_FROM_S` after the cue."""
    return lambda cue: _tone(codec.name, cue.length)


@lru_cache(maxsize=64)
def _tone(codec_name, packets):
    return ENCODERS[codec_name](_sound(packets))


def _varying_tone(cue):
    """A clip with such a tone, at a variable rate where it is a line."""
    return _tone("varying" if cue.kind is Kind.LINE else "opus", cue.length)


def _sound(packets):
    t = np.arange(packets * OPUS.frame_samples) / SAMPLE_RATE
    sounds = (t >= TONE_FROM_S) & (t < t[-1] - TONE_FROM_S)
    return np.where(sounds, 0.3 * np.sin(2 * np.pi * 440 * t), 0.0).astype(np.float32)


def _as_pcm(tone):
    return Clip(PCM, (tone * 32767).astype("<i2").tobytes())


def _as_opus(tone):
    encoder = av.CodecContext.create("libopus", "w")
    encoder.bit_rate, encoder.format = 16_000, "flt"
    encoder.options = {"vbr": "off", "application": "audio"}
    return Clip(OPUS, _encoded(tone, encoder, OPUS.frame_samples))


def _as_mp3(tone):
    encoder = av.CodecContext.create("libmp3lame", "w")
    encoder.bit_rate, encoder.format = 64_000, "fltp"
    encoder.options = {"reservoir": "0"}
    return Clip(MP3, _encoded(tone, encoder, MP3.frame_samples))


ENCODERS = {"pcm": _as_pcm, "opus": _as_opus, "mp3": _as_mp3, "varying": encode_varying}


def _encoded(tone, encoder, step):
    encoder.sample_rate, encoder.layout = SAMPLE_RATE, "mono"
    encoder.time_base = Fraction(1, SAMPLE_RATE)
    padded = np.pad(tone, (0, -len(tone) % step))
    packets = []
    for at in range(0, len(padded), step):
        part = padded[None, at : at + step]
        frame = av.AudioFrame.from_ndarray(part, format=encoder.format.name, layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, encoder.time_base
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    return b"".join(map(bytes, packets))
