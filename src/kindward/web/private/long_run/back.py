"""A look back with no set-up: how the weeks have been, and what tended to come after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.insight import CrossLag, Verdict
from kindward.journal import Measure
from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages
from kindward.web.private.remembered import Remembered
from kindward.web.private.weeks.drawing import Weeks, drawn
from kindward.web.private.weeks.reading import Reading

if TYPE_CHECKING:
    from kindward.insight.next_day import NextDay, NextDayOutcome

TOO_EARLY: Final = "too-early"
MOST_SURE: Final = 99
"""In 100: nobody is surer than that of one person's days."""


@dataclass(frozen=True, slots=True)
class After:
    """One thing on the next evening, as the page tells it."""

    outcome: "NextDayOutcome"
    sure: int | None
    """In 100, where it holds between evenings alike in the thing itself too; None where untold."""


@dataclass(frozen=True, slots=True)
class Following:
    """What followed evenings with more and with less of one of the three."""

    of: Measure
    after: tuple[After, ...]

    @property
    def is_early(self) -> bool:
        """Whether nothing can be told yet."""
        return all(each.outcome.state == TOO_EARLY for each in self.after)


@dataclass(frozen=True, slots=True)
class WeeksPage:
    """What the page shows; nothing of it where a person does not want to see any."""

    wanted: bool
    weeks: Weeks | None = None
    following: tuple[Following, ...] = ()

    @property
    def is_early(self) -> bool:
        """Whether nothing that came after can be told yet."""
        return all(one.is_early for one in self.following)


def back(own: Own, pages: Pages, reading: Remembered[Reading], request: Request) -> Response:
    """The page at `/long-run/back`, for a session that lies open."""
    record, wishes = own.record(request), own.wishes()
    page = WeeksPage(wanted=False)
    if wishes.results:
        found = reading(record, own.today)
        page = WeeksPage(
            wanted=True,
            weeks=drawn(found.findings.trends, found.marks),
            following=tuple(_following(found)),
        )
    return pages.show(request, "long_run/back.html", page)


def _following(found: Reading) -> Iterable[Following]:
    for day in found.findings.next_days:
        yield Following(
            day.of,
            tuple(
                After(outcome, _sure(day, outcome, found.findings.follows))
                for outcome in day.outcomes
            ),
        )


def _sure(day: "NextDay", outcome: "NextDayOutcome", follows: Iterable[CrossLag]) -> int | None:
    """How sure it is that one follows the other, if that is told and goes the same way."""
    for each in follows:
        if (each.of, each.then) == (day.of, outcome.then) and each.state != Verdict.TOO_EARLY:
            way = "higher" if each.rises > 1 - each.rises else "lower"
            if outcome.state == way:
                return min(int(100 * max(each.rises, 1 - each.rises)), MOST_SURE)
    return None
