"""Handing one practice on: its link, the same as a square for a camera, and a frame to put it in.

Everything stands in the address and nothing beside it, so there is nothing to store.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.embed.frame import frame
from kindward.web.hand.code import Code, code
from kindward.web.hand.link import absolute, link, practice_link
from kindward.web.pages import Pages
from kindward.web.sitting.asked import minutes
from kindward.web.sitting.form import Form, form
from kindward.web.sitting.opened import opened
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
    here = opened(house, request)
    language, asked, score = here.language, here.asked, here.practice.score
    page_of = f"/practices/{here.practice.name}"
    house.studio.plan(here.sitting)  # a length that cannot be is told here, and not to who gets it
    handed = absolute(request, practice_link(language, here.practice.name, asked))
    bare = absolute(request, link(f"/{language}/embed/{here.practice.name}", asked))
    page = Hand(
        title=score.title,
        summary=score.summary,
        minutes=minutes(asked.total_s),
        back=link(page_of, asked),
        link=handed,
        person=absolute(request, f"/{language}/support"),
        code=code(handed),
        bare=bare,
        frame=frame(bare, f"{score.title} · Kindward"),
        form=form(f"{page_of}/hand", asked, here.sitting),
    )
    return pages.show(request, "hand/hand.html", page)
