"""One line performed: said phrase by phrase with our own pauses, made to fit its slot.

The slot was decided from the letters, before any voice was heard. A voice that comes out longer is
asked again, a touch faster; one that would leave much of its slot empty, a touch slower. The
pauses give first, within what a calm reader might do: a change of tempo is the last resort. A voice
that speaks whole lines keeps its pauses, its sound and, where it fits, its tempo. It also says the
lines of a passage in one go, at its own tempo; what does not fit so is left to be said alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

import numpy as np

from kindward.arrays import Samples
from kindward.units import SAMPLE_RATE
from kindward.voice.cancellation import Cancellation
from kindward.voice.engine import Engine, EngineFailed, SpeaksTogether, Speech
from kindward.voice.latin import ascii_words
from kindward.voice.pace import LEAD_S, TAIL_S, Phrase, phrases
from kindward.voice.shape import levelled, placed, resampled, softened, trimmed
from kindward.voice.spoken import spoken

TRIES: Final = 4
LEAST_FILLED: Final = 0.86
AIMED: Final = 0.96
"""Shares of a slot: a voice that fills less is asked again, and then for this much."""

SLOWEST, FASTEST = 0.8, 2.5
"""How far a tempo may go; beyond, a voice sounds drawn out or hurried past understanding."""

PAUSES: Final = (0.7, 1.4)
"""How far a pause inside a line may shrink or grow."""


@dataclass(frozen=True, slots=True)
class Take:
    """The phrases of a line as said once, each trimmed, at the engine's own rate."""

    sounds: tuple[Samples, ...]
    rate: int

    @property
    def said_s(self) -> float:
        """Seconds of voice, pauses apart."""
        return sum(map(len, self.sounds)) / self.rate


def perform(engine: Engine, text: str, language: str, slot_s: float) -> Samples:
    """A line in its slot, 48 kHz: -19 LUFS, silent at both ends, silent all along without words.

    Raises EngineFailed where the engine does, and where no tempo brings the line into its slot.
    """
    samples = round(slot_s * SAMPLE_RATE)
    line = _given_to(engine, _parted(engine, spoken(text, language)))
    if not line:
        return np.zeros(samples, np.float32)
    room_s = slot_s - LEAD_S - TAIL_S
    take = _fitting(engine, line, language, room_s)
    joined = _joined(take, line, room_s)
    if not joined.any():
        return np.zeros(samples, np.float32)
    return _settled(_colored(engine, joined, take.rate), samples)


def perform_together(
    engine: SpeaksTogether,
    lines: Sequence[tuple[str, float]],
    language: str,
    cancellation: Cancellation,
) -> tuple[Samples | None, ...]:
    """Lines that belong together, said in one go, each in its slot of so many seconds as `perform`.

    None for a line without words, and for one that is longer than its slot. Raises EngineFailed
    where the engine does, and Cancelled.
    """
    texts = [spoken(text, language) for text, _ in lines]
    speeches = engine.speak_together(texts, language, cancellation)
    slots = (slot_s for _, slot_s in lines)
    return tuple(map(_if_it_fits, speeches, slots))


def _if_it_fits(speech: Speech, slot_s: float) -> Samples | None:
    """A line as it was said, in its slot."""
    sound = trimmed(speech)
    if not sound.any() or len(sound) / speech.rate > slot_s - LEAD_S - TAIL_S:
        return None
    return _settled(resampled(sound, speech.rate), round(slot_s * SAMPLE_RATE))


def _settled(sound: Samples, samples: int) -> Samples:
    """A sound at 48 kHz in its slot, as loud as every voice."""
    return levelled(placed(sound, round(LEAD_S * SAMPLE_RATE), samples))


def _colored(engine: Engine, sound: Samples, rate: int) -> Samples:
    """The sound at 48 kHz: softened, or as it is where the voice is natural."""
    return resampled(sound, rate) if engine.is_whole else softened(sound, rate, engine.room)


def _parted(engine: Engine, words: str) -> tuple[Phrase, ...]:
    """The phrases of a line, or the line as one where the voice makes pauses of its own."""
    parts = phrases(words)
    return (Phrase(words, 0.0),) if engine.is_whole and parts else parts


def _given_to(engine: Engine, line: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases in the letters that an engine knows; one that has none of them is left out."""
    if not engine.ascii_only:
        return line
    plain = (replace(phrase, text=ascii_words(phrase.text)) for phrase in line)
    return tuple(phrase for phrase in plain if any(map(str.isalnum, phrase.text)))


def _fitting(engine: Engine, line: tuple[Phrase, ...], language: str, room_s: float) -> Take:
    """The line at a tempo that fits, and fills as much as its pauses leave to it."""
    tempo, pauses_s = 1.0, sum(phrase.pause_s for phrase in line)
    kept: Take | None = None
    for _ in range(TRIES):
        take = _said(engine, line, language, tempo)
        if take.said_s + pauses_s * PAUSES[0] <= room_s:
            kept = take
            if engine.is_whole or take.said_s + pauses_s * PAUSES[1] >= LEAST_FILLED * room_s:
                break
        wished = tempo * take.said_s / (AIMED * room_s - pauses_s)
        tempo = min(max(wished, SLOWEST), FASTEST)
    if kept is None:
        raise EngineFailed("no tempo brings it into its time")
    return kept


def _said(engine: Engine, line: tuple[Phrase, ...], language: str, tempo: float) -> Take:
    """The phrases as said at one tempo. Raises EngineFailed where words gave no sound at all."""
    speeches = engine.speak([phrase.text for phrase in line], language, tempo)
    take = Take(tuple(map(trimmed, speeches)), speeches[0].rate)
    if not take.said_s:
        raise EngineFailed("it gave no sound")
    return take


def _joined(take: Take, line: tuple[Phrase, ...], room_s: float) -> Samples:
    """The phrases with their pauses, all stretched by one factor towards filling the slot."""
    pauses_s = sum(phrase.pause_s for phrase in line)
    left_s = AIMED * room_s - take.said_s
    factor = min(max(left_s / pauses_s, PAUSES[0]), PAUSES[1]) if pauses_s else 1.0
    pauses = (np.zeros(int(phrase.pause_s * factor * take.rate), np.float32) for phrase in line)
    return np.concatenate(list(chain.from_iterable(zip(take.sounds, pauses, strict=True))))
