"""A practice on a sheet of paper, for whoever has no screen, or reads it to somebody."""

from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kindward.lengths import minutes
from kindward.score import Score
from kindward.support import Directory
from kindward.web.http.pages import Pages
from kindward.web.public.hand.code import Code, code
from kindward.web.public.hand.link import absolute, is_here_only, link, practice_link
from kindward.web.public.paper.leaflet import Part, leaflet
from kindward.web.public.paper.people import Printed, printed
from kindward.web.public.picture.pictures import chosen
from kindward.web.public.sitting.form import Form, form
from kindward.web.public.sitting.opened import opened
from kindward.web.public.support.page import in_order
from kindward.wiring import House

_ANSWERS: Final = {"": False, "no": False, "yes": True}


@dataclass(frozen=True, slots=True)
class Paper:
    """What the sheet shows."""

    score: Score
    picture: str
    """One of the drawings there are."""

    minutes: float
    parts: tuple[Part, ...]
    with_notes: bool
    """Whether the notes for those who guide others are on it."""

    other: str
    """The same sheet with the notes if it has none, and without if it has."""

    back: str
    link: str
    """Where others hear it, for the paper; empty where nobody else reaches this computer."""

    code: Code | None
    people: Printed
    form: Form


def paper(house: House, directory: Directory, pages: Pages, request: Request) -> Response:
    """The page at `/practices/NAME/print`."""
    here = opened(house, request)
    asked, name, score = here.asked, here.practice.name, here.practice.score
    with_notes = _with_notes(request.query_params.get("notes", ""))
    sheet, hosts = f"/practices/{name}/print", house.settings.hosts
    here_only = is_here_only(request, hosts)
    handed = absolute(request, practice_link(here.language, name, asked), hosts)
    page = Paper(
        score=score,
        picture=chosen(score.picture),
        minutes=minutes(asked.total_s),
        parts=leaflet(house.studio.plan(here.sitting)),
        with_notes=with_notes,
        other=link(sheet, asked) + ("" if with_notes else "&notes=yes"),
        back=link(f"/practices/{name}", asked),
        link="" if here_only else handed,
        code=None if here_only else code(handed),
        people=printed(directory, in_order(directory, here.language)),
        form=form(house.studio, sheet, asked, here.sitting),
    )
    return pages.show(request, "paper/paper.html", page)


def _with_notes(answer: str) -> bool:
    """Raises HTTPException 400."""
    if answer not in _ANSWERS:
        raise HTTPException(400)
    return _ANSWERS[answer]
