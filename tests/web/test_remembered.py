"""What is worked out of a record lives exactly as long as that record is remembered."""

import datetime as dt
import gc
import weakref
from threading import Event, Timer

from kindward.journal import Note, Record
from kindward.web.private.remembered import Remembered

DAY = dt.date(2026, 11, 28)


class Answer:
    """Something that can be seen to go."""


def working():
    asked = []

    def work(record, today):
        asked.append(today)
        return Answer()

    return Remembered(work), asked


def test_the_same_record_on_the_same_day_is_worked_out_once():
    remembered, asked = working()
    record = Record()
    assert remembered(record, DAY) is remembered(record, DAY)
    assert asked == [DAY]


def test_another_day_and_another_record_are_worked_out_anew():
    remembered, asked = working()
    record, morrow = Record(), DAY + dt.timedelta(days=1)
    remembered(record, DAY)
    remembered(record, morrow)
    remembered(Record(), morrow)  # it holds the same, and is not the same
    assert asked == [DAY, morrow, morrow]


def test_when_the_record_is_gone_the_answer_is_gone():
    remembered, _ = working()
    note = Note(id="a-note-of-mine", at=dt.datetime(2026, 11, 28, tzinfo=dt.UTC), text="soup")
    record = Record([note])
    answer = weakref.ref(remembered(record, DAY))
    gc.collect()
    assert answer() is not None
    del record
    gc.collect()
    assert answer() is None


def test_what_is_worked_out_ahead_is_there_for_whoever_asks_meanwhile_and_done_once():
    begun, may_end, asked = Event(), Event(), []

    def work(record, today):
        asked.append(today)
        begun.set()
        may_end.wait(20)
        return Answer()

    remembered, record = Remembered(work), Record()
    remembered.ahead(record, DAY)
    assert begun.wait(20)
    Timer(0.05, may_end.set).start()
    assert remembered(record, DAY) is remembered(record, DAY)
    remembered.ahead(record, DAY)
    assert asked == [DAY]
