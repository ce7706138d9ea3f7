import threading

import pytest
from hypothesis import HealthCheck, given, settings

from kindward.journal import WISHES, FaultyRecord, Note, Record, Wishes
from kindward.store import Conflict, Erased, open_store
from tests.journal.drawn import RECORDS
from tests.store.entries import AT, note, numbers

ME = "me"


def test_nobody_has_an_empty_record(store):
    assert store.person() == ME
    assert store.record(ME) == Record()
    assert store.get(ME, "note-000001") is None
    assert not store.knows(ME)


def test_what_was_put_is_there_and_still_there_when_opened_again(store, home, url):
    store.put(ME, note(1))
    assert store.record(ME) == Record([note(1)])
    with open_store(home, url) as again:
        assert again.record(ME) == Record([note(1)])
        assert again.get(ME, note(1).id) == note(1)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(record=RECORDS)
def test_any_record_comes_back_as_it_was(store, record):
    store.put_all(ME, record.entries)
    assert store.record(ME) == record
    store.forget(ME)
    assert store.record(ME) == record
    store.erase(ME)


def test_the_same_again_changes_nothing(store):
    for _ in range(2):
        store.put(ME, note(1))
    assert store.record(ME) == Record([note(1)])


def test_a_later_edition_takes_the_place_of_an_earlier(store):
    store.put(ME, note(1))
    store.put(ME, note(1, edition=2, text="mended"))
    assert store.record(ME) == Record([note(1, edition=2, text="mended")])


@pytest.mark.parametrize("other", [note(1, 2, "other words"), note(1, 1)])
def test_what_was_changed_elsewhere_is_a_conflict_that_carries_what_is_kept(store, other):
    store.put(ME, note(1, edition=2))
    with pytest.raises(Conflict) as conflict:
        store.put(ME, other)
    assert conflict.value.stored == note(1, edition=2)
    assert store.get(ME, other.id) == note(1, edition=2)


def test_all_are_kept_or_none(store):
    store.put(ME, note(1))
    with pytest.raises(Conflict):
        store.put_all(ME, [note(2), note(1, text="other words"), note(3)])
    assert numbers(store.record(ME)) == {1}


def test_one_writing_may_hold_two_editions_of_an_entry(store):
    store.put_all(ME, [note(1), note(1, edition=2)])
    assert store.record(ME) == Record([note(1, edition=2)])


def test_more_entries_than_a_database_takes_in_one_question(store):
    many = [note(number) for number in range(1300)]
    store.put_all(ME, many)
    store.put_all(ME, many)
    assert len(store.record(ME).entries) == 1300


def test_what_was_removed_stays_removed(store):
    store.put_all(ME, [note(1), note(2)])
    store.remove(ME, note(1).id)
    assert numbers(store.record(ME)) == {2}
    for again in (note(1), note(1, edition=5)):
        with pytest.raises(Erased):
            store.put(ME, again)
    with pytest.raises(Erased):
        store.put_all(ME, [note(3), note(1)])
    assert numbers(store.record(ME)) == {2}
    assert store.erased(ME, [note(1).id, note(2).id]) == {note(1).id}


def test_removing_what_nobody_has_leaves_nothing(store):
    store.remove(ME, note(1).id)
    assert not store.knows(ME)
    store.put(ME, note(1))


def test_what_is_removed_before_it_arrives_is_not_taken(store):
    store.put(ME, note(1))
    store.remove(ME, note(2).id)
    with pytest.raises(Erased):
        store.put(ME, note(2))


def test_wishes_that_were_removed_may_be_written_anew(store):
    wishes = Wishes(id=WISHES, at=AT)
    store.put(ME, wishes)
    store.remove(ME, WISHES)
    assert store.record(ME).wishes is None
    store.put(ME, wishes)
    assert store.record(ME).wishes == wishes


def test_what_could_not_be_read_again_is_not_kept(store):
    with pytest.raises(FaultyRecord):
        store.put_all(ME, [note(1), Note(id="note-000002", at=AT, text="\ud800")])
    assert store.record(ME) == Record()


def test_people_do_not_see_one_another(store):
    store.put("someone", note(1))
    store.put("another", note(2))
    assert numbers(store.record("someone")) == {1}
    assert store.get("another", note(1).id) is None
    store.erase("someone")
    assert numbers(store.record("another")) == {2}


@pytest.mark.parametrize("person", ["", "a|b", "me\n", "x" * 65, "mé"])
def test_a_person_is_named_by_plain_signs(store, person):
    with pytest.raises(ValueError, match="letters, digits"):
        store.put(person, note(1))


def test_a_record_is_read_once_and_never_served_stale(store, home, url):
    store.put(ME, note(1))
    first = store.record(ME)
    assert store.record(ME) is first
    with open_store(home, url) as elsewhere:
        elsewhere.put(ME, note(2))
        assert numbers(store.record(ME)) == {1, 2}
        elsewhere.erase(ME)
        assert store.record(ME) == Record()
        elsewhere.put(ME, note(3))
        elsewhere.put(ME, note(4))
        assert numbers(store.record(ME)) == {3, 4}


def test_many_threads_write_and_read_at_once(store):
    failures = []

    def live(first):
        try:
            for number in range(first, first + 10):
                store.put(ME, note(number))
                assert number in numbers(store.record(ME))
        except Exception as failure:  # noqa: BLE001 - told by the test
            failures.append(failure)

    threads = [threading.Thread(target=live, args=(100 * each,)) for each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.record(ME).entries) == 60


def test_two_open_stores_write_to_one_record(store, home, url):
    with open_store(home, url) as other:
        for number in range(20):
            (store, other)[number % 2].put(ME, note(number))
        assert store.record(ME) == other.record(ME)
        with pytest.raises(Conflict):
            other.put(ME, note(0, text="other words"))
    assert numbers(store.record(ME)) == set(range(20))


def test_two_open_stores_begin_one_record(store, home, url):
    with open_store(home, url) as other:
        threads = [
            threading.Thread(target=each.put, args=(ME, note(number)))
            for number, each in enumerate((store, other, store, other))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        store.forget(ME)
        assert numbers(store.record(ME)) == {0, 1, 2, 3}
        assert store.broken(ME) == ()
