"""The few numbers of the page for a therapist: what they are made of, and what is left out."""

import datetime as dt

from kindward.journal import CheckIn, Did, Evening, Felt, Sitting
from kindward.web.private.journal.measured import Practised, evenings, measured, practised
from tests.there import there

FIRST = dt.date(2026, 11, 2)
LAST = FIRST + dt.timedelta(days=27)
"""Four weeks."""


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def at(number: int) -> dt.datetime:
    return dt.datetime.combine(day(number), dt.time(21), dt.UTC)


def sat(number: int, practice: str, felt: Felt | None = None, before=None, after=None) -> Sitting:
    return Sitting(
        id=f"sitting-{number:04}", at=at(number), practice=practice, seconds=60, language="en",
        felt=felt, before=before, after=after,
    )  # fmt: skip


def test_a_week_is_the_mean_of_its_answers_and_the_range_is_of_all_of_them():
    told = [(day(n), CheckIn(hurt=value)) for n, value in ((22, 15), (0, 40), (6, 61), (7, 90))]
    (row,) = measured(told, FIRST, LAST)
    assert (row.of, row.answers, row.first, row.last) == ("hurt", 4, 50, 15)
    assert (row.low, row.high) == (15, 90)


def test_a_line_goes_from_100_on_top_to_0_and_is_open_where_a_week_has_no_answer():
    told = [(day(n), CheckIn(judging=value)) for n, value in ((0, 100), (7, 0), (21, 50))]
    (row,) = measured(told, FIRST, LAST)
    assert row.line == "M2 2h.01L40.7 22M118 12h.01"
    (alone,) = measured(told[:1], FIRST, FIRST)
    assert alone.line == "M2 2h.01"


def test_a_question_without_an_answer_has_no_row_and_zero_is_an_answer():
    told = [(FIRST, CheckIn(judging=0)), (LAST, CheckIn(next_step=30))]
    assert [(row.of, row.low) for row in measured(told, FIRST, LAST)] == [
        ("judging", 0),
        ("next_step", 30),
    ]
    assert measured([], FIRST, LAST) == ()


def test_evenings_are_counted_by_what_was_done_and_show_feelings_only_if_asked():
    dids = (Did.YES, Did.YES, Did.PARTLY, Did.NO, None)
    kept = [
        Evening(id=f"evening-{n:04}", at=at(n), of=day(n), did=did, feeling=CheckIn(hurt=10 * n))
        for n, did in enumerate(dids)
    ]
    told = there(evenings(kept, FIRST, LAST, feelings=False))
    assert (told.count, told.yes, told.partly, told.no, told.rows) == (5, 2, 1, 1, ())
    (row,) = there(evenings(kept, FIRST, LAST, feelings=True)).rows
    assert (row.first, row.high) == (20, 40)
    assert evenings([], FIRST, LAST, feelings=True) is None


def test_the_practice_sat_with_most_is_first_and_heavy_needs_both_a_before_and_an_after():
    both = {"before": CheckIn(hurt=60), "after": CheckIn(hurt=30)}
    sittings = [
        sat(0, "grounding"),
        sat(1, "hold-gently", Felt.STEADIER, **both),
        sat(2, "hold-gently", Felt.STIRRED, before=CheckIn(hurt=100)),
        sat(3, "hold-gently", Felt.SAME, before=CheckIn(hurt=41), after=CheckIn(judging=1)),
    ]
    assert practised(sittings) == (
        Practised("hold-gently", times=3, steadier=1, same=1, stirred=1, heavy=(60, 30)),
        Practised("grounding", times=1, steadier=0, same=0, stirred=0, heavy=None),
    )
