"""The arriving: one practice to begin at once, two doors beside it, and all of them to explore."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.library import GROUNDING, Practice
from kindward.web.home.explore import LENGTHS, Wish, find, read_wish
from kindward.web.own.own import Own
from kindward.web.own.soon import is_open_soon
from kindward.web.pages import Pages, place
from kindward.web.picture.pictures import chosen
from kindward.web.sitting.asked import Asked
from kindward.web.sitting.form import Form, form
from kindward.web.sitting.opened import opened
from kindward.web.sitting.player import Player, player
from kindward.wiring import House

FIRST: Final = "self-compassion-break"
"""Begins at one tap: it needs no breath, no image and no memory to be picked first."""

FIRST_S: Final = 60


@dataclass(frozen=True, slots=True)
class Card:
    """A practice as it is offered in the list."""

    name: str
    url: str
    title: str
    summary: str
    picture: str
    suits: tuple[str, ...]
    fits: bool
    """Whether it is among those that were asked for."""


@dataclass(frozen=True, slots=True)
class Home:
    """What the welcome shows."""

    player: Player
    form: Form
    start: Card
    """Where many people start."""

    wish: Wish
    lengths: tuple[int, ...]
    cards: tuple[Card, ...]
    found_none: bool
    grounding: Card
    """Apart from the others: for when kindness is too much."""


def home(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/`."""
    here, wish = opened(house, request, FIRST, FIRST_S), read_wish(request.query_params)
    language, asked = here.language, here.asked
    practices = [p for p in house.library.practices(language) if p.name != GROUNDING]
    found = find(practices, wish)
    page = Home(
        player=player(house.studio, here.sitting, asked),
        form=form("/", asked, here.sitting),
        start=_card(here.practice, asked, wish, fits=True),
        wish=wish,
        lengths=LENGTHS,
        cards=tuple(_card(p, asked, wish, fits=p in found.practices) for p in practices),
        found_none=found.is_all,
        grounding=_card(house.library.find(GROUNDING, language), asked, wish, fits=True),
    )
    return pages.show(request, "home/home.html", page)


def something_new(
    own: Own,
    request: Request,
    choose: Callable[[Sequence[Practice]], Practice] = secrets.choice,
) -> Response:
    """From `/something-new` to what suits, with its reason, where a record lies open.

    For everyone else one of the practices, by chance; never the one of the welcome. A record that
    does not answer is not waited for.
    """
    practices = own.house.library.practices(request.state.language)
    others = [each for each in practices if each.name not in {FIRST, GROUNDING}]
    by_chance = f"/practices/{choose(others).name}"
    way = "/journal/offer?mode=new" if is_open_soon(own, request) else by_chance
    return RedirectResponse(place(request).to(way), 303, {"Cache-Control": "no-store"})


def _card(practice: Practice, asked: Asked, wish: Wish, *, fits: bool) -> Card:
    score = practice.score
    return Card(
        name=practice.name,
        url=f"/practices/{practice.name}{wish.query(asked)}",
        title=score.title,
        summary=score.summary,
        picture=chosen(score.picture),
        suits=score.suits,
        fits=fits,
    )
