"""Handing one practice on: its link, the same as a square for a camera, and a frame to put it in.

Everything stands in the address and nothing beside it, so there is nothing to store.
"""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.embed.frame import frame
from kindward.web.hand.code import Code, code
from kindward.web.hand.link import absolute, link, practice_link
from kindward.web.pages import Pages, place
from kindward.web.practice.page import USUAL_S
from kindward.web.sitting.asked import minutes, read
from kindward.web.sitting.form import Form, form
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Hand:
    """What the page shows. All its links are whole, for they go elsewhere."""

    title: str
    summary: str
    minutes: float
    back: str
    """The practice in this browser, still without the language of the page."""

    link: str
    person: str
    """Where lines to a person are, for the paper."""

    code: Code
    bare: str
    """The address of the player without the house around it."""

    frame: str
    """HTML for another page, as it is to be copied."""

    form: Form


def hand(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/practices/NAME/hand`."""
    language = place(request).language
    found = house.library.find(request.path_params["name"], language)
    asked = read(request.query_params, USUAL_S)
    sitting = asked.sitting(found, partial(house.voice, language))
    house.studio.plan(sitting)  # a length that cannot be is told here, and not to who gets it
    handed = absolute(request, practice_link(language, found.name, asked))
    bare = absolute(request, link(f"/{language}/embed/{found.name}", asked))
    page = Hand(
        title=found.score.title,
        summary=found.score.summary,
        minutes=minutes(asked.total_s),
        back=link(f"/practices/{found.name}", asked),
        link=handed,
        person=absolute(request, f"/{language}/support"),
        code=code(handed),
        bare=bare,
        frame=frame(bare, f"{found.score.title} · Kindward"),
        form=form(f"/practices/{found.name}/hand", asked, sitting),
    )
    return pages.show(request, "hand/hand.html", page)
