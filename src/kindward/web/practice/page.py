"""One practice: to hear, to read, to set another way, and to take along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import Practice
from kindward.score import Score
from kindward.studio import Sitting
from kindward.web.pages import LANGUAGE, Pages
from kindward.web.sitting.asked import Asked, read, sound_url
from kindward.web.sitting.player import KEPT, Form, Player, form, player
from kindward.wiring import House

USUAL_S: Final = 300


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a practice shows."""

    score: Score
    player: Player
    form: Form
    files: tuple[Link, ...]
    before: Link | None
    after: Link | None


def practice(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/practices/NAME`."""
    found = house.library.find(request.path_params["name"], LANGUAGE)
    asked = read(request.query_params, USUAL_S)
    sitting = Sitting(found, house.voice(LANGUAGE, asked.voice), asked.total_s, asked.choices)
    before, after = _beside(house.library.practices(LANGUAGE), found, asked)
    page = Page(
        score=found.score,
        player=player(house.studio, sitting),
        form=form(f"/practices/{found.name}", asked, sitting),
        files=tuple(
            Link(sound_url(sitting, ending, download="1"), name) for ending, name in KEPT.items()
        ),
        before=before,
        after=after,
    )
    return pages.show(request, "practice/practice.html", page)


def _beside(
    practices: Sequence[Practice], found: Practice, asked: Asked
) -> tuple[Link | None, Link | None]:
    """The practices before and after this one in their order, where there are any."""
    links = [Link(f"/practices/{p.name}{asked.query()}", p.score.title) for p in practices]
    names = [p.name for p in practices]
    place = names.index(found.name)
    before = links[place - 1] if place else None
    after = links[place + 1] if place + 1 < len(links) else None
    return before, after
