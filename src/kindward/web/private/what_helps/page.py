"""The page at `/what-helps`: what can be told, in a plain sentence, a picture, and the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.insight import Finding, Verdict
from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages, place
from kindward.web.private.remembered import Remembered
from kindward.web.private.weeks.reading import Reading

if TYPE_CHECKING:
    from kindward.insight.findings import Findings

LEAST_REACH: Final = 15.0
"""Points of 100 to each side of a picture, at the least, so that a small range looks small."""

MOST_ASKED: Final = 60
"""Sittings that may be said to help still; a larger number helps nobody."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places from 0 to 100 along a line on which 50 is no difference."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding as the page shows it."""

    finding: Finding
    title: str
    """Of the practice; empty for all of them together."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows; nothing of it where a person does not want to see any."""

    wanted: bool
    quiet_minutes: bool
    told: tuple[Shown, ...] = ()
    """What can be told, with its picture; nothing is drawn before that."""

    early: tuple[Shown, ...] = ()
    """What cannot be told yet."""

    @property
    def more(self) -> int:
        """About so many sittings more until anything can be told; 0 before the first of them."""
        begun = [each.finding.more for each in self.early if each.finding.sittings]
        return min(filter(None, begun), default=0)

    @property
    def takes_long(self) -> bool:
        """Whether that may never be."""
        return self.more > MOST_ASKED


def what_helps(own: Own, pages: Pages, reading: Remembered[Reading], request: Request) -> Response:
    """The page at `/what-helps`, for a session that lies open."""
    record, wishes = own.record(request), own.wishes()
    practices = own.house.library.practices(place(request).language)
    titles = {practice.name: practice.score.title for practice in practices}
    shown = _shown(reading(record, own.today).findings, titles) if wishes.results else ()
    page = Page(
        wanted=wishes.results,
        quiet_minutes=wishes.quiet_minutes,
        told=tuple(each for each in shown if each.finding.state != Verdict.TOO_EARLY),
        early=tuple(each for each in shown if each.finding.state == Verdict.TOO_EARLY),
    )
    return pages.show(request, "what_helps/what_helps.html", page)


def _shown(found: "Findings", titles: Mapping[str, str]) -> tuple[Shown, ...]:
    reach = max(
        LEAST_REACH,
        *(abs(end) for each in found.practices for end in (each.range_80.low, each.range_80.high)),
    )
    return tuple(
        Shown(
            finding=each,
            title=titles.get(each.practice, each.practice) if each.practice else "",
            drawing=Drawing(
                _along(each.range_80.low, reach),
                _along(each.effect, reach),
                _along(each.range_80.high, reach),
            ),
        )
        for each in found.practices
    )


def _along(points: float, reach: float) -> float:
    return round(min(max(50 + 45 * points / reach, 0), 100), 1)
