"""A day has one evening: decided in the transaction that writes, whatever the door."""

import datetime as dt
import threading

import pytest
from msgspec.structs import replace

from kindward.journal import CheckIn, Did, Evening, Places, brought, joined
from kindward.store import Conflict, open_store
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


def by_id_alone(places, entry):
    """What would be found in the place of an entry if a day had no place."""
    return places._by_id.get(entry.id)  # noqa: SLF001 - the fault that the control puts in


@pytest.mark.parametrize("is_careless", [False, True])
def test_a_rule_is_asked_of_what_is_kept_for_the_day_unless_days_have_no_place(
    store, monkeypatch, is_careless
):
    if is_careless:
        monkeypatch.setattr(Places, "kept", by_id_alone)
    store.put(ME, evening("one", did=Did.NO), joined)
    (kept,) = store.put(ME, evening("two", feeling=CheckIn(hurt=40)), joined)
    evenings = store.record(ME).evenings
    assert len(evenings) == (2 if is_careless else 1)
    if not is_careless:
        assert (kept,) == evenings
        assert (kept.did, kept.feeling, kept.edition) == (Did.NO, CheckIn(hurt=40), 2)
        assert store.erased(ME, ["evening-one", "evening-two"]) == {"evening-two"}


def test_what_an_export_brings_moves_nothing_that_is_here(store):
    store.put(ME, evening("one", did=Did.NO))
    new = evening("three", of=DAY + dt.timedelta(days=1))
    assert store.put_all(ME, [evening("two", did=Did.YES), new], brought) == (new,)
    assert store.record(ME).evenings == (evening("one", did=Did.NO), new)
    assert store.erased(ME, ["evening-two"]) == frozenset()
    later = evening("one", did=Did.YES, edition=2)
    assert store.put(ME, later, brought) == (later,)


def test_of_many_writers_at_once_each_finds_what_the_one_before_has_kept(store, url, home):
    """Each adds a slip to the evening of the day: none is lost, whoever writes between."""
    store.put(ME, evening("one", slips=0))

    def one_more(known, _told):
        return replace(known, edition=known.edition + 1, slips=known.slips + 1)

    def write(number):
        for turn in range(5):
            told = evening(f"one-{number}-{turn}", slips=1)
            with open_store(home, url) as own:
                own.put(ME, told, one_more)

    going = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for each in going:
        each.start()
    for each in going:
        each.join()
    (kept,) = store.record(ME).evenings
    assert (kept.slips, kept.edition) == (15, 16)
