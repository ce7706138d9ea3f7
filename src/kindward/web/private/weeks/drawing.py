"""Weeks become the numbers of a picture: dots, a line with its band, and months below. Pure.

A picture is 1000 wide and 100 high, and 100 of its slider is at the top. It is stretched to
whatever room there is, so nothing in it may depend on its shape.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kindward.insight import Level, Trend
from kindward.sentences import MEASURES, TRENDS

if TYPE_CHECKING:
    from kindward.insight.daily import DailyRating

WIDTH: Final = 1000
HEIGHT: Final = 100
EDGE: Final = 12
"""Kept free on both sides, and above and below, for dots and lines to be whole."""

ROOM: Final = 6
FEW: Final = 60
LEAST_DAYS: Final = 28
"""The shortest time that a picture spans, so that a few days look like a few days."""

GAP: Final = dt.timedelta(days=21)
"""Between two levels, from which on the line stops and begins anew."""

ALONE: Final = 4
"""How far a level with none beside it reaches to both sides."""

A_SEASON: Final = 3
HALF_A_YEAR: Final = 6
NEAR_START: Final = 25.0
ROOM_FOR_A_NAME: Final = 80.0
ROOM_AT_ALL: Final = 60.0
"""In hundredths of the width: where a name of a month may still begin."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month; `percent` is its place along the picture."""

    month: dt.date
    percent: float
    is_named: bool
    is_named_narrow: bool
    """Whether its name has room in a narrow picture too."""

    @property
    def x(self) -> float:
        """Its place in the picture's own numbers."""
        return self.percent * WIDTH / 100


@dataclass(frozen=True, slots=True)
class Drawing:
    """The paths of one picture, as SVG writes them; empty where there is nothing to draw."""

    evenings: str
    beginnings: str
    """Ratings that were given as a sitting began."""

    line: str
    band: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One of the three over the weeks."""

    trend: Trend
    drawing: Drawing

    @property
    def name(self) -> str:
        """What it is called, in English."""
        return MEASURES[self.trend.of]

    @property
    def told(self) -> str:
        """Where it has been going, in an English sentence with gaps."""
        return TRENDS[self.trend.state]


@dataclass(frozen=True, slots=True)
class Weeks:
    """All three, on one scale and the same days."""

    shown: tuple[Measured, ...]
    ticks: tuple[Tick, ...]
    has_evenings: bool
    has_beginnings: bool
    has_line: bool
    is_few: bool
    """Whether there are so few dots that each may be larger."""

    at_sittings: bool
    """Whether the line tells of moments before a sitting."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a picture spans."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        """Where a day is."""
        share = (day - self.first) / (self.last - self.first)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)


def drawn(trends: Sequence[Trend], marks: Sequence[Sequence["DailyRating"]]) -> Weeks | None:
    """The pictures of trends and of the ratings behind each; None where there is no rating."""
    every = [mark for of_one in marks for mark in of_one]
    if not every:
        return None
    span = _span([mark.on for mark in every])
    return Weeks(
        shown=tuple(
            Measured(trend, _drawing(trend, of_one, span))
            for trend, of_one in zip(trends, marks, strict=True)
        ),
        ticks=tuple(_ticks(span)),
        has_evenings=any(not mark.at_sitting for mark in every),
        has_beginnings=any(mark.at_sitting for mark in every),
        has_line=any(week.level for trend in trends for week in trend.weeks),
        is_few=max(map(len, marks)) < FEW,
        at_sittings=any(trend.at_sittings for trend in trends),
    )


def _span(days: list[dt.date]) -> Span:
    first = min(days)
    return Span(first, max(*days, first + dt.timedelta(days=LEAST_DAYS)))


def _drawing(trend: Trend, marks: Sequence["DailyRating"], span: Span) -> Drawing:
    pieces = list(_pieces([week.level for week in trend.weeks if week.level]))
    return Drawing(
        evenings=_dots((mark for mark in marks if not mark.at_sitting), span),
        beginnings=_dots((mark for mark in marks if mark.at_sitting), span),
        line="".join(_line(piece, span) for piece in pieces),
        band="".join(_band(piece, span) for piece in pieces),
    )


def _y(value: float) -> float:
    return round(ROOM + (100 - value) / 100 * (HEIGHT - 2 * ROOM), 1)


def _dots(marks: Iterable["DailyRating"], span: Span) -> str:
    """A stroke of no length for each: with a round end it is a dot of any size."""
    return "".join(f"M{span.x(mark.on):g} {_y(mark.value):g}h.01" for mark in marks)


def _pieces(levels: list[Level]) -> Iterable[list[Level]]:
    """Levels with no gap between them; where nothing was said for weeks, nothing is drawn."""
    piece: list[Level] = []
    for level in levels:
        if piece and level.on - piece[-1].on > GAP:
            yield piece
            piece = []
        piece.append(level)
    if piece:
        yield piece


def _line(piece: list[Level], span: Span) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in _along(piece, span, "mean"))


def _band(piece: list[Level], span: Span) -> str:
    there = [f"{x:g} {y:g}" for x, y in _along(piece, span, "high")]
    back = [f"{x:g} {y:g}" for x, y in _along(piece, span, "low")]
    return "M" + "L".join((*there, *reversed(back))) + "z"


def _along(piece: list[Level], span: Span, end: str) -> list[tuple[float, float]]:
    """The places of one end of the levels, or of their means."""
    places = [
        (span.x(level.on), _y(level.mean if end == "mean" else getattr(level.range_80, end)))
        for level in piece
    ]
    if len(places) > 1:
        return places
    ((x, y),) = places
    return [(x - ALONE, y), (x + ALONE, y)]


def _ticks(span: Span) -> Iterable[Tick]:
    """The months that begin within the span, not all with a name; and the first, if it has room."""
    months = list(_months(span))
    places = [span.x(month) * 100 / WIDTH for month in months]
    if not places or places[0] > NEAR_START:
        yield Tick(span.first, EDGE * 100 / WIDTH, is_named=True, is_named_narrow=not places)
    step = A_SEASON if len(months) > A_SEASON else 1
    for number, (month, percent) in enumerate(zip(months, places, strict=True)):
        yield Tick(
            month,
            round(percent, 2),
            is_named=number % step == 0 and percent < ROOM_FOR_A_NAME,
            is_named_narrow=number % HALF_A_YEAR == 0 and percent < ROOM_AT_ALL,
        )


def _months(span: Span) -> Iterable[dt.date]:
    """First days of months within the span."""
    month = span.first.replace(day=1)
    while month <= span.last:
        if month >= span.first:
            yield month
        month = (month + dt.timedelta(days=31)).replace(day=1)
