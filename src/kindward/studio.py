"""Practice + length + voice gives one sound: the only place that sees the whole chain.

A plan needs no voice, a file's size needs no clip, and a clip is made when its bytes are due. So
everything here answers at once, and only reading a recording can wait for a voice.

Where nobody waits, a voice that can says whole passages in one go; where somebody does, line by
line, and a line in parts where all of it would be late (`plan.reading`).
"""

import hashlib
import math
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from multiprocessing import get_context
from typing import Final

from kindward.clip import Clip, Codec
from kindward.library import Practice
from kindward.plan import Cue, Ends, Kind, Plan, Reading, layout, passages, whole
from kindward.score import Choices
from kindward.sound import CONTAINERS, HEARD, captions, weave
from kindward.sound.recording import Label
from kindward.units import PACKETS_PER_S, SAMPLE_RATE
from kindward.voice import Haste, Speaker, VoiceFailed, VoiceInfo, said

EDITION: Final = "3"
"""Raise it when the same plan would sound different: it is part of every ETag."""


PLANS_KEPT: Final = 256
"""A player asks for one sitting in many ranges, and its plan is the same each time."""


SOUNDS_KEPT: Final = 8
"""Bells and breaths, at most a few megabytes each."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one person asked for."""

    practice: Practice
    voice: VoiceInfo
    total_s: float
    choices: Choices


