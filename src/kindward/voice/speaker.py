"""Words to clips: spoken beforehand; or from the shelf; or made by the worker, and then kept.

What makes a clip is known before it is: words as written and as said, voice, edition of the voice,
codec, slot, and our own way of shaping (a digest of the files that do it). A hash of these is its
key; no key knows the sound itself, so a clip that is lost and made again takes its old place.
"""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from weakref import WeakSet

from kindward.clip import OPUS, Clip, Codec
from kindward.narration import Narration, Narrations
from kindward.units import PACKETS_PER_S, SAMPLE_RATE, packets
from kindward.voice.child import COMMAND, Child, Died, TookTooLong
from kindward.voice.failures import Health, VoiceFailed
from kindward.voice.info import VoiceInfo, narrated_sizes
from kindward.voice.pace import spoken_s
from kindward.voice.recent import Recent
from kindward.voice.shelf import Shelf
from kindward.voice.spoken import spoken
from kindward.voice.turn import Turn
from kindward.voice.voices import SHIPPED, choose, said, voices
from kindward.voice.wire import Head

LINE_LIMIT_S: Final = 10.0
"""The longest that one line may take to make, the start of the worker included; a voice that needs
more for a long one says so (`Pace.patience`)."""

FIRST_WORDS: Final = "Welcome."
"""What a voice says, unheard, to be warm."""

WORDLESS: Final = "of the bell and the breath"
"""The name that a failure gives to sounds that no voice speaks."""

_SHAPING: Final = (
    *("../clip", "encode", "loudness", "pace", "performance", "shape"),
    *("espeak", "festival", "flite", "silent", "system"),
    *(
        f"kokoro/{name}"
        for name in ("alphabet", "engine", "graph", "lexicon", "model", "phonemes", "tempo")
    ),
)
_ATTEMPTS: Final = 2


@dataclass(frozen=True, slots=True)
class _Order:
    """A clip to be made: by whose voice, and all that the worker needs to know."""

    voice: str
    key: str
    """The hash of everything that will shape the clip."""

    codec: Codec
    head: Head
    body: bytes = b""
    patience_s: float = 0.0


