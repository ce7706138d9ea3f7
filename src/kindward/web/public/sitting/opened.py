"""The sitting that a request is about, in the language of its address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from starlette.requests import Request

from kindward.lengths import minutes
from kindward.library import Practice
from kindward.plan import CannotFit
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.units import LEAST_S
from kindward.web.http.pages import place
from kindward.web.public.sitting.asked import Asked, read
from kindward.web.public.voices.instead import Instead, instead
from kindward.wiring import House

USUAL_S: Final = 300
"""How long a practice lasts where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address asks for, and what comes of it here."""

    language: str
    practice: Practice
    asked: Asked
    sitting: Sitting
    instead: Instead | None
    """Who reads in the place of a voice that lacks words of the practice."""


def opened(
    house: House, request: Request, name: str | None = None, usual_s: int = USUAL_S
) -> Opened:
    """The sitting of a practice, by its name or by the one in the path.

    Afterwards its page leads to other languages only where they have the practice. Raises
    UnknownLanguage, UnknownPractice, UnknownVoice, or HTTPException 400.
    """
    language = place(request).language
    found = house.library.find(name or request.path_params["name"], language)
    request.state.speaking = house.library.speaking(found.name)
    asked = read(request.query_params, usual_s)
    other = instead(house, found, asked)
    heard = replace(asked, voice=None) if other else asked
    sitting = heard.sitting(found, partial(house.voice_for, found))
    if not request.query_params.get("minutes"):
        total_s = nearest_s(house.studio, sitting)
        asked, sitting = replace(asked, total_s=total_s), replace(sitting, total_s=total_s)
    return Opened(language, found, asked, sitting, other)


def lengths_near(house: House, practice: Practice, wanted: Sequence[int]) -> tuple[float, ...]:
    """Of these minutes, those that a practice can have; if it is none, the nearest to one of them.

    Raises CannotFit for a practice that can have no length at all.
    """
    voice = house.voice_for(practice)
    nearest = {
        minutes(nearest_s(house.studio, Sitting(practice, voice, each * 60, Choices())))
        for each in wanted
    }
    return tuple(sorted(nearest & set(wanted) or {min(nearest)}))


def shortest_s(house: House, practice: Practice) -> int:
    """The shortest sitting of a practice, in the voice that speaks it.

    Raises CannotFit for one that can have none.
    """
    voice = house.voice_for(practice)
    return nearest_s(house.studio, Sitting(practice, voice, LEAST_S, Choices()))


def nearest_s(studio: Studio, sitting: Sitting) -> int:
    """The length that is asked for, or the nearest that the practice can have.

    Raises CannotFit for one that can have none.
    """
    try:
        studio.plan(sitting)
    except CannotFit as error:
        if error.nearest_s is None:
            raise
        return round(error.nearest_s)
    return round(sitting.total_s)
