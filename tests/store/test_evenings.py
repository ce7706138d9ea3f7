"""A day has one evening: decided in the transaction that writes, whatever the door."""

import datetime as dt

import pytest

from kindward.journal import Did, Evening
from kindward.store import Conflict
from tests.store.entries import AT

ME = "me"
DAY = AT.date()


def evening(name, of=DAY, **said):
    return Evening(id=f"evening-{name}", at=AT, of=of, **said)


def test_another_evening_of_a_day_is_a_conflict_that_carries_the_first(store):
    store.put(ME, evening("one", did=Did.NO))
    with pytest.raises(Conflict) as told:
        store.put(ME, evening("two", did=Did.YES))
    assert told.value.stored == evening("one", did=Did.NO)
    assert store.record(ME).evenings == (evening("one", did=Did.NO),)


def test_two_evenings_of_a_day_in_one_write_are_refused_with_all_of_it(store):
    with pytest.raises(Conflict):
        store.put_all(ME, [evening("one"), evening("two", did=Did.YES)])
    assert store.record(ME).entries == ()


def test_an_evening_may_be_written_again_and_another_moves_to_no_day_that_has_one(store):
    later = DAY + dt.timedelta(days=1)
    store.put_all(ME, [evening("one"), evening("two", of=later)])
    store.put(ME, evening("one", did=Did.YES, edition=2))
    with pytest.raises(Conflict):
        store.put(ME, evening("two", edition=2))
    store.remove(ME, "evening-one")
    store.put(ME, evening("two", edition=2))
    assert [each.of for each in store.record(ME).evenings] == [DAY]