@dataclass(frozen=True, slots=True)
class Recording:
    """A sitting as a file: what it is, how large, which, and its bytes from..to."""

    media_type: str
    size: int
    etag: str
    read: Callable[[int, int], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a sitting's sound from any other: its tag, and the number inside the file."""

    etag: str
    serial: int


class Studio:
    """Sets sittings in time and gives them sound, with one speaker."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self.plan = lru_cache(PLANS_KEPT)(self._plan)

    def _plan(self, sitting: Sitting) -> Plan:
        """The sitting in time. Raises CannotFit."""
        score, voice = sitting.practice.score, sitting.voice
        lengths = {text: self._speaker.spoken_s(voice, text) for text in score.lines()}
        return layout(score, lengths, sitting.total_s, sitting.choices)

    def captions(self, sitting: Sitting, *, quiet: str = "(quiet)", bell: str = "(bell)") -> str:
        """The sitting's words on its clock, as WebVTT; how quiet and a bell are told."""
        return captions(self.plan(sitting), quiet=quiet, bell=bell)

    def recording(self, sitting: Sitting, container: str, *, is_awaited: bool = True) -> Recording:
        """The sitting as a file of a kind in `sound.CONTAINERS`; a line that fails is silent.

        Whether somebody waits to hear it as it is read, or will when it is all there.
        """
        plan, codec = self.plan(sitting), CONTAINERS[container].codec
        recipe = _recipe(sitting, plan, container)
        heard = HEARD | ({Kind.BREATH} if sitting.choices.pace else set())
        reading = Reading(plan, self._ends(sitting.voice, codec), is_awaited=is_awaited)
        haste = Haste.NOW if is_awaited else Haste.SOON
        woven = weave(
            reading.plan, container,
            lambda cue: self._read(sitting.voice, cue, codec, reading, haste),
            title=sitting.practice.score.title, seed=recipe, heard=heard,
            sizes_of=lambda cue: self._sizes(sitting.voice, cue),
        )  # fmt: skip
        return Recording(woven.media_type, woven.size, _tag(recipe), woven.read)

    def mark(self, sitting: Sitting, container: str) -> Mark:
        """What the file of a sitting is known by, without making it."""
        recipe = _recipe(sitting, self.plan(sitting), container)
        return Mark(_tag(recipe), Label("", recipe).serial)

    def is_ready(self, sitting: Sitting, container: str) -> bool:
        """Whether every spoken line is on the shelf, so that nothing in it can fail."""
        codec = CONTAINERS[container].codec
        spoken = {cue.text for cue in self.plan(sitting).cues if cue.kind is Kind.LINE}
        return all(self._speaker.has(sitting.voice, text, codec) for text in spoken)

    def make_ready(self, sitting: Sitting, container: str) -> Iterator[None]:
        """Makes the sitting's lines, a step for each, behind whoever listens. Raises VoiceFailed.

        Lines that belong together are said in one go, by a voice that can.
        """
        voice, codec = sitting.voice, CONTAINERS[container].codec
        for passage in passages(self.plan(sitting)):
            texts = [line.text for line in passage]
            self._speaker.together(voice, texts, codec)
            for text in texts:
                self._speaker.clip(voice, text, codec, Haste.LATER)
                yield

    def make_beginning_ready(self, sitting: Sitting, container: str) -> None:
        """Makes the first line as whoever waits would hear it, behind whoever listens."""
        voice, codec = sitting.voice, CONTAINERS[container].codec
        reading = Reading(self.plan(sitting), self._ends(voice, codec), is_awaited=True)
        lines = [cue for cue in reading.plan.cues if cue.kind is Kind.LINE]
        for piece in takewhile(lambda cue: cue.text == lines[0].text, lines):
            self._read(voice, piece, codec, reading, Haste.LATER)

    def voices(self, language: str) -> tuple[VoiceInfo, ...]:
        """The voices of a language, the preferred first, also those that are not here yet."""
        return self._speaker.voices(language)

    def troubles(self) -> tuple[str, ...]:
        """What does not work right now, in sentences for a person."""
        return self._speaker.troubles()

    def spoken_s(self, voice: VoiceInfo, text: str) -> float:
        """Seconds of a line in a voice."""
        return self._speaker.spoken_s(voice, text)

    def clip(self, voice: VoiceInfo, cue: Cue, codec: Codec, haste: Haste = Haste.NOW) -> Clip:
        """What is heard during a cue; nothing where the voice fails, so that the rest goes on."""
        try:
            if cue.kind is Kind.LINE:
                return self._speaker.clip(voice, cue.text, codec, haste)
            frames = math.ceil(cue.length * SAMPLE_RATE / PACKETS_PER_S / codec.frame_samples)
            sound = _made(cue.kind, cue.text, cue.length)
            return self._speaker.encode(sound, codec, frames, haste)
        except VoiceFailed:
            return Clip(codec, b"")

    def _read(
        self, voice: VoiceInfo, cue: Cue, codec: Codec, reading: Reading, haste: Haste
    ) -> Clip:
        """What is heard during a cue, made alone, or with the lines around it, or in parts."""
        if not voice.speaks_together or cue.kind is not Kind.LINE:
            return self.clip(voice, cue, codec, haste)
        go = reading.go(cue)
        self._speaker.together(voice, [each.text for each in go.passage], codec, Haste.SOON)
        if go.spans == ((0, go.line.length),):
            said = self.clip(voice, go.line, codec, haste)
            return said if cue == go.line else said.between(go.at, go.at + cue.length)
        try:
            said = self._speaker.part(voice, go.line.text, codec, go.spans, haste)
        except VoiceFailed:
            return Clip(codec, b"")
        return said.between(go.at, go.at + cue.length)

    def _ends(self, voice: VoiceInfo, codec: Codec) -> Ends:
        """Where lines may be parted: in frames that are the plan's own packets."""
        is_on_grid = codec.frame_samples * PACKETS_PER_S == SAMPLE_RATE
        if not voice.speaks_together or not is_on_grid:
            return whole
        return lambda line: (*self._speaker.ends(voice, line.text)[:-1], line.length)

    def _sizes(self, voice: VoiceInfo, cue: Cue) -> bytes:
        """The packets of what was spoken beforehand; none where it is yet to be made."""
        return self._speaker.sizes(voice, cue.text) if cue.kind is Kind.LINE else b""


def _tag(recipe: bytes) -> str:
    return f'"{recipe.hex()[:32]}"'


def _recipe(sitting: Sitting, plan: Plan, container: str) -> bytes:
    """A hash of all that shapes the file."""
    voice, title = sitting.voice, sitting.practice.score.title
    cues = (f"{c.kind.value} {c.start} {c.end} {said(voice, c.text)}" for c in plan.cues)
    pace = str(sitting.choices.pace)
    parts = (EDITION, voice.name, voice.edition, title, container, pace, *cues)
    return hashlib.sha256("\n".join(parts).encode()).digest()


@lru_cache(SOUNDS_KEPT)
def _made(kind: Kind, phase: str, packets: int) -> bytes:
    """The 32-bit samples of a bell or a breath, made in another process: no numpy in here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        return elsewhere.submit(_make, kind, phase, packets).result()


def _make(kind: Kind, phase: str, packets: int) -> bytes:
    from kindward.sound import draw_breath, ring_bell  # noqa: PLC0415 - they load numpy

    if kind is Kind.BELL:
        return ring_bell().tobytes()
    return draw_breath("in" if phase == "in" else "out", packets / PACKETS_PER_S).tobytes()
