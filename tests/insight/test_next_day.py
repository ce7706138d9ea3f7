"""What the evening after was like: who stands on which side, and when a difference is told."""

import datetime as dt

import numpy as np
import pytest

from kindward.insight.next_day import Difference, next_days
from kindward.journal import CheckIn, Did, Evening, Measure, Record

FIRST = dt.date(2027, 1, 4)


def record(judging, hurt=None, able=None, did=None, days=None) -> Record:
    """Evenings on days in a row, or on these days."""
    days = range(len(judging)) if days is None else days

    def points(values, i):
        return None if values is None else int(np.clip(round(values[i]), 0, 100))

    return Record(
        Evening(
            id=f"evening-{day:05}",
            at=dt.datetime.combine(FIRST + dt.timedelta(days=int(day)), dt.time(21), dt.UTC),
            of=FIRST + dt.timedelta(days=int(day)),
            did=did[i] if did is not None else None,
            feeling=CheckIn(
                judging=points(judging, i), hurt=points(hurt, i), next_step=points(able, i)
            ),
        )
        for i, day in enumerate(days)
    )


def after(kept: Record, of=Measure.JUDGING, then=Measure.HURT, today=400):
    day = next(d for d in next_days(kept, FIRST + dt.timedelta(days=today)) if d.of is of)
    return next(outcome for outcome in day.outcomes if outcome.then == then)


def noise(seed, days=300, sd=15):
    return 50 + np.random.default_rng(seed).normal(0, sd, days)


def test_each_of_the_three_is_followed_by_the_two_others_and_the_small_thing():
    found = next_days(Record(), FIRST)
    assert [day.of for day in found] == list(Measure)
    for day in found:
        assert {outcome.then for outcome in day.outcomes} == {*Measure, None} - {day.of}
        assert all(outcome.state is Difference.TOO_EARLY for outcome in day.outcomes)


def test_what_follows_is_found_and_its_direction_kept():
    judging = noise(1)
    hurt = 50 + 0.5 * np.append(0, judging[:-1] - 50) + np.random.default_rng(2).normal(0, 8, 300)
    found = after(record(judging, hurt))
    assert found.state is Difference.HIGHER
    assert found.after_more > found.after_less + 5
    assert found.range_95.low > 0
    assert after(record(judging, 100 - hurt)).state is Difference.LOWER


def test_where_nothing_follows_nothing_is_told():
    told = [after(record(noise(seed), noise(seed + 100))).state for seed in range(40)]
    assert told.count(Difference.ALIKE) >= 38


def test_turned_round_the_sides_change_places():
    judging, hurt = noise(3), noise(4)
    one, other = after(record(judging, hurt)), after(record(100 - judging.round(), hurt))
    assert (one.more, one.less) == (other.less, other.more)
    assert one.after_more == pytest.approx(other.after_less)
    assert one.range_95.low == pytest.approx(-other.range_95.high)


def test_a_slow_change_puts_neither_season_on_one_side():
    drift = np.linspace(25, -25, 300)
    judging, hurt = noise(5, sd=8) + drift, noise(6, sd=8) + drift
    found = after(record(judging, hurt))
    assert found.state is Difference.ALIKE
    assert abs(found.after_more - found.after_less) < 4
    by_all = judging[:-1] > np.median(judging)  # what a plain split would have shown
    assert hurt[1:][by_all].mean() - hurt[1:][~by_all].mean() > 15


def test_only_the_very_next_evening_is_held_beside():
    found = after(record(noise(7, 100), noise(8, 100), days=range(0, 200, 2)))
    assert (found.more, found.less) == (0, 0)
    assert found.state is Difference.TOO_EARLY


def test_fewer_than_twenty_on_a_side_are_too_early():
    states = {
        days: after(record(noise(9, days), noise(10, days))).state for days in (30, 120)
    }  # fmt: skip
    assert states == {30: Difference.TOO_EARLY, 120: Difference.ALIKE}


def test_the_small_thing_is_told_as_a_share_of_days():
    judging = np.tile([80, 20], 60)
    did = [Did.NO if i % 2 else (Did.YES, Did.PARTLY)[i % 4 // 2] for i in range(120)]
    found = after(record(judging, did=did), then=None)
    assert (found.after_more, found.after_less) == (0.0, 1.0)
    assert found.state is Difference.LOWER


def test_days_after_today_and_before_two_years_are_not_read():
    kept = record(noise(11, 100), noise(12, 100))
    assert after(kept, today=-1).more == 0
    assert after(kept, today=100 + 731).more == 0
    assert after(kept, today=100).more > 20
