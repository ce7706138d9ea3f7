"""One practice: to hear, to read, to set another way, and to take along."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import GROUNDING, Practice
from kindward.score import Score
from kindward.teachers import Teacher, of
from kindward.web.http.pages import Pages, place
from kindward.web.public.hand.files import Along, take_along
from kindward.web.public.hand.link import absolute, is_here_only, practice_link
from kindward.web.public.narrations.serve import KeptLines
from kindward.web.public.offline.keep import Keep, keep, keep_lines
from kindward.web.public.sitting.asked import Asked, begins
from kindward.web.public.sitting.form import Form, form
from kindward.web.public.sitting.opened import opened
from kindward.web.public.sitting.player import Player, player
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a practice shows."""

    score: Score
    teachers: tuple[Teacher, ...]
    player: Player
    begins: bool
    """Whether it begins by itself: the tap was made on the page before."""

    form: Form
    is_grounding: bool
    along: Along
    keep: Keep
    lines: Keep | None
    """All its lines, where they can be kept once for any length."""

    before: Link | None
    after: Link | None


def practice(
    house: House, teachers: Sequence[Teacher], pages: Pages, kept: KeptLines, request: Request
) -> Response:
    """The page at `/practices/NAME`."""
    here = opened(house, request)
    found, asked, sitting = here.practice, here.asked, here.sitting
    if not pages.is_fixed:
        house.expect(sitting)
    before, after = _beside(house.library.practices(here.language), found, asked)
    shown, hosts = player(house.studio, sitting, asked, here.instead), house.settings.hosts
    link = practice_link(here.language, found.name, asked)
    page = Page(
        score=found.score,
        teachers=of(teachers, found.name),
        player=shown,
        begins=begins(request.query_params),
        form=form(house.studio, f"/practices/{found.name}", asked, sitting),
        is_grounding=found.name == GROUNDING,
        along=take_along(
            house.studio,
            sitting,
            asked,
            here.language,
            share="" if is_here_only(request, hosts) else absolute(request, link, hosts),
        ),
        keep=keep(house.studio, sitting, shown, place(request).to),
        lines=keep_lines(kept, found, sitting.voice, asked, place(request).to),
        before=before,
        after=after,
    )
    response = pages.show(request, "practice/practice.html", page)
    if "sitting" in request.query_params:  # somebody's own: its address tells that they sat
        response.headers["Cache-Control"] = "no-store"
    return response


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
