"""Which step comes next: the same from the same entries, however they came together."""

import datetime as dt
from itertools import permutations, product

from msgspec.structs import replace

from kindward.archive import preview
from kindward.journal import Course, Outcome, Record, Sitting, read, write
from kindward.paths import Path, Step, Timed
from kindward.paths.standing import standing
from tests.there import there

BREAK, HAND, GROUND = "self-compassion-break", "breathing-kindness", "grounding"
PATH = Path(
    "Four",
    "en",
    (
        Step("One", Timed(BREAK, 120), Timed(GROUND, 120)),
        Step("Two", Timed(HAND, 180)),
        Step("Three", Timed(BREAK, 300)),
        Step("Four", Timed("any", 300)),
    ),
)
NAME = "four-evenings"
AT = dt.datetime(2026, 11, 30, 21, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def hours(number):
    return AT + dt.timedelta(hours=number)


def begun(at=AT, id_="a-course-of-mine", **more):
    return Course(id=id_, at=at, path=NAME, **more)


def sat(practice, at, outcome=Outcome.FINISHED, **more):
    id_ = f"sitting-{practice}-{at.timestamp():.0f}"
    return Sitting(id=id_, at=at, practice=practice, seconds=120, language="en", outcome=outcome,
                   **more)  # fmt: skip


def stands(*entries):
    found = standing(Record(entries), NAME, PATH)
    return None if found is None else (found.heard, found.skipped, found.next)


def test_a_path_that_was_not_begun_or_was_stopped_does_not_go_on():
    assert stands(sat(BREAK, AT)) is None
    assert stands(begun(stopped=True), sat(BREAK, hours(1))) is None
    assert standing(Record([begun()]), "another-path", PATH) is None


def test_each_sitting_is_the_first_open_step_that_names_its_practice():
    one, two, three = sat(GROUND, hours(0.1)), sat(HAND, hours(24)), sat(BREAK, hours(300))
    assert stands(begun()) == ((), (), 0)
    assert stands(begun(), one) == ((0,), (), 1)
    assert stands(begun(), one, three) == ((0, 2), (), 1)
    assert stands(begun(), one, three, two) == ((0, 1, 2), (), 3)
    assert stands(begun(), one, three, two, sat("hold-gently", hours(301))) == (
        (0, 1, 2, 3),
        (),
        None,
    )


def test_what_the_person_chooses_waits_for_the_steps_before_it():
    assert stands(begun(), sat("hold-gently", hours(1))) == ((), (), 0)


def test_what_was_left_at_once_or_was_long_before_is_no_step():
    assert stands(begun(), sat(BREAK, hours(1), Outcome.LEFT, heard_s=59)) == ((), (), 0)
    assert stands(begun(), sat(BREAK, hours(1), Outcome.LEFT, heard_s=60)) == ((0,), (), 1)
    assert stands(begun(), sat(BREAK, hours(-2))) == ((), (), 0)
    assert stands(begun(), sat(BREAK, hours(-0.5))) == ((0,), (), 1)  # another clock


def test_a_step_that_is_skipped_is_passed_by_and_one_that_is_not_there_changes_nothing():
    assert stands(begun(skipped=(0, 99))) == ((), (0,), 1)
    assert stands(begun(skipped=(0,)), sat(BREAK, hours(1))) == ((2,), (0,), 1)


def test_days_gone_by_change_nothing():
    near = [begun(), sat(BREAK, hours(1)), sat(HAND, hours(2))]
    far = [begun(), sat(BREAK, hours(1)), sat(HAND, hours(24 * 200))]
    assert stands(*near) == stands(*far) == ((0, 1), (), 2)


def test_begun_twice_and_on_two_devices_it_is_one_path_in_whatever_order_entries_come():
    entries = [
        begun(),
        begun(hours(30), "on-the-other-device", skipped=(1,)),
        sat(BREAK, hours(1)),
        sat("hold-gently", hours(2)),
        sat(BREAK, hours(50)),
    ]
    for order in permutations(entries):
        assert stands(*order) == ((0, 2), (1,), 3)


def test_two_records_that_were_exchanged_stand_at_the_same_step():
    one = Record([begun(), sat(BREAK, hours(1))])
    other = Record([begun(hours(5), "on-the-other-device"), sat(HAND, hours(26))])

    def brought(into, data):
        incoming = read(data)
        return Record((*into.entries, *preview(into, incoming).new))

    first, second = brought(one, write(other)), brought(other, write(one))
    assert standing(first, NAME, PATH) == standing(second, NAME, PATH)
    assert there(standing(first, NAME, PATH)).next == 2


def test_a_change_of_time_zone_changes_nothing():
    """The control: on the calendar where the person was, the first sitting is of the day before."""
    tokyo, angeles = (dt.timezone(dt.timedelta(hours=h)) for h in (9, -8))
    entries = [begun(), sat(BREAK, hours(1)), sat(HAND, hours(20))]
    for zones in product((tokyo, angeles), repeat=3):
        moved = [replace(e, at=e.at.astimezone(z)) for e, z in zip(entries, zones, strict=True)]
        assert stands(*moved) == stands(*entries) == ((0, 1), (), 2)
    early = dt.datetime(2026, 11, 30, 1, tzinfo=tokyo)
    flown = [begun(early), sat(BREAK, (early + dt.timedelta(hours=2)).astimezone(angeles))]
    assert flown[1].day < flown[0].day
    assert stands(*flown) == ((0,), (), 1)


def test_a_record_of_before_is_read_and_one_with_a_path_comes_back_as_it_was():
    before = b'{"kindward_record": 1, "entries": []}'
    assert read(before).courses == ()
    record = Record([begun(skipped=(1, 3)), sat(BREAK, hours(1))])
    assert read(write(record)) == record
    assert read(write(record)).courses[0].skipped == (1, 3)
