"""The sitting that a request is about, in the language of its address."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.requests import Request

from kindward.library import Practice
from kindward.studio import Sitting
from kindward.web.pages import place
from kindward.web.sitting.asked import Asked, read
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


def opened(
    house: House, request: Request, name: str | None = None, usual_s: int = USUAL_S
) -> Opened:
    """The sitting of a practice, by its name or by the one in the path.

    Raises UnknownLanguage, UnknownPractice, UnknownVoice, or HTTPException 400.
    """
    language = place(request).language
    found = house.library.find(name or request.path_params["name"], language)
    asked = read(request.query_params, usual_s)
    sitting = asked.sitting(found, partial(house.voice, language))
    return Opened(language, found, asked, sitting)
