"""The long-run question, for everyone: what is known, both ways, and the way to a trial."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages
from kindward.web.public.long_run.sources import SOURCES, Source


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """What the page shows: the same for everyone, whatever they keep."""

    has_trials: bool
    """Whether a trial can be kept here: where Kindward serves this machine alone."""

    sources: ClassVar[tuple[Source, ...]] = SOURCES


def long_run(own: Own, pages: Pages, request: Request) -> Response:
    """The page at `/long-run`."""
    return pages.show(request, "long_run/long_run.html", QuestionPage(own.is_here))