class Speaker:
    """The voice room's one door: for any thread, and many at once."""

    def __init__(
        self,
        shelf: Shelf,
        narrations: Narrations = SHIPPED,
        *,
        command: Sequence[str] = COMMAND,
        limit_s: float = LINE_LIMIT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._shelf, self._narrations = shelf, narrations
        self._opened: WeakSet[Narration] = WeakSet()
        self._child = Child(command)
        self._limit_s = limit_s
        self._turn = Turn()
        self._recent = Recent()
        self._health = Health(clock)

    def voices(self, language: str) -> tuple[VoiceInfo, ...]:
        """The voices of a language, the preferred first, also those that are not here yet."""
        known = voices(language, self._narrations)
        self._opened.update(each for voice in known for each in voice.narrations)
        return known

    def choose(self, language: str, wanted: str | None = None) -> VoiceInfo:
        """The voice of this name, or the default. Raises UnknownVoice."""
        voice = choose(language, wanted, self._narrations)
        self._opened.update(voice.narrations)
        return voice

    def spoken_s(self, voice: VoiceInfo, text: str) -> float:
        """Seconds of a line, as it was spoken beforehand, or of its slot: known at once."""
        told = self.sizes(voice, text)
        return len(told) / PACKETS_PER_S if told else spoken_s(text, voice.language, voice.pace)

    def sizes(self, voice: VoiceInfo, text: str) -> bytes:
        """The bytes of each Opus packet of a line; empty where all are of the codec's one size."""
        return narrated_sizes(voice, text)

    def has(self, voice: VoiceInfo, text: str, codec: Codec) -> bool:
        """Whether the clip is there: spoken beforehand, or on the shelf, or at hand."""
        spoken = _narrated_clip(voice, text)
        if spoken is not None and spoken.codec is codec:
            return True
        key = _order(voice, text, codec, spoken).key
        return self._shelf.has(key) or self._recent.get(key) is not None

    def clip(self, voice: VoiceInfo, text: str, codec: Codec, *, urgent: bool = True) -> Clip:
        """A line in exactly the frames of its slot. Raises VoiceFailed."""
        spoken = _narrated_clip(voice, text)
        if spoken is not None and spoken.codec is codec:
            return spoken
        if spoken is None and not voice.is_live:
            raise VoiceFailed(voice.name, "has no sound for this line")
        return self._kept_or_made(_order(voice, text, codec, spoken), urgent=urgent)

    def encode(self, sound: bytes, codec: Codec, frames: int, *, urgent: bool = True) -> Clip:
        """A sound in exactly so many frames: 32-bit floats at 48 kHz, mono, native byte order.

        Cut where it is longer, silent to the end where it is shorter. Raises VoiceFailed.
        """
        head = {"do": "encode", "codec": codec.name, "frames": frames}
        order = _Order(WORDLESS, _key("", head, sound), codec, head, sound)
        return self._kept_or_made(order, urgent=urgent)

    def warm_up(self, voice: VoiceInfo) -> None:
        """Have worker and voice ready; back when they are. One that fails is among `troubles`.

        A voice that has spoken already is ready as it is.
        """
        if voice.is_narrated:
            return
        with suppress(VoiceFailed), self._turn.taken(urgent=False):
            self._made(_line(voice, FIRST_WORDS, OPUS))

    def troubles(self) -> tuple[str, ...]:
        """What does not work right now, in sentences for a person."""
        unwell = (
            f"The voice {voice} isn't working right now, so it may be silent for a minute. "
            "You can still read all the words."
            for voice in self._health.unwell()
        )
        lost = (
            f"Part of the sound of the voice {narration.about.voice} is damaged, so some lines may "
            "be silent. You can still read all the words. Copying the voice file here again brings "
            "the sound back."
            for narration in self._opened
            if narration.damaged
        )
        return (*unwell, *sorted(lost), *filter(None, (self._shelf.trouble,)))

    def forget(self) -> None:
        """Keep no clip, on the disk or at hand: what was heard is told by none."""
        self._shelf.clear()
        self._recent.clear()

    def close(self) -> None:
        """End the worker; what is asked for later fails."""
        self._child.close()

    def _kept_or_made(self, order: _Order, *, urgent: bool) -> Clip:
        """The clip at hand or from the shelf; or made, when it is its turn, and kept."""
        if (known := self._recent.get(order.key)) is not None:
            return known
        clip = self._shelf.get(order.key, order.codec) or self._made_in_turn(order, urgent=urgent)
        self._recent.put(order.key, clip)
        return clip

    def _made_in_turn(self, order: _Order, *, urgent: bool) -> Clip:
        with self._turn.taken(urgent=urgent):
            if (kept := self._shelf.get(order.key, order.codec)) is not None:
                return kept  # someone else wanted it too, and was first
            clip = self._made(order)
        self._shelf.put(order.key, clip)
        return clip

    def _made(self, order: _Order) -> Clip:
        """The clip, fresh from the worker; one death may be chance, so it is asked once more."""
        for _ in range(_ATTEMPTS):
            if not self._health.is_well(order.voice):
                raise VoiceFailed(order.voice, "could not speak, and rests for a minute")
            with suppress(Died):
                return self._asked(order)
            self._health.failed(order.voice)
        raise VoiceFailed(order.voice, "stopped in the middle of a line")

    def _asked(self, order: _Order) -> Clip:
        """What the worker answers to one order. Raises Died or VoiceFailed."""
        try:
            limit_s = self._limit_s + order.patience_s
            answer, frames = self._child.ask(order.head, order.body, limit_s)
        except TookTooLong:
            self._health.failed(order.voice)
            raise VoiceFailed(order.voice, "took too long and was stopped") from None
        if "failed" in answer:
            self._health.failed(order.voice)
            raise VoiceFailed(order.voice, f"could not say a line: {answer['failed']}")
        self._health.spoke(order.voice)
        return Clip(order.codec, frames)


def _narrated_clip(voice: VoiceInfo, text: str) -> Clip | None:
    """What the voice has said already."""
    found = (narration.line(text) for narration in voice.narrations)
    line = next(filter(None, found), None)
    return None if line is None else Clip(OPUS, line.frames, line.sizes)


def _order(voice: VoiceInfo, text: str, codec: Codec, spoken: Clip | None) -> _Order:
    """What the worker needs to know to make a clip of what was spoken, or else to speak."""
    return _line(voice, text, codec) if spoken is None else _transcoded(voice, spoken, codec)


def _transcoded(voice: VoiceInfo, spoken: Clip, codec: Codec) -> _Order:
    """What the worker needs to know to bring what was spoken into another codec."""
    samples = spoken.count * spoken.codec.frame_samples
    frames = -(-samples // codec.frame_samples)
    head = {"do": "transcode", "codec": codec.name, "frames": frames, "packets": spoken.count}
    body = spoken.sizes + spoken.frames
    return _Order(voice.name, _key("", head, body), codec, head, body)


@lru_cache(maxsize=4096)
def _line(voice: VoiceInfo, text: str, codec: Codec) -> _Order:
    """What the worker needs to know to say a line."""
    slot = packets(spoken_s(text, voice.language, voice.pace))
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
    return _Order(voice.name, key, codec, head, patience_s=patience_s)


def _key(edition: str, head: Head, body: bytes = b"") -> str:
    told = json.dumps([_shaping(), edition, head], sort_keys=True)
    return sha256(told.encode() + b"\0" + body).hexdigest()


@cache
def _shaping() -> str:
    """A digest of our own way of making clips: when it changes, they are made anew."""
    files = (Path(__file__).parent / f"{name}.py" for name in _SHAPING)
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
