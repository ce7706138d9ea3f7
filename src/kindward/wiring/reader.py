"""Who reads here, and so how short and how long a practice can be."""

from dataclasses import dataclass
from functools import lru_cache

from kindward.library import Practice
from kindward.library.files import MOST_FILES
from kindward.plan import reach
from kindward.voice import Speaker, VoiceInfo, first_with, lacking
from kindward.voice.pace import spoken_s


@dataclass(frozen=True, slots=True)
class Reader:
    """The voices of a machine, and the one that its owner named."""

    speaker: Speaker
    owners: str | None = None

    def voice(self, language: str, wanted: str | None = None) -> VoiceInfo:
        """The voice asked for; or the owner's, if it speaks the language; or the best that is here.

        Raises UnknownVoice.
        """
        if wanted is None and self.owners is not None:
            speaks = {each.name for each in self.speaker.voices(language)}
            wanted = self.owners if self.owners in speaks else None
        return self.speaker.choose(language, wanted)

    def voice_for(self, practice: Practice, wanted: str | None = None) -> VoiceInfo:
        """The voice that speaks a practice: the one asked for, or the usual one, as `voice`.

        Unless it was asked for, one that lacks words of the practice gives way to the first that
        has them all, so that nobody hears two voices, or gaps. Raises UnknownVoice.
        """
        voice, lines = self.voice(practice.language, wanted), practice.score.lines()
        if wanted is not None or not lacking(voice, lines):
            return voice
        return first_with(self.speaker.voices(practice.language), lines)

    def lengths(self, practice: Practice) -> tuple[range, ...]:
        """The seconds that a practice can last, spoken by the voice that speaks it."""
        voice, lines = self.voice_for(practice), practice.score.lines()
        return _reach(practice, tuple(self.speaker.spoken_s(voice, each) for each in lines))


def in_our_pace(practice: Practice) -> tuple[range, ...]:
    """The seconds that a practice can last in our pace, whoever speaks it."""
    language = practice.score.language
    return _reach(practice, tuple(spoken_s(line, language) for line in practice.score.lines()))


@lru_cache(MOST_FILES)
def _reach(practice: Practice, lengths_s: tuple[float, ...]) -> tuple[range, ...]:
    """The same for the same lengths of its lines; asked for by each path that it stands in."""
    return reach(practice.score, dict(zip(practice.score.lines(), lengths_s, strict=True)))
