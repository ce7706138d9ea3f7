"""The bare player: a title, a sitting, and the way to a person, and nothing of the house around.

Every link opens a page of its own: a frame is somebody else's room.
"""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.hand.link import link
from kindward.web.pages import Pages, place
from kindward.web.practice.page import USUAL_S
from kindward.web.sitting.asked import read
from kindward.web.sitting.player import Player, player
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Embed:
    """What the frame shows."""

    title: str
    player: Player
    whole: str
    """The practice's own page, still without the language of this one."""


def embed(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/embed/NAME`."""
    language = place(request).language
    found = house.library.find(request.path_params["name"], language)
    asked = read(request.query_params, USUAL_S)
    sitting = asked.sitting(found, partial(house.voice, language))
    page = Embed(
        title=found.score.title,
        player=player(house.studio, sitting, asked),
        whole=link(f"/practices/{found.name}", asked),
    )
    return pages.show(request, "embed/embed.html", page)
