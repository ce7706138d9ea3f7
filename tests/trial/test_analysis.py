"""The analysis of a trial, held against its own laws and against chance."""

import datetime as dt
from itertools import combinations, product

import numpy as np
import pytest
from msgspec.structs import replace

from kindward.journal import AnyEntry, CheckIn, Did, Evening, Record, Trial
from kindward.trial import Design, begun
from kindward.trial.analysis import CLEAR, analysis_of
from tests.there import there

FIRST = dt.date(2026, 1, 5)
AT = dt.datetime(2026, 1, 4, 20, tzinfo=dt.UTC)


def randomized(days: int, seed: int = 7) -> Trial:
    return begun(Design("g", "a", days, FIRST), AT, seed, "a-trial-of-mine")


def lived(
    trial: Trial, effect: float, seed: int = 1, missing: float = 0.0, cost: float = 0.0
) -> Record:
    """Days with a correlation from one to the next, slips in the record, and an effect in SDs."""
    chance = np.random.default_rng(seed)
    level = 0.0
    entries: list[AnyEntry] = [trial]
    for day in range(len(trial.kind) + 1):
        kind = trial.kind[day] if day < len(trial.kind) else False
        was_kind = trial.kind[day - 1] if day else False
        level = 0.3 * level + chance.normal()
        if chance.random() < missing:
            continue
        done = level + effect * kind + chance.normal() > 0
        able = 50 + 15 * (0.5 * level + chance.normal() + effect * was_kind)
        heavy = 50 + 15 * (chance.normal() + cost * kind)
        of = FIRST + dt.timedelta(days=day)
        feeling = CheckIn(next_step=_slider(able), hurt=_slider(heavy))
        at = dt.datetime.combine(of, dt.time(21), dt.UTC)
        did = Did.YES if done else Did.NO
        entries.append(Evening(id=f"evening-{day:03}", at=at, of=of, did=did, feeling=feeling))
    return Record(entries)


def _slider(value: float) -> int:
    return int(min(max(round(value), 0), 100))


def final(trial: Trial, record: Record):
    return analysis_of(record, trial, trial.ends + dt.timedelta(days=1))


def test_a_large_effect_over_many_days_is_told_with_its_direction():
    for effect, answer in ((2.0, "clearly-better"), (-2.0, "clearly-against")):
        trial = randomized(56)
        found = final(trial, lived(trial, effect))
        assert found.answer == answer
        assert found.low < found.estimate < found.high
        assert np.sign(found.estimate) == np.sign(effect)


def test_where_there_is_nothing_it_is_rarely_clear():
    """Of 200 trials without an effect at most 5 % may say they are clear, give or take 2 SE."""
    clear = 0
    for seed in range(200):
        trial = randomized(28, seed)
        found = final(trial, lived(trial, 0.0, seed, missing=0.2))
        clear += found is not None and found.answer.startswith("clearly")
    assert clear / 200 <= CLEAR + 2 * (CLEAR * (1 - CLEAR) / 200) ** 0.5


def test_nothing_is_clear_before_the_last_day():
    trial = randomized(56)
    record = lived(trial, 3.0)
    for day in range(28, 55):
        found = there(analysis_of(record, trial, FIRST + dt.timedelta(days=day)))
        assert found.answer in {"leaning", "cannot-tell"}
    assert final(trial, record).answer == "clearly-better"


def test_too_few_evenings_give_no_answer():
    trial = randomized(16)
    assert final(trial, Record([trial])) is None
    assert final(trial, lived(trial, 1.0, missing=0.9)) is None


@pytest.mark.parametrize("cost", [2.0, -2.0])
def test_the_cost_stands_beside_whatever_the_answer_is(cost):
    trial = randomized(40)
    found = final(trial, lived(trial, 0.0, cost=cost))
    assert found.cost == ("heavier" if cost > 0 else "lighter")


def test_days_turned_around_turn_the_answer_around():
    trial = randomized(40)
    record = lived(trial, 1.5)
    other = replace(trial, kind=tuple(not kind for kind in trial.kind))
    one, turned = final(trial, record), final(other, record)
    assert turned.estimate == pytest.approx(-one.estimate)
    assert (turned.low, turned.high) == pytest.approx((-one.high, -one.low), abs=1.0)
    assert one.chance == pytest.approx(turned.chance, abs=0.03)


