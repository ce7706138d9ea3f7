"""The numbers of a picture of weeks: in their place, with gaps left open, and months that fit."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kindward.insight import Interval, Level, Trend, Week
from kindward.insight.daily import DailyRating
from kindward.journal import Measure
from kindward.web.private.weeks.drawing import Weeks, drawn
from tests.there import there

DAY_0 = dt.date(2026, 1, 5)
NUMBER = re.compile(r"-?[0-9.]+(?:e-?[0-9]+)?")
DAYS = st.integers(0, 365).map(lambda day: DAY_0 + dt.timedelta(days=day))
MARKS = st.lists(st.builds(DailyRating, DAYS, st.floats(0, 100), st.booleans()), max_size=20).map(
    lambda marks: sorted(marks, key=lambda mark: mark.on)
)


def level(day: int, mean=50.0, reach=5.0) -> Level:
    return Level(DAY_0 + dt.timedelta(days=day), mean, Interval(mean - reach, mean + reach))


def trend(*levels: Level) -> Trend:
    weeks = tuple(Week(each.on, each.mean, 3, each) for each in levels)
    return replace(Trend.unknown(Measure.JUDGING), weeks=weeks)


def mark(day: int, value=50.0, *, at_sitting=False) -> DailyRating:
    return DailyRating(DAY_0 + dt.timedelta(days=day), value, at_sitting)


def picture(trends: list[Trend], marks: list[list[DailyRating]]) -> Weeks:
    """What is drawn where something is."""
    return there(drawn(trends, marks))


def numbers(path: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(path.replace("h.01", ""))]


def test_without_a_rating_there_is_no_picture():
    assert drawn([trend()], [[]]) is None


@given(marks=MARKS)
def test_every_dot_lies_within_the_picture_and_none_is_left_out(marks):
    weeks = drawn([trend()], [marks])
    if weeks is None:
        assert not marks
        return
    (one,) = weeks.shown
    paths = one.drawing.evenings + one.drawing.beginnings
    assert paths.count("h.01") == len(marks)
    x, y = numbers(paths)[0::2], numbers(paths)[1::2]
    assert all(0 < place < 1000 for place in x)
    assert all(0 < place < 100 for place in y)


@given(marks=MARKS.filter(bool))
def test_months_stand_in_their_order_and_their_names_have_room(marks):
    ticks = picture([trend()], [marks]).ticks
    percents = [tick.percent for tick in ticks]
    assert percents == sorted(percents)
    for narrow, apart in ((False, 20), (True, 40)):
        named = [t.percent for t in ticks if (t.is_named_narrow if narrow else t.is_named)]
        assert all(later - earlier >= apart for earlier, later in pairwise(named))
    assert any(tick.is_named for tick in ticks)


def test_a_hundred_is_at_the_top_for_all_three():
    weeks = picture([trend()] * 3, [[mark(0, 0.0), mark(1, 100.0)]] * 3)
    for one in weeks.shown:
        low, high = numbers(one.drawing.evenings)[1::2]
        assert low > 90
        assert high < 10


def test_a_gap_of_weeks_stays_open():
    near = picture([trend(level(0), level(21))], [[mark(0), mark(40)]]).shown[0].drawing
    far = picture([trend(level(0), level(22))], [[mark(0), mark(40)]]).shown[0].drawing
    assert near.line.count("M") == near.band.count("M") == 1
    assert far.line.count("M") == far.band.count("M") == 2


def test_the_line_lies_within_its_band():
    one = picture([trend(level(0, 30), level(7, 60))], [[mark(0), mark(40)]]).shown[0].drawing
    ys, band = numbers(one.line)[1::2], numbers(one.band)[1::2]
    for place, y in enumerate(ys):
        assert band[place] < y < band[-1 - place]


def test_a_few_days_look_like_a_few_days():
    places = numbers(picture([trend()], [[mark(0), mark(2)]]).shown[0].drawing.evenings)[0::2]
    assert places[1] - places[0] < 100
