"""Handing one practice on: its link, the same as a square for a camera, and a frame to put it in.

Everything stands in the address and nothing beside it, so there is nothing to store. Where only
this computer could open that address, files and paper stand in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from kindward.lengths import minutes
from kindward.support import Directory
from kindward.web.http.pages import Pages
from kindward.web.public.embed.frame import frame
from kindward.web.public.hand.code import Code, code
from kindward.web.public.hand.files import Along, take_along
from kindward.web.public.hand.link import absolute, is_here_only, link, practice_link
from kindward.web.public.paper.people import Printed, printed
from kindward.web.public.sitting.form import Form, form
from kindward.web.public.sitting.opened import Opened, opened
from kindward.web.public.support.page import in_order
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Handed:
    """What leads others here. All its addresses are whole, for they go elsewhere."""

    link: str
    person: str
    """Where lines to a person are, for the paper."""

    code: Code
    bare: str
    """The address of the player without the house around it."""

    frame: str
    """HTML for another page, as it is to be copied."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What the page shows."""

    title: str
    summary: str
    minutes: float
    back: str
    """The practice in this browser, still without the language of the page."""

    handed: Handed | None
    """None where nobody else reaches this computer."""

    along: Along
    people: Printed
    form: Form


def hand(house: House, directory: Directory, pages: Pages, request: Request) -> Response:
    """The page at `/practices/NAME/hand`."""
    here = opened(house, request)
    language, asked, score = here.language, here.asked, here.practice.score
    page_of = f"/practices/{here.practice.name}"
    house.studio.plan(here.sitting)  # a length that cannot be is told here, and not to who gets it
    hosts = house.settings.hosts
    handed = None if is_here_only(request, hosts) else _handed(request, hosts, here)
    page = Hand(
        title=score.title,
        summary=score.summary,
        minutes=minutes(asked.total_s),
        back=link(page_of, asked),
        handed=handed,
        along=take_along(
            house.studio, here.sitting, asked, language, handed.link if handed else ""
        ),
        people=printed(directory, in_order(directory, language)),
        form=form(house.studio, f"{page_of}/hand", asked, here.sitting),
    )
    return pages.show(request, "hand/hand.html", page)


def _handed(request: Request, hosts: Iterable[str], here: Opened) -> Handed:
    whole = partial(absolute, request, hosts=tuple(hosts))
    language, name, asked = here.language, here.practice.name, here.asked
    handed = whole(practice_link(language, name, asked))
    bare = whole(link(f"/{language}/embed/{name}", asked))
    return Handed(
        link=handed,
        person=whole(f"/{language}/support"),
        code=code(handed),
        bare=bare,
        frame=frame(bare, f"{here.practice.score.title} · Kindward"),
    )