def test_the_same_record_gives_the_same_answer_in_any_order():
    trial = randomized(28)
    record = lived(trial, 0.5)
    assert final(trial, record) == final(trial, Record(reversed(record.entries)))


def test_the_chance_is_that_of_all_orders_where_they_can_be_counted():
    """Four blocks of four have 1,296 orders: the sampled share is close to the whole one."""
    trial = randomized(16)
    record = lived(trial, 1.0)
    entries = [e if isinstance(e, Trial) else replace(e, feeling=None) for e in record.entries]
    done = np.array([100.0 if e.did == Did.YES else 0.0 for e in record.evenings[:16]])
    centred = (done.reshape(4, 4) - done.reshape(4, 4).mean(1, keepdims=True)).ravel()
    pairs = list(combinations(range(4), 2))
    sums = [
        sum(centred[4 * block + day] for block, pair in enumerate(order) for day in pair)
        for order in product(pairs, repeat=4)
    ]
    seen = centred[np.array(trial.kind)].sum()
    exact = np.mean(np.abs(sums) >= abs(seen) - 1e-9)
    found = final(trial, Record(entries))
    assert found.chance == pytest.approx(exact, abs=0.04)
    assert found.done[0] == pytest.approx(seen / 4)


def test_what_an_evening_gives_itself_does_not_count_against_the_day_before():
    """A kind day is oftener followed by a usual one, so a plain difference would be biased."""
    estimates = []
    for seed in range(30):
        trial = randomized(84, seed)
        chance = np.random.default_rng(seed)
        evenings = [
            evening(day, able=50 + 30 * (day < 84 and trial.kind[day]) + 5 * chance.normal())
            for day in range(85)
        ]
        estimates.append(final(trial, Record((trial, *evenings))).estimate)
    assert abs(np.mean(estimates)) < 1.0


def test_the_range_holds_the_truth_about_as_often_as_it_says():
    held = 0
    for seed in range(120):
        trial = randomized(40, seed)
        found = final(trial, lived(trial, 0.8, seed, missing=0.2))
        held += found.low <= 15 * 0.8 <= found.high
    assert 0.90 <= held / 120 <= 0.99


def test_a_trial_that_was_stopped_is_never_clear():
    trial = randomized(56)
    record = lived(trial, 3.0)
    stopped = replace(trial, edition=2, stopped=FIRST + dt.timedelta(days=50))
    found = there(analysis_of(Record((*record.entries, stopped)), stopped, trial.ends))
    assert found.answer == "leaning"


def test_nothing_is_clear_until_the_last_day_is_over():
    """However it looks: an evening is still to come, and each analysis would be a chance more."""
    trial = randomized(28)
    record = lived(trial, 3.0)
    dates = [FIRST + dt.timedelta(days=day) for day in (16, 27)]
    answers = [there(analysis_of(record, trial, date)).answer for date in dates]
    assert answers == ["leaning", "leaning"]
    assert final(trial, record).answer == "clearly-better"


def test_evenings_written_late_count_and_are_counted():
    trial = randomized(28)
    entries = [
        e if isinstance(e, Trial) else replace(e, at=e.at + dt.timedelta(days=3))
        for e in lived(trial, 2.0).entries
    ]
    late, in_time = final(trial, Record(entries)), final(trial, lived(trial, 2.0))
    assert (late.late, in_time.late) == (28, 0)
    assert late.estimate == in_time.estimate
    assert not late.answer.startswith("clearly"), "nothing of it is left without late evenings"


def test_no_day_is_filled_in():
    """A missing evening leaves the same answer as a day that was never asked about."""
    trial = randomized(28)
    record = lived(trial, 1.0, missing=0.3)
    blank = [evening(day) for day in range(29) if FIRST + dt.timedelta(days=day) not in
             {e.of for e in record.evenings}]  # fmt: skip
    assert final(trial, Record((*record.entries, *blank))) == final(trial, record)


def evening(day: int, able: float | None = None) -> Evening:
    of = FIRST + dt.timedelta(days=day)
    feeling = None if able is None else CheckIn(next_step=_slider(able))
    at = dt.datetime.combine(of, dt.time(21), dt.UTC)
    return Evening(id=f"blank-{day:04}", at=at, of=of, feeling=feeling)
