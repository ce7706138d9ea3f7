"""What each of the three tends to be followed by: a direction, and mostly nothing at all."""

import datetime as dt

import numpy as np
import pytest

from kindward.insight.cross_lagged import LEAST_DAYS, SLOPE_SD, cross_lags
from kindward.insight.statements import Verdict
from kindward.journal import CheckIn, Evening, Measure, Record
from tests.insight.people import FIRST


def lived(days: int, slope: float, seed: int = 1, share: float = 0.9, *, back: bool = False):
    """Hurt follows the judging of the evening before; `back`: the same days from their end."""
    chance = np.random.default_rng(seed)
    judging = chance.normal(0, 15, days)
    hurt = chance.normal(0, 8, days)
    hurt[1:] += slope * judging[:-1]
    told = np.flatnonzero(chance.random(days) < share)
    return Record(
        evening(int(day), judging[::-1][day] if back else judging[day],
                hurt[::-1][day] if back else hurt[day])
        for day in told
    )  # fmt: skip


def evening(day: int, judging: float, hurt: float) -> Evening:
    feeling = CheckIn(judging=_slider(judging), hurt=_slider(hurt), next_step=50)
    at = FIRST + dt.timedelta(days=day)
    return Evening(id=f"evening-{day:05}", at=at, of=at.date(), feeling=feeling)


def _slider(value: float) -> int:
    return int(np.clip(round(50 + value), 0, 100))


def of_judging(record: Record, days: int):
    found = cross_lags(record, FIRST.date() + dt.timedelta(days=days - 1))
    assert [(one.of, one.then) for one in found] == [
        (x, y) for x in Measure for y in Measure if x != y
    ]
    return found[0]


@pytest.mark.parametrize("slope", [0.4, -0.4])
def test_a_strong_one_over_a_year_is_told_in_its_direction(slope):
    found = of_judging(lived(365, slope), 365)
    assert found.state is Verdict.CLEAR
    assert found.range_95.low < found.slope < found.range_95.high
    assert np.sign(found.slope) == np.sign(slope)


def test_its_range_holds_the_truth_about_as_often_as_it_says():
    """For slopes as its prior expects them."""
    chance, held = np.random.default_rng(3), 0
    for seed in range(100):
        slope = chance.normal(0, SLOPE_SD)
        found = of_judging(lived(240, slope, seed), 240)
        held += found.range_95.low <= slope <= found.range_95.high
    assert 90 <= held <= 99


def test_before_half_a_year_nothing_is_said():
    assert of_judging(lived(LEAST_DAYS - 10, 0.8), LEAST_DAYS - 10).state is Verdict.TOO_EARLY
    assert of_judging(lived(LEAST_DAYS + 60, 0.8), LEAST_DAYS + 60).state is not Verdict.TOO_EARLY


def test_what_precedes_is_not_told_as_what_follows():
    """The same days read backwards: hurt comes first, and judging after it."""
    record = lived(365, 0.5, back=True)
    assert of_judging(record, 365).state is Verdict.TOO_EARLY


def test_days_that_only_share_their_weather_are_told_as_nothing():
    """Both follow the same days and are rated roughly."""
    said = 0
    for seed in range(60):
        chance = np.random.default_rng(seed)
        day = np.zeros(300)
        for number in range(1, 300):
            day[number] = 0.6 * day[number - 1] + chance.normal(0, 12)
        rough = day[:, None] + chance.normal(0, 10, (300, 2))
        record = Record(evening(number, *both) for number, both in enumerate(rough))
        said += of_judging(record, 300).state is not Verdict.TOO_EARLY
    assert said <= 3


def test_missing_evenings_leave_pairs_out_and_fill_nothing_in():
    whole, holes = lived(300, 0.3), lived(300, 0.3, share=0.6)
    assert of_judging(whole, 300).pairs > of_judging(holes, 300).pairs > 0
