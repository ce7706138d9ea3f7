"""The welcome: one practice to begin at once, and all of them to choose from."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import GROUNDING, Practice
from kindward.studio import Sitting
from kindward.web.pages import LANGUAGE, Pages
from kindward.web.sitting.asked import Asked, read
from kindward.web.sitting.player import Form, Player, form, player
from kindward.wiring import House

FIRST: Final = "self-compassion-break"
"""Begins at one tap: it needs no breath, no image and no memory to be picked first."""

FIRST_S: Final = 60


@dataclass(frozen=True, slots=True)
class Card:
    """A practice as it is offered in the list."""

    url: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the welcome shows."""

    player: Player
    form: Form
    more: str
    """Where the practice that is here has a page of its own."""

    cards: tuple[Card, ...]
    grounding: Card
    """Apart from the others: for when kindness is too much."""


def home(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/`."""
    asked = read(request.query_params, FIRST_S)
    practices = house.library.practices(LANGUAGE)
    practice = house.library.find(FIRST, LANGUAGE)
    sitting = Sitting(practice, house.voice(LANGUAGE, asked.voice), asked.total_s, asked.choices)
    page = Home(
        player=player(house.studio, sitting),
        form=form("/", asked, sitting),
        more=practice_url(practice, asked),
        cards=tuple(_card(p, asked) for p in practices if p.name != GROUNDING),
        grounding=_card(house.library.find(GROUNDING, LANGUAGE), asked),
    )
    return pages.show(request, "home/home.html", page)


def practice_url(practice: Practice, asked: Asked) -> str:
    """The page of a practice, with the voice and the choices that are set here."""
    return f"/practices/{practice.name}{asked.query()}"


def _card(practice: Practice, asked: Asked) -> Card:
    score = practice.score
    return Card(practice_url(practice, asked), score.title, score.summary)
