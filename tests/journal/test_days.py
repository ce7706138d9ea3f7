"""Which day it is: one rule for where a night ends, and one place that says it."""

import ast
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given

from kindward.journal import Evening, calendar_day, days, evening_day, is_same_evening
from tests.journal.drawn import TIMES

PACKAGE = Path(days.__file__).parents[1]
AT_HOME = dt.timezone(dt.timedelta(hours=1))


def law(at: dt.datetime) -> None:
    """Until four in the morning it is still the evening of the day before; and no hour longer."""
    day = calendar_day(at) - dt.timedelta(days=at.hour < 4)
    assert evening_day(at) == day
    assert not Evening(id="an-evening", at=at, of=evening_day(at)).is_late


@given(TIMES.filter(lambda at: 1971 < at.year < 2999))
def test_a_night_belongs_to_the_day_before_until_four_in_the_morning(at):
    law(at)


@pytest.mark.parametrize(("ends", "seen_at"), [(0, 3), (3, 3), (5, 4)])
def test_a_night_that_ended_at_another_hour_would_be_seen(ends, seen_at, monkeypatch):
    monkeypatch.setattr(days, "NIGHT_ENDS", dt.timedelta(hours=ends))
    with pytest.raises(AssertionError):
        law(dt.datetime(2026, 11, 24, seen_at, 30, tzinfo=AT_HOME))


def test_two_moments_are_of_one_evening_by_the_clock_that_is_here_now():
    now = dt.datetime(2026, 11, 24, 2, tzinfo=AT_HOME)
    tokyo = dt.timezone(dt.timedelta(hours=9))
    assert is_same_evening(dt.datetime(2026, 11, 23, 20, tzinfo=AT_HOME), now)
    assert is_same_evening(dt.datetime(2026, 11, 24, 3, tzinfo=tokyo), now)  # 19:00 here
    assert not is_same_evening(dt.datetime(2026, 11, 23, 3, tzinfo=AT_HOME), now)


def asked_elsewhere(code: str) -> list[int]:
    """Lines that take the day out of a moment by themselves."""
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "date" and not call.args
    ]


def test_the_day_of_a_moment_is_asked_of_one_place():
    files = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    assert [path for path in files if asked_elsewhere(files[path])] == [Path(days.__file__)]


def test_a_day_that_is_taken_out_of_a_moment_elsewhere_is_seen():
    assert asked_elsewhere("def today(now):\n    return (now - NIGHT).date()") == [2]
