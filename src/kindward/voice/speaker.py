"""Words to clips: spoken beforehand; or from the shelf; or made by the worker, and then kept.

A natural voice says a line alone, or in one go with the lines around it, which sounds better and
takes longer until the first is heard. What decides is who asks first: `clip` is for whoever waits,
`together` for lines that somebody will want later. Both are kept under the key of the line, in the
slot of the line; so the line is the same from then on, however often it is heard. And a passage is
said in one go only while none of it is there: no passage is of two kinds.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Final
from weakref import WeakSet

from kindward.clip import OPUS, Clip, Codec
from kindward.narration import Narration, Narrations
from kindward.units import PACKETS_PER_S, Span, packets
from kindward.voice.cancellation import Cancellation, Cancelled
from kindward.voice.child import COMMAND, Child, Died, TookTooLong
from kindward.voice.failures import Health, VoiceFailed
from kindward.voice.info import VoiceInfo, narrated_sizes
from kindward.voice.kept import Kept
from kindward.voice.orders import (
    Order,
    clip_order,
    line_order,
    narrated_clip,
    part_order,
    parted,
    passage_order,
    sound_order,
)
from kindward.voice.pace import spoken_s
from kindward.voice.parts import parts
from kindward.voice.shelf import Shelf
from kindward.voice.turn import Haste, Turn
from kindward.voice.voices import SHIPPED, choose, voices
from kindward.voice.wire import Head

LINE_LIMIT_S: Final = 10.0
"""The longest that one line may take to make, the start of the worker included; a voice that needs
more for a long one says so (`Pace.patience`)."""

FIRST_WORDS: Final = "Welcome."
"""What a voice says, unheard, to be warm."""

_ATTEMPTS: Final = 2


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
        self._kept, self._narrations = Kept(shelf), narrations
        self._opened: WeakSet[Narration] = WeakSet()
        self._child = Child(command)
        self._limit_s = limit_s
        self._turn = Turn()
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

    def ends(self, voice: VoiceInfo, text: str) -> tuple[int, ...]:
        """The packets of a line at which it may be parted, the last its end; as in `part`."""
        if voice.speaks_together and not self.sizes(voice, text):
            return tuple(part.end for part in parts(text, voice.language, voice.pace))
        return (packets(self.spoken_s(voice, text)),)

    def has(self, voice: VoiceInfo, text: str, codec: Codec) -> bool:
        """Whether the clip is there: spoken beforehand, or on the shelf, or at hand."""
        spoken = narrated_clip(voice, text)
        if spoken is not None and spoken.codec is codec:
            return True
        return self._kept.has(clip_order(voice, text, codec, spoken).key)

    def clip(self, voice: VoiceInfo, text: str, codec: Codec, haste: Haste = Haste.NOW) -> Clip:
        """A line in exactly the frames of its slot. Raises VoiceFailed."""
        spoken = narrated_clip(voice, text)
        if spoken is not None and spoken.codec is codec:
            return spoken
        if spoken is None and not voice.is_live:
            raise VoiceFailed(voice.name, "has no sound for this line")
        return self._kept_or_made(clip_order(voice, text, codec, spoken), haste)

    def part(
        self,
        voice: VoiceInfo,
        text: str,
        codec: Codec,
        spans: Sequence[Span],
        haste: Haste = Haste.NOW,
    ) -> Clip:
        """The last of these parts of a line, each between two of its `ends`.

        It is said by itself; or it is out of the line, where that is there and was not begun in
        parts. Once all are there, the line is, as it was said. Raises VoiceFailed.
        """
        line = line_order(voice, text, codec)
        said = [part_order(voice, text, codec, span) for span in spans]
        is_begun = any(self._kept.has(each.key) for each in said[-2:])
        known = None if is_begun else self._kept.get(line.key, codec)
        if known is not None:
            return known.between(*spans[-1])
        clip = self._kept_or_made(said[-1], haste)
        clips = [self._kept.get(each.key, codec) for each in said]
        whole = Clip(codec, b"".join(each.frames for each in clips if each is not None))
        if whole.count == line.head["frames"] and not self._kept.has(line.key):
            self._kept.put(line.key, whole)
        return clip

    def together(
        self, voice: VoiceInfo, texts: Sequence[str], codec: Codec, haste: Haste = Haste.LATER
    ) -> None:
        """Have the lines of a passage said in one go and kept, if the voice can, and none is there.

        It is left, and begun anew, each time that somebody hastier comes. A line that did not fit
        its slot, and all of them where the voice failed, are not there afterwards: `clip` makes
        them one by one.
        """
        if not voice.speaks_together or len(set(texts)) < 2:  # noqa: PLR2004 - one is no passage
            return
        with suppress(VoiceFailed):
            while not self._is_begun(voice, texts, codec):
                with suppress(Cancelled):
                    self._say_together(voice, texts, codec, haste)
                    return

    def encode(self, sound: bytes, codec: Codec, frames: int, haste: Haste = Haste.NOW) -> Clip:
        """A sound in exactly so many frames: 32-bit floats at 48 kHz, mono, native byte order.

        Cut where it is longer, silent to the end where it is shorter. Raises VoiceFailed.
        """
        return self._kept_or_made(sound_order(sound, codec, frames), haste)

    def warm_up(self, voice: VoiceInfo) -> None:
        """Have worker and voice ready; back when they are. One that fails is among `troubles`.

        A voice that has spoken already is ready as it is.
        """
        if voice.is_narrated:
            return
        with suppress(VoiceFailed), self._turn.taken(Haste.LATER):
            self._made(line_order(voice, FIRST_WORDS, OPUS))

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
        return (*unwell, *sorted(lost), *filter(None, (self._kept.shelf.trouble,)))

    def forget(self) -> None:
        """Keep no clip, on the disk or at hand: what was heard is told by none."""
        self._kept.clear()

    def close(self) -> None:
        """End the worker; what is asked for later fails."""
        self._child.close()

    def _kept_or_made(self, order: Order, haste: Haste) -> Clip:
        """The clip at hand or from the shelf; or made, when it is its turn, and kept."""
        return self._kept.get(order.key, order.codec) or self._made_in_turn(order, haste)

    def _made_in_turn(self, order: Order, haste: Haste) -> Clip:
        with self._turn.taken(haste):
            if (kept := self._kept.get(order.key, order.codec)) is not None:
                return kept  # someone else wanted it too, and was first
            _, frames = self._made(order)
            clip = Clip(order.codec, frames)
            self._kept.put(order.key, clip)
        return clip

    def _say_together(
        self, voice: VoiceInfo, texts: Sequence[str], codec: Codec, haste: Haste
    ) -> None:
        """One go at a passage, when it is its turn. Raises Cancelled, VoiceFailed."""
        cancellation = Cancellation()
        with self._turn.taken(haste, cancellation.ask):
            if self._is_begun(voice, texts, codec):
                return
            lines = [line_order(voice, text, codec) for text in dict.fromkeys(texts)]
            answer, frames = self._made(passage_order(lines), cancellation)
            for key, clip in parted(lines, answer["given"], frames):
                self._kept.put(key, clip)

    def _is_begun(self, voice: VoiceInfo, texts: Iterable[str], codec: Codec) -> bool:
        """Whether any line of a passage is there."""
        return any(self.sizes(voice, text) or self.has(voice, text, codec) for text in texts)

    def _made(self, order: Order, cancellation: Cancellation | None = None) -> tuple[Head, bytes]:
        """The frames, fresh from the worker; one death may be chance, so it is asked once more."""
        for _ in range(_ATTEMPTS):
            if not self._health.is_well(order.voice):
                raise VoiceFailed(order.voice, "could not speak, and rests for a minute")
            with suppress(Died):
                return self._asked(order, cancellation)
            self._health.failed(order.voice)
        raise VoiceFailed(order.voice, "stopped in the middle of a line")

    def _asked(self, order: Order, cancellation: Cancellation | None) -> tuple[Head, bytes]:
        """What the worker answers to one order. Raises Died, VoiceFailed or Cancelled."""
        try:
            limit_s = self._limit_s + order.patience_s
            answer, frames = self._child.ask(order.head, order.body, limit_s, cancellation)
        except TookTooLong:
            self._health.failed(order.voice)
            raise VoiceFailed(order.voice, "took too long and was stopped") from None
        if "failed" in answer:
            self._health.failed(order.voice)
            raise VoiceFailed(order.voice, f"could not say a line: {answer['failed']}")
        self._health.spoke(order.voice)
        return answer, frames
