"""One sitting, one voice: what is said before it begins where another voice reads than expected."""

from dataclasses import dataclass

from kindward.library import Practice
from kindward.voice import lacking
from kindward.web.public.sitting.asked import Asked
from kindward.web.public.voices.names import Called, named
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Instead:
    """A voice that reads in the place of one that lacks words of the practice."""

    reads: Called
    was_chosen: bool
    """Whether somebody chose the one that lacks them; else it is the usual one."""


def instead(house: House, practice: Practice, asked: Asked) -> Instead | None:
    """Who reads instead, and of whom; None where the voice has all the words of the practice.

    Raises UnknownVoice.
    """
    expected = house.voice(practice.language, asked.voice)
    if not lacking(expected, practice.score.lines()):
        return None
    reads, here = house.voice_for(practice), house.studio.voices(practice.language)
    called = next(called for voice, called in named(here) if voice.name == reads.name)
    return Instead(called, was_chosen=asked.voice is not None)
