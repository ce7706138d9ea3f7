"""The voices that a page offers for a practice, in the order in which they are preferred."""

from dataclasses import dataclass

from kindward.studio import Sitting, Studio
from kindward.voice import SILENT, VoiceInfo, lacking
from kindward.web.public.sitting.asked import Asked
from kindward.web.public.voices.excerpt import Excerpt, excerpt
from kindward.web.public.voices.names import Called, named


@dataclass(frozen=True, slots=True)
class Offered:
    """A voice to choose."""

    value: str
    """What an address calls it; the one that is there unless another is asked for has no name."""

    called: Called
    chosen: bool
    excerpt: Excerpt


def offered(studio: Studio, sitting: Sitting, asked: Asked) -> tuple[Offered, ...]:
    """Those of this machine that speak the practice's language and have all of its words."""
    practice = sitting.practice
    lines, here = practice.score.lines(), named(studio.voices(practice.language))
    return tuple(
        _offered(studio, sitting, asked, voice, called)
        for voice, called in here
        if voice.name != SILENT and not lacking(voice, lines)
    )


def _offered(
    studio: Studio, sitting: Sitting, asked: Asked, voice: VoiceInfo, called: Called
) -> Offered:
    chosen = voice.name == sitting.voice.name
    value = "" if chosen and asked.voice is None else voice.name
    return Offered(value, called, chosen, excerpt(studio, sitting, voice))
