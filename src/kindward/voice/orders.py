"""What is asked of the worker for a clip, and the key under which the clip is kept.

What makes a clip is known before it is: words as written and as said, voice, edition of the voice,
codec, slot, and our own way of shaping (a digest of the files that do it). A hash of these is its
key; no key knows the sound itself, so a clip that is lost and made again takes its old place.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindward.clip import OPUS, Clip, Codec
from kindward.units import PACKETS_PER_S, SAMPLE_RATE, Span, packets
from kindward.voice.info import VoiceInfo
from kindward.voice.pace import spoken_s
from kindward.voice.parts import parts, words_between
from kindward.voice.spoken import spoken
from kindward.voice.voices import said
from kindward.voice.wire import Head

WORDLESS: Final = "of the bell and the breath"
"""The name that a failure gives to sounds that no voice speaks."""

_SHAPING: Final = (
    *("../clip", "encode", "loudness", "pace", "parts", "performance", "shape"),
    *("espeak", "festival", "flite", "silent", "system"),
    *(f"kokoro/{name}" for name in ("alphabet", "cutting", "engine", "graph", "lexicon")),
    *(f"kokoro/{name}" for name in ("model", "passage", "phonemes", "tempo")),
)


@dataclass(frozen=True, slots=True)
class Order:
    """A clip to be made, or several: by whose voice, and all that the worker needs to know."""

    voice: str
    key: str
    """The hash of everything that will shape the clip; empty where there are several."""

    codec: Codec
    head: Head
    body: bytes = b""
    patience_s: float = 0.0


def narrated_clip(voice: VoiceInfo, text: str) -> Clip | None:
    """What the voice has said already."""
    found = (narration.line(text) for narration in voice.narrations)
    line = next(filter(None, found), None)
    return None if line is None else Clip(OPUS, line.frames, line.sizes)


def clip_order(voice: VoiceInfo, text: str, codec: Codec, spoken: Clip | None) -> Order:
    """What the worker needs to know to make a clip of what was spoken, or else to speak."""
    return line_order(voice, text, codec) if spoken is None else _transcoded(voice, spoken, codec)


def _transcoded(voice: VoiceInfo, spoken: Clip, codec: Codec) -> Order:
    """What the worker needs to know to bring what was spoken into another codec."""
    samples = spoken.count * spoken.codec.frame_samples
    frames = -(-samples // codec.frame_samples)
    head = {"do": "transcode", "codec": codec.name, "frames": frames, "packets": spoken.count}
    body = spoken.sizes + spoken.frames
    return Order(voice.name, _key("", head, body), codec, head, body)


@lru_cache(maxsize=4096)
def line_order(voice: VoiceInfo, text: str, codec: Codec) -> Order:
    """What the worker needs to know to say a line."""
    slot = packets(spoken_s(text, voice.language, voice.pace))
    return _said(voice, text, slot, codec)


@lru_cache(maxsize=4096)
def part_order(voice: VoiceInfo, text: str, codec: Codec, span: Span) -> Order:
    """What the worker needs to know to say a part of a line, between two packets of its slot."""
    line = parts(text, voice.language, voice.pace)
    return _said(voice, words_between(line, *span), span[1] - span[0], codec)


def _said(voice: VoiceInfo, text: str, slot: int, codec: Codec) -> Order:
    """What the worker needs to know to say a text in so many packets."""
    samples = slot * SAMPLE_RATE // PACKETS_PER_S
    head = {
        "do": "say",
        "engine": voice.engine,
        "language": voice.language,
        "text": spoken(text, voice.language),  # so that no worker has to load the names of numbers
        "packets": slot,
        "codec": codec.name,
        "frames": -(-samples // codec.frame_samples),
    }
    key = _key(voice.edition, head, said(voice, text).encode())
    patience_s = voice.pace.patience * slot / PACKETS_PER_S
    return Order(voice.name, key, codec, head, patience_s=patience_s)


def passage_order(lines: Sequence[Order]) -> Order:
    """What the worker needs to know to say these lines in one go."""
    first = lines[0]
    head = {name: first.head[name] for name in ("engine", "language", "codec")}
    told = [{name: each.head[name] for name in ("text", "packets", "frames")} for each in lines]
    patience_s = sum(each.patience_s for each in lines)
    head |= {"do": "say together", "lines": told}
    return Order(first.voice, "", first.codec, head, patience_s=patience_s)


def parted(
    lines: Iterable[Order], given: Iterable[bool], frames: bytes
) -> Iterator[tuple[str, Clip]]:
    """The clip of each line of a passage that was given, under its key."""
    at = 0
    for line, is_given in zip(lines, given, strict=True):
        if is_given:
            end = at + line.head["frames"] * line.codec.frame_bytes
            yield line.key, Clip(line.codec, frames[at:end])
            at = end


def sound_order(sound: bytes, codec: Codec, frames: int) -> Order:
    """What the worker needs to know to encode a sound that no voice speaks."""
    head = {"do": "encode", "codec": codec.name, "frames": frames}
    return Order(WORDLESS, _key("", head, sound), codec, head, sound)


def _key(edition: str, head: Head, body: bytes = b"") -> str:
    told = json.dumps([_shaping(), edition, head], sort_keys=True)
    return sha256(told.encode() + b"\0" + body).hexdigest()


@cache
def _shaping() -> str:
    """A digest of our own way of making clips: when it changes, they are made anew."""
    files = (Path(__file__).parent / f"{name}.py" for name in _SHAPING)
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
