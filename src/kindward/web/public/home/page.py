"""The arriving: one minute to begin at once, one for each feeling, and all practices to explore."""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward.lengths import minutes
from kindward.library import GROUNDING, Practice
from kindward.web.http.own.own import Own
from kindward.web.http.own.soon import is_open_soon
from kindward.web.http.pages import Pages, place
from kindward.web.http.reply import reply
from kindward.web.public.home.explore import LENGTHS, Found, Wish, find, read_wish
from kindward.web.public.home.search import phrases
from kindward.web.public.picture.pictures import chosen
from kindward.web.public.sitting.asked import Asked
from kindward.web.public.sitting.opened import Opened, nearest_s, opened
from kindward.web.public.sitting.player import Player, player
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

    is_apart: bool
    """Whether it shows only where it is asked for: grounding, for when kindness is too much."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """A feeling under the large button. Its address names a practice, and never the feeling."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the welcome shows."""

    player: Player
    feelings: tuple[AtHand, ...]
    wish: Wish
    lengths: tuple[int, ...]
    cards: tuple[Card, ...]
    found: Found


def home(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/`; one that was searched is kept by no cache, for its address says a lot."""
    here, wish = opened(house, request, FIRST, FIRST_S), read_wish(request.query_params)
    practices = house.library.practices(here.language)
    found = find(practices, house.feelings.of(here.language), wish)
    page = Home(
        player=player(house.studio, here.sitting, here.asked, here.instead),
        feelings=tuple(_at_hand(house, here)),
        wish=wish,
        lengths=LENGTHS,
        cards=tuple(_card(p, here.asked, wish, fits=p in found.practices) for p in practices),
        found=found,
    )
    response = pages.show(request, "home/home.html", page)
    if wish.words:
        response.headers["Cache-Control"] = "no-store"
    return response


def feelings(house: House, request: Request) -> Response:
    """What people call each feeling, as `search.js` compares it, and which practices suit it."""
    table = [
        {"phrases": phrases(each), "practices": each.practices, "person": each.wants_a_person}
        for each in house.feelings.of(place(request).language)
    ]
    return reply(request, json.dumps(table, ensure_ascii=False).encode(), "application/json")


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


def _at_hand(house: House, here: Opened) -> Iterator[AtHand]:
    """The feelings that lead to a minute, or to the shortest time that their practice can last."""
    for feeling in house.feelings.of(here.language):
        if feeling.at_hand:
            practice = house.library.find(feeling.practices[0], here.language)
            sitting = replace(here.sitting, practice=practice, total_s=FIRST_S)
            length = minutes(nearest_s(house.studio, sitting))
            url = f"/practices/{practice.name}{here.asked.query(minutes=f'{length}')}"
            yield AtHand(feeling.name, url)


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
        is_apart=practice.name == GROUNDING,
    )
