"""The stopping rule of a trial: what meets it, and what does not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.journal import CheckIn, Evening, Felt, Record, Sitting
from kindward.trial import Design, begun, meets_stopping_rule
from kindward.trial.stopping import FRESH, MARGIN
from tests.web.own import NOON

BEGINS = dt.date(2026, 11, 24)
TRIAL = begun(Design("goal", "action", 56, BEGINS), NOON, 1, "a-trial-of-mine")


def written(points, name="hurt"):
    """A record with one evening for each of a row of days, some of them left out by None."""
    evenings = (
        Evening(
            id=f"evening-{day}",
            at=NOON + dt.timedelta(days=day + 1),
            of=BEGINS + dt.timedelta(days=day),
            feeling=CheckIn(**{name: value}),
        )
        for day, value in enumerate(points)
        if value is not None
    )
    return Record(evenings)


def meets(points, name="hurt", later=0):
    day = BEGINS + dt.timedelta(days=len(points) - 1 + later)
    return meets_stopping_rule(written(points, name), TRIAL, day)


@pytest.mark.parametrize("name", ["hurt", "judging"])
def test_three_evenings_in_a_row_clearly_above_the_usual_meet_the_rule(name):
    assert meets([40, 50, 30, 40, 60, 75, 60], name)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [90, 90, 90],
        [40, 50, 30, 60, 75, 60],
        [40, 50, 30, 40, 75, 60],
        [40, 50, 30, 40, 59, 75, 60],
        [40, 50, 30, 40, 60, None, 75, 60],
        [80, 80, 80, 80, 85, 90, 95],
    ],
    ids=["none", "no usual", "little usual", "two", "one below", "a day between", "as usual"],
)
def test_less_than_that_does_not(points):
    assert not meets(points)


def test_more_of_what_matters_is_no_reason_to_stop():
    assert not meets([40, 50, 30, 40, 60, 75, 60], "next_step")


def test_after_some_days_it_is_over():
    points = [40, 50, 30, 40, 60, 75, 60]
    assert [meets(points, later=days) for days in range(4)] == [True, True, True, False]


@given(st.lists(st.integers(0, 100 - MARGIN), min_size=7, max_size=30))
def test_a_level_that_only_shifts_changes_nothing(points):
    assert meets(points) == meets([value + MARGIN for value in points])


@pytest.mark.parametrize("felt", list(Felt))
def test_one_sitting_that_stirred_meets_the_rule_while_it_is_fresh(felt):
    sitting = Sitting(
        id="a-sitting",
        at=NOON + dt.timedelta(days=5),
        practice="hold-gently",
        seconds=300,
        language="en",
        felt=felt,
    )
    met = [
        meets_stopping_rule(Record([sitting]), TRIAL, sitting.day + dt.timedelta(days=days))
        for days in range(-1, FRESH.days + 2)
    ]
    assert met == [False, *[felt is Felt.STIRRED] * (FRESH.days + 1), False]
