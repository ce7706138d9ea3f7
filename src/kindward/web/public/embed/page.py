"""The bare player: a title, a sitting, and the way to a person, and nothing of the house around.

Every link opens a page of its own: a frame is somebody else's room.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.http.pages import Pages
from kindward.web.public.hand.link import link
from kindward.web.public.sitting.opened import opened
from kindward.web.public.sitting.player import Player, player
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
    here = opened(house, request)
    page = Embed(
        title=here.practice.score.title,
        player=player(house.studio, here.sitting, here.asked, here.instead),
        whole=link(f"/practices/{here.practice.name}", here.asked),
    )
    return pages.show(request, "embed/embed.html", page)
