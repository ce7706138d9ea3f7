import pytest
import sqlalchemy as sa

from kindward.journal import Record
from kindward.store import SealBroken, open_store
from kindward.store import store as stores
from kindward.store.database import Database, SQLite
from kindward.store.place import search
from kindward.store.rows import Rows
from tests.store.entries import meddle, note, numbers

ME = "me"
MANY = [note(number, text="long words " * 40) for number in range(300)]


def canaries(store):
    """Bytes of every row as it lies in the database, to be searched for by a test of its own."""
    rows = meddle(store, "SELECT id, payload FROM entry WHERE person = 'me'")
    ((wrapped,),) = meddle(store, "SELECT wrapped FROM key WHERE person = 'me'")
    pieces = [bytes(payload)[at : at + 24] for _, payload in rows for at in range(0, 400, 100)]
    return [wrapped, *(id_.encode() for id_, _ in rows), *pieces]


def found(home, sought):
    contents = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    return sum(any(canary in content for content in contents) for canary in sought)


def careless(store):
    """The control: the same store without the pragma that cleans up."""
    sa.event.listen(
        store._database.engine, "connect",  # noqa: SLF001 - a test's hand on the tap
        lambda connection, _: connection.execute("PRAGMA secure_delete = OFF"),
    )  # fmt: skip
    store._database.engine.dispose()  # noqa: SLF001 - so that it is opened anew


def test_an_erased_record_leaves_no_byte_in_any_file(sqlite, home):
    sqlite.put_all(ME, MANY)
    sought = canaries(sqlite)
    assert found(home, sought) == len(sought)
    done = sqlite.erase(ME)
    assert found(home, sought) == 0
    assert (done.entries, done.traces) == (300, 0)
    assert done.files == 3
    assert done.bytes > 0


def test_the_search_is_able_to_find_what_a_careless_erasure_leaves(sqlite, home, monkeypatch):
    careless(sqlite)
    monkeypatch.setattr(sqlite._database, "sweep", lambda **_: None)  # noqa: SLF001 - as above
    sqlite.put_all(ME, MANY)
    sought = canaries(sqlite)
    done = sqlite.erase(ME)
    assert found(home, sought) > 0
    assert done.traces > 0


@pytest.mark.parametrize("is_careless", [False, True])
def test_one_removed_entry_leaves_no_byte_unless_deleting_is_careless(sqlite, home, is_careless):
    if is_careless:
        careless(sqlite)
    sqlite.put_all(ME, MANY)
    ((payload,),) = meddle(sqlite, "SELECT payload FROM entry WHERE id = 'note-000007'")
    sought = [bytes(payload)[at : at + 24] for at in range(0, 400, 50)]
    sqlite.remove(ME, "note-000007")
    assert (found(home, sought) > 0) == is_careless


def test_after_an_erasure_a_person_begins_anew(store, home, url):
    store.put_all(ME, MANY[:5])
    store.remove(ME, MANY[0].id)
    assert store.erase(ME).entries == 4
    assert store.record(ME) == Record()
    assert not store.knows(ME)
    store.put_all(ME, MANY[:5])  # an export of before may come back, whole
    assert numbers(store.record(ME)) == {0, 1, 2, 3, 4}
    with open_store(home, url) as again:
        assert numbers(again.record(ME)) == {0, 1, 2, 3, 4}


def test_erasing_nothing_is_fine(store):
    assert store.erase(ME).entries == 0
    assert store.erase(ME).traces == 0


def test_an_old_copy_of_the_database_opens_no_more(sqlite, home, tmp_path):
    """The key file goes with the last person, so a copy without it is closed for ever."""
    sqlite.put_all(ME, MANY[:3])
    sqlite.close()
    copy = (home / "record" / "record.db").read_bytes()
    with open_store(home) as again:
        again.erase(ME)
        again.put(ME, note(1))  # a new key, in a new file
    (home / "record" / "record.db").write_bytes(copy)
    with open_store(home) as again:
        assert numbers_or_closed(again) == "closed"


def numbers_or_closed(store):
    try:
        return numbers(store.record(ME))
    except SealBroken:
        return "closed"


def test_the_key_stays_while_another_person_needs_it(sqlite, home):
    sqlite.put("other", note(1))
    sqlite.put(ME, note(2))
    sqlite.erase(ME)
    assert numbers(sqlite.record("other")) == {1}
    sqlite.erase("other")
    assert not (home / "record.key").exists()


@pytest.mark.parametrize("at", ["Rows.clear", "sweep"])
def test_an_erasure_that_was_cut_short_reads_as_erased_and_is_finished_later(
    store, home, url, monkeypatch, at
):
    def cut(*_, **__):
        raise KeyboardInterrupt

    store.put_all(ME, MANY)
    sought = canaries(store)
    with monkeypatch.context() as patched:
        owner, name = (Rows, "clear") if at == "Rows.clear" else (SQLite, "sweep")
        patched.setattr(owner, name, cut)
        patched.setattr(Database if owner is SQLite else owner, name, cut)
        with pytest.raises(KeyboardInterrupt):
            store.erase(ME)
    assert store.record(ME) == Record()
    with open_store(home, url) as again:
        assert again.record(ME) == Record()
        assert meddle(again, "SELECT count(*) FROM entry") == [(0,)]
    if url is None:
        assert found(home, sought) == 0


def test_writing_after_an_erasure_that_was_cut_short_begins_anew(store, monkeypatch):
    def cut(*_, **__):
        raise KeyboardInterrupt

    store.put_all(ME, MANY[:10])
    with monkeypatch.context() as patched:
        patched.setattr(type(store._database), "sweep", cut)  # noqa: SLF001 - a hand on the tap
        with pytest.raises(KeyboardInterrupt):
            store.erase(ME)
    store.put(ME, note(99))
    assert numbers(store.record(ME)) == {99}
    assert meddle(store, "SELECT count(*) FROM entry") == [(1,)]


def test_an_erasure_spares_what_was_begun_anew_in_its_midst(home, postgresql, monkeypatch):
    """In SQLite, another process has to wait; in PostgreSQL it need not."""

    def begin_anew(**whole):
        if not whole:  # between the key and the rows
            other.put(ME, note(77))

    with open_store(home, postgresql) as store, open_store(home, postgresql) as other:
        store.put_all(ME, MANY[:5])
        monkeypatch.setattr(store._database, "sweep", begin_anew)  # noqa: SLF001 - as above
        store.erase(ME)
        assert numbers(other.record(ME)) == numbers(store.record(ME)) == {77}


def test_what_looks_unfinished_and_was_begun_anew_is_not_cleared(store, home, url, monkeypatch):
    store.put_all(ME, MANY[:5])
    monkeypatch.setattr(stores.Store, "_unfinished", lambda _: [ME])
    with open_store(home, url) as again:
        assert numbers(again.record(ME)) == {0, 1, 2, 3, 4}


def test_what_a_search_counts_is_every_mark_once(tmp_path):
    file = tmp_path / "a.db"
    file.write_bytes(b"....one....two....one")
    found_marks = search(file, [b"one", b"two", b"three"])
    assert (found_marks.files, found_marks.bytes, found_marks.found) == (1, 21, 2)
