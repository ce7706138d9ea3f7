"""A trial is randomized so that it can be checked, and knows where each day stands in it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kindward.journal import Evening, Expected, Record, decode, encode, read, write
from kindward.trial import (
    LENGTHS,
    SEEDS,
    Design,
    Stage,
    begun,
    design_of,
    due,
    may_be_analyzed,
    randomized,
    stage,
    trial_day,
)

DAYS = st.sampled_from([length.days for length in LENGTHS])
SOME_SEEDS = st.integers(0, SEEDS - 1)
AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
BEGINS = dt.date(2026, 11, 24)


def design(days):
    return Design("goal", "action", days, BEGINS, Expected.KIND, "a reason")


@given(DAYS, SOME_SEEDS)
def test_every_four_days_have_two_of_each_kind(days, seed):
    kind = randomized(days, seed)
    assert len(kind) == days
    assert [sum(kind[at : at + 4]) for at in range(0, days, 4)] == [2] * (days // 4)


@given(DAYS, SOME_SEEDS)
def test_the_seed_tells_the_days_again(days, seed):
    assert randomized(days, seed) == randomized(days, seed)


def test_the_days_of_a_seed_are_those_of_records_that_are_kept():
    kinds = "".join("uk"[kind] for kind in randomized(16, 7))
    assert kinds == "ukkukuukkuukkkuu"


def test_all_six_orders_of_a_block_come_about_as_often():
    blocks = [randomized(4, seed) for seed in range(6000)]
    counts = [blocks.count(order) for order in set(blocks)]
    assert len(counts) == 6
    assert min(counts) > 850  # 1,000 are expected, with a standard deviation of 29


@given(DAYS, SOME_SEEDS)
def test_what_is_kept_gives_the_design_again(days, seed):
    assert design_of(begun(design(days), AT, seed, "a-trial-of-mine")) == design(days)


@given(DAYS, st.integers(-5, 100))
def test_evenings_are_written_for_days_that_have_come(days, ahead):
    trial = begun(design(days), AT, 7, "a-trial-of-mine")
    day = trial.begins + dt.timedelta(days=ahead)
    dates = due(trial, day)
    assert len(dates) == min(max(ahead + 1, 0), days)
    assert all(trial.begins <= each <= min(day, trial.ends) for each in dates)
    assert (stage(trial, day) is Stage.RUNNING) == (0 <= ahead < days)
    here = trial_day((trial,), day)
    assert (here.number if here else None) == (ahead + 1 if 0 <= ahead < days else None)
    assert here is None or here.is_kind == trial.kind[ahead]


@given(DAYS, st.integers(-5, 100), st.none() | st.integers(0, 100))
def test_an_analysis_is_shown_from_half_of_the_days_on_unless_it_was_stopped_before(
    days, ahead, stopped
):
    trial = begun(design(days), AT, 7, "a-trial-of-mine")
    if stopped is not None:
        trial = replace(trial, stopped=BEGINS + dt.timedelta(days=stopped))
    reached = ahead if stopped is None else min(ahead, stopped)
    day = BEGINS + dt.timedelta(days=ahead)
    assert may_be_analyzed(trial, day) == (reached >= days // 2)


def test_a_record_names_a_trial_as_it_always_did():
    """Records of before are read, and what is written now is read by what was there before."""
    trial = begun(design(16), AT, 7, "a-trial-of-mine")
    evening = Evening(id="an-evening", at=AT, of=BEGINS, trial=trial.id)
    assert encode(trial).startswith(b'{"entry":"look","id":"a-trial-of-mine",')
    assert encode(evening).endswith(b'"of":"2026-11-24","look":"a-trial-of-mine"}')
    assert (decode(encode(trial)), decode(encode(evening))) == (trial, evening)
    record = read(write(Record((trial, evening))))
    assert (record.trials, record.evenings) == ((trial,), (evening,))
