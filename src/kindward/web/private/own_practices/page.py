"""Practices of one's own: those that are here, and why a file is left out.

For one's own computer alone: a house for others tells nobody what lies in its folder.
"""

from dataclasses import dataclass
from typing import ClassVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kindward.library import Left, OwnFile, Practice, filed, shipped_languages
from kindward.library.files import MOST_FILES
from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages


@dataclass(frozen=True, slots=True)
class Here:
    """A file that is a practice."""

    path: str
    title: str
    url: str
    """The practice's page, its language told; empty where no pages speak it."""

    language: str
    is_elsewhere: bool
    """Whether it says another language than the folder that it lies in."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is none, and why."""

    path: str
    why: Left
    faults: int
    twin: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows."""

    here: tuple[Here, ...]
    left: tuple[LeftOut, ...]
    most: ClassVar[int] = MOST_FILES


def own_practices(own: Own, pages: Pages, request: Request) -> Response:
    """The page at `/practices`. Raises HTTPException 404 where this house is for others too."""
    if not own.is_here:
        raise HTTPException(404)
    files = own.house.library.own_files()
    page = Page(
        here=tuple(_here(file, file.found, pages.languages) for file in files if file.found),
        left=tuple(
            LeftOut(file.path, file.left, len(file.faults), file.twin)
            for file in files
            if file.left
        ),
    )
    return pages.show(request, "own_practices/own_practices.html", page)


def _here(file: OwnFile[Practice], practice: Practice, languages: tuple[str, ...]) -> Here:
    is_spoken = practice.language in languages
    return Here(
        path=file.path,
        title=practice.score.title,
        url=f"/{practice.language}/practices/{practice.name}" if is_spoken else "",
        language=practice.language,
        is_elsewhere=bool(file.lies_in)
        and filed(file.lies_in, shipped_languages()) != practice.language,
    )
