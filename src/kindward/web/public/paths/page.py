"""The paths of this house, and one of them: its days, with the one that is chosen ready to begin.

    /paths/NAME?day=2&practice=grounding

The same for everyone, and whole without a script. Where somebody stands is known to their own
pages, or to their browser.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kindward.lengths import minutes
from kindward.library import NamedPath
from kindward.paths import Step, Timed
from kindward.web.http.pages import Pages, place
from kindward.web.public.picture.pictures import chosen
from kindward.web.public.sitting.asked import begins
from kindward.web.public.sitting.form import Form, form
from kindward.web.public.sitting.opened import opened
from kindward.web.public.sitting.player import Player, player
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Choice:
    """A practice that a day can be done with."""

    name: str
    title: str
    picture: str
    minutes: float
    url: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a path, as pages show it; the first is 1."""

    number: int
    name: str
    words: str
    url: str
    choices: tuple[Choice, ...]
    """The practice, and a second one if there is any; or all of the path, where one chooses."""

    is_open: bool
    """Whether the person chooses."""

    minutes: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A path in a few words."""

    name: str
    title: str
    summary: str
    url: str
    days: int


@dataclass(frozen=True, slots=True)
class All:
    """What the page of all paths shows."""

    paths: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of one path shows."""

    name: str
    title: str
    summary: str
    credits: tuple[str, ...]
    days: tuple[Day, ...]
    day: Day
    player: Player | None
    """The practice of the day; None where one is still to be chosen."""

    form: Form | None
    begins: bool
    """Whether it begins by itself: the tap was made on the page before."""


def all_paths(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/paths`."""
    found = house.paths.of(place(request).language)
    return pages.show(request, "paths/paths.html", All(tuple(map(shown, found))))


def path(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/paths/NAME`. Raises UnknownPath, or HTTPException 404 for a day it lacks."""
    found = house.paths.find(request.path_params["path"], place(request).language)
    days = days_of(house, found)
    day = _day(days, request.query_params.get("day") or "1")
    practice = _practice(day, request.query_params.get("practice", ""))
    here = practice and opened(house, request, practice, _timed(found, day, practice).seconds)
    request.state.speaking = house.paths.speaking(found.name, pages.languages)
    page = Page(
        name=found.name,
        title=found.path.title,
        summary=found.path.summary,
        credits=found.path.credits,
        days=days,
        day=day,
        player=player(house.studio, here.sitting, here.asked, here.instead) if here else None,
        form=form(house.studio, f"/practices/{practice}", here.asked, here.sitting)
        if here
        else None,
        begins=begins(request.query_params),
    )
    return pages.show(request, "paths/path.html", page)


def shown(named: NamedPath) -> Shown:
    """A path in a few words."""
    path = named.path
    return Shown(named.name, path.title, path.summary, f"/paths/{named.name}", len(path.steps))


def days_of(house: House, named: NamedPath) -> tuple[Day, ...]:
    """The days of a path. Raises UnknownPractice for one that went just now."""
    return tuple(_days(house, named))


def _days(house: House, named: NamedPath) -> Iterator[Day]:
    for number, step in enumerate(named.path.steps, start=1):
        url = f"/paths/{named.name}?day={number}"
        choices = tuple(_choice(house, named, timed, url) for timed in _choices(named, step))
        length = minutes(step.practice.seconds)
        yield Day(number, step.name, step.words, url, choices, step.is_open, length)


def _choice(house: House, named: NamedPath, timed: Timed, url: str) -> Choice:
    score = house.library.find(timed.practice, named.language).score
    return Choice(
        timed.practice,
        score.title,
        chosen(score.picture),
        minutes(timed.seconds),
        f"{url}&practice={timed.practice}",
    )


def _choices(named: NamedPath, step: Step) -> tuple[Timed, ...]:
    """What a step can be done with, each with its length."""
    if step.is_open:
        return tuple(Timed(each.practice, step.practice.seconds) for each in named.path.practices())
    return (step.practice, *([step.other] if step.other else ()))


def _day(days: tuple[Day, ...], number: str) -> Day:
    found = next((day for day in days if f"{day.number}" == number), None)
    if found is None:
        raise HTTPException(404)
    return found


def _practice(day: Day, asked: str) -> str:
    """The practice of the day; empty where one is still to be chosen."""
    if asked and asked not in {choice.name for choice in day.choices}:
        raise HTTPException(404)
    return asked or ("" if day.is_open else day.choices[0].name)


def _timed(named: NamedPath, day: Day, practice: str) -> Timed:
    step = named.path.steps[day.number - 1]
    return next(each for each in _choices(named, step) if each.practice == practice)
