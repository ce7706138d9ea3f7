import datetime as dt

from kindward.guide import RULES, Care, Context, offer
from kindward.journal import Chosen, Offer, Record
from tests.guide.people import (
    CANDIDATES,
    GOOD,
    HARD,
    NINE,
    SAME,
    chances,
    evenings,
    level,
    now,
    sat,
    wishing,
)


def made(record, mode=Chosen.OFFERED, seed=1, **context):
    return offer(record, CANDIDATES, now(record, **context), mode, seed)


def test_three_stirring_sittings_in_a_row_bring_care_and_nothing_new():
    record = evenings((NINE[0], GOOD), (NINE[1], HARD), (NINE[2], HARD), (NINE[3], HARD))
    for mode in (Chosen.NEW, Chosen.FAVOURITE, Chosen.OFFERED):
        assert made(record, mode) == Care("stirred", 3)


def test_a_sitting_that_said_nothing_does_not_end_the_row():
    record = evenings((NINE[1], HARD), (NINE[2], HARD), (NINE[5], None), (NINE[3], HARD))
    assert made(record) == Care("stirred", 3)


def test_a_sitting_that_was_no_worse_ends_the_row():
    record = evenings((NINE[1], HARD), (NINE[2], HARD), (NINE[3], HARD), ("grounding", SAME))
    assert isinstance(made(record), Offer)


def test_care_ends_by_itself_when_the_row_lies_back():
    record = evenings((NINE[1], HARD), (NINE[2], HARD), (NINE[3], HARD))
    later = Context(record.sittings[-1].at + dt.timedelta(days=RULES.stirred_days + 1))
    assert isinstance(offer(record, CANDIDATES, later, Chosen.OFFERED, 1), Offer)


def test_sliders_that_rose_count_like_a_tap():
    record = Record(sat(n, NINE[n], before=50, after=70) for n in range(3))
    assert made(record) == Care("stirred", 3)


def test_where_many_practices_rest_there_is_care():
    hard = [(name, HARD) for name in NINE[:4]]
    assert made(evenings(*hard[:2], ("grounding", GOOD), *hard[2:])) == Care("resting", 4)
    assert isinstance(made(evenings(*hard[:2], ("grounding", GOOD), hard[2])), Offer)


def test_a_heavy_moment_gets_what_is_surest_and_no_lottery():
    record = evenings(*[(NINE[0], GOOD)] * 3, *[(name, SAME) for name in NINE[1:4]])
    calm, heavy = made(record), made(record, before=level(95))
    assert chances(heavy)[NINE[0]] > chances(calm)[NINE[0]]
    assert chances(heavy)[NINE[8]] == 0
    assert heavy.digest["careful"] == 1
    assert heavy.reason == "gentle-before"


def test_a_moment_is_heavy_beside_what_is_usual_for_oneself():
    light, hard = map(coming, (20, 70))
    assert made(light, before=level(60)).digest["careful"] == 1
    assert made(hard, before=level(60)).digest["careful"] == 0


def coming(height):
    return Record(sat(n, NINE[n], GOOD, before=height) for n in range(6))


def test_two_hard_sittings_of_the_last_three_make_a_moment_heavy():
    hard = [(NINE[0], HARD), (NINE[1], GOOD), (NINE[2], HARD)]
    assert made(evenings(*hard)).digest["careful"] == 1
    assert made(evenings(*hard, (NINE[5], SAME), (NINE[6], SAME))).digest["careful"] == 0


def test_no_quiet_minute_comes_in_a_heavy_moment():
    record = wishing(evenings((NINE[0], GOOD)), quiet_minutes=True)
    assert made(record, before=level(50)).quiet_minute == RULES.quiet
    assert made(record, before=level(95)).quiet_minute == 0
