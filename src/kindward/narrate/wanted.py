"""What is to be spoken for a voice: passages in goes, and which lines a pack still lacks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kindward.narrate.passages import Passage, passages
from kindward.narration import Narration
from kindward.score import Score
from kindward.voice.kokoro.engine import Kokoro
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.passage import in_one_go
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.spoken import spoken


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the model is asked for: the signs of one go, in whose voice, how fast."""

    signs: str
    voice: str
    speed: float


@dataclass(frozen=True, slots=True)
class Go:
    """Lines that are spoken together: their texts, and the signs of each."""

    lines: Passage
    signs: tuple[str, ...]
    wanted: Wanted


def lacking(scores: Iterable[Score], held: Iterable[Narration]) -> tuple[str, ...]:
    """The lines of the scores that none of the narrations can be heard to say."""
    narrations = tuple(held)
    lines = dict.fromkeys(text for score in scores for text in score.lines())
    return tuple(
        text
        for text in lines
        if _has_words(text) and not any(each.sizes(text) for each in narrations)
    )


def goes(voice: Kokoro, scores: Iterable[Score], lines: Sequence[str]) -> Iterator[Go]:
    """What has to be spoken so that all of these lines are; a line without words is left out.

    Raises EngineFailed where the words cannot be read.
    """
    wished = set(lines)
    for passage in passages(scores):
        if wished.intersection(passage):
            wished.difference_update(passage)
            yield from _goes(voice, tuple(filter(_has_words, passage)))


def _goes(voice: Kokoro, passage: Passage) -> Iterator[Go]:
    lexicon = shipped(voice.language)
    said = [phonemes(spoken(text, voice.language), voice.language, lexicon) for text in passage]
    texts = (text for text, signs in zip(passage, said, strict=True) if signs)
    for signs in in_one_go([signs for signs in said if signs]):
        asked = Wanted(" ".join(signs), voice.voice, voice.speed)
        yield Go(tuple(islice(texts, len(signs))), signs, asked)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
