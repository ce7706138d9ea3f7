"""What is amiss with a record is found when it is opened, said before a word is written, mended."""

import shutil
import sqlite3

import pytest

from kindward.store import (
    Defect,
    DefectKind,
    KeyBroken,
    NotARecord,
    Replaced,
    Unsettled,
    engines,
    open_store,
)  # fmt: skip
from kindward.store.rows import Rows
from tests.store.entries import ids, note, numbers

ME = "me"
MANY = [note(number) for number in range(1, 41)]


@pytest.fixture
def kept(home):
    """Forty notes, in a record that was closed."""
    with open_store(home) as store:
        for each in MANY:
            store.put(ME, each)
    return home / "record" / "record.db"


def pages_of(file, name):
    """The numbers of the leaves of a table or index, from the root down, in their order."""
    with sqlite3.connect(file) as link:
        link.execute("PRAGMA journal_mode = DELETE")
        (size,) = link.execute("PRAGMA page_size").fetchone()
        (root,) = link.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
    link.close()
    return size, list(_leaves(file.read_bytes(), size, root))


def _leaves(data, size, number):
    page = data[(number - 1) * size : number * size]
    kind, cells = page[0], int.from_bytes(page[3:5])
    if kind in {10, 13}:
        yield number
        return
    for cell in range(cells):
        at = int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell])
        yield from _leaves(data, size, int.from_bytes(page[at : at + 4]))
    yield from _leaves(data, size, int.from_bytes(page[8:12]))


def change(file, at, new):
    data = bytearray(file.read_bytes())
    data[at : at + len(new)] = new
    file.write_bytes(data)


def test_a_record_that_was_left_alone_has_nothing_amiss(home, kept):
    assert kept.exists()
    for _ in range(3):
        with open_store(home) as store:
            assert store.defects == ()
            store.put(ME, note(99))


def test_an_index_that_hides_entries_is_made_anew_and_hides_none_meanwhile(home, kept):
    size, (leaf, *_) = pages_of(kept, "sqlite_autoindex_entry_1")
    change(kept, (leaf - 1) * size + 3, b"\0\0")  # a leaf without entries
    with open_store(home) as store:
        assert store.defects == (Defect(DefectKind.MENDED),)
        assert numbers(store.record(ME)) == set(range(1, 41))
        assert store.get(ME, note(1).id) == note(1)
        store.put(ME, note(41))
    with open_store(home) as store:
        assert store.defects == ()
        assert len(store.record(ME).entries) == 41


def test_an_index_that_is_damaged_after_the_opening_hides_nothing_but_from_who_asks_it(kept):
    """The record is read from the table itself; the control is the same question by the index."""
    size, (leaf, *_) = pages_of(kept, "sqlite_autoindex_entry_1")
    change(kept, (leaf - 1) * size + 3, b"\0\0")
    engine = engines.sqlite(kept)
    with engine.connect() as connection:
        by_table = Rows(connection, ME).all()
        asked = "SELECT count(*) FROM entry WHERE person = 'me'"
        by_index = connection.exec_driver_sql(asked).scalar_one()
    engine.dispose()
    assert by_index < len(by_table) == 40


@pytest.mark.parametrize("broken", [b"\0\0", b"\xff\xff"])
def test_of_a_damaged_table_all_that_is_left_is_read_and_the_rest_is_counted(home, kept, broken):
    size, (_, leaf, *_) = pages_of(kept, "entry")
    change(kept, (leaf - 1) * size + 3, broken)  # a leaf that says it has no rows, or too many
    with open_store(home) as store:
        assert [*store.defects] == [Defect(DefectKind.DAMAGED)]
        record = store.record(ME)
        lost = {entry.id for entry in record.sealed}
        assert 0 < len(lost) < 20
        assert ids(record) | lost == ids_of(MANY)
        with pytest.raises(Unsettled):
            store.put(ME, note(99))
        store.settle()
        assert store.defects == ()
        assert ids(store.record(ME)) == ids(record)
        assert set(store.broken(ME)) == lost
        store.put(ME, note(99))
    with open_store(home) as store:
        assert store.defects == ()
        assert note(99).id in ids(store.record(ME))
    assert len(list(kept.parent.glob("record.db-aside-*"))) == 1


def ids_of(entries):
    return {entry.id for entry in entries}


@pytest.mark.parametrize("gone", ["record", "record/record.db", "record/record.db to nothing"])
def test_a_record_that_is_gone_is_not_begun_anew_in_silence(home, kept, gone):
    place, _, emptied = gone.partition(" to ")
    aside = home.parent / "aside"
    shutil.copytree(home, aside)
    if emptied:
        kept.write_bytes(b"")
    elif place == "record":
        shutil.rmtree(home / place)
    else:
        kept.unlink()
    for _ in range(2):  # it is said until it is settled
        with open_store(home) as store:
            assert store.defects == (Defect(DefectKind.GONE),)
            with pytest.raises(Unsettled):
                store.put(ME, note(99))
            assert store.record(ME).entries == ()
    shutil.rmtree(home / "record")
    shutil.copytree(aside / "record", home / "record")
    with open_store(home) as store:  # back in its place, nothing is amiss
        assert store.defects == ()
        assert len(store.record(ME).entries) == 40


def test_a_key_without_a_record_and_without_anything_else_is_told(home, kept):
    shutil.rmtree(kept.parent)
    (home / "record.seen").unlink()
    with open_store(home) as store:
        assert store.defects == (Defect(DefectKind.GONE),)
        store.settle()
        store.put(ME, note(1))
    with open_store(home) as store:
        assert store.defects == ()


def test_a_log_that_is_lost_is_told_with_how_much_is_missing(home, kept):
    with open_store(home) as store:
        for number in (50, 51, 52):
            store.put(ME, note(number))
        shutil.copytree(kept.parent, home / "crashed")  # as a power cut would leave it
    assert (home / "crashed" / "record.db-wal").stat().st_size > 0
    (home / "crashed" / "record.db-wal").unlink()
    shutil.rmtree(kept.parent)
    (home / "crashed").rename(kept.parent)
    with open_store(home) as store:
        assert [defect.kind for defect in store.defects] == [DefectKind.OLDER]
        assert store.defects[0].missing == 3
        store.settle()
        store.put(ME, note(60))
        assert numbers(store.record(ME)) == {*range(1, 41), 60}


def test_a_damaged_log_is_told(home, kept):
    with open_store(home) as store:
        store.put(ME, note(50))
        shutil.copytree(kept.parent, home / "crashed")
    change(home / "crashed" / "record.db-wal", 32 + 24 + 100, b"\xff\x00\xff")
    shutil.rmtree(kept.parent)
    (home / "crashed").rename(kept.parent)
    with open_store(home) as store:
        assert [defect.kind for defect in store.defects] == [DefectKind.OLDER]


def test_the_record_of_somebody_else_is_told(home, kept, tmp_path):
    other = tmp_path / "other"
    with open_store(other) as store:
        store.put_all(ME, [note(number) for number in range(3)])
    shutil.copyfile(other / "record" / "record.db", kept)
    with open_store(home) as store:
        assert store.defects == (Defect(DefectKind.OTHER),)


def test_after_an_erasure_nothing_is_missing_whatever_becomes_of_the_folder(home, kept):
    with open_store(home) as store:
        store.erase(ME)
    with open_store(home) as store:
        assert store.defects == ()
    shutil.rmtree(kept.parent)
    with open_store(home) as store:
        assert store.defects == ()
        store.put(ME, note(1))


def test_what_was_last_seen_may_be_lost_or_damaged_and_nothing_is_said(home, kept):
    assert kept.exists()
    seen = home / "record.seen"
    for write in (seen.unlink, lambda: seen.write_text("0"), lambda: change(seen, 40, b"7")):
        write()
        with open_store(home) as store:
            assert store.defects == ()
            store.put(ME, note(99))
        assert seen.read_bytes().startswith(seen.read_bytes()[:32])


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_a_file_that_is_replaced_while_it_is_open_takes_no_note_that_is_then_gone(home, ending):
    with open_store(home) as store:
        store.put(ME, note(1))
        shutil.copytree(home / "record", home / "copy")
        file = home / "record" / f"record.db{ending}"
        file.unlink()
        if ending == "":
            shutil.copyfile(home / "copy" / "record.db", file)
            for each in ("-wal", "-shm"):
                (home / "record" / f"record.db{each}").unlink()
        acknowledged = set()
        for number in range(2, 6):
            try:
                store.put(ME, note(number))
            except (Replaced, Unsettled):
                continue
            acknowledged.add(number)
    with open_store(home) as store:
        assert acknowledged <= numbers(store.record(ME))
        assert 1 in numbers(store.record(ME)) or store.defects


def test_a_file_that_goes_in_the_midst_of_a_write_is_told_and_nothing_is_acknowledged(home):
    with open_store(home) as store:
        store.put(ME, note(1))
        with pytest.raises(Replaced), store._database.writing():  # noqa: SLF001 - the very moment
            (home / "record" / "record.db").rename(home / "moved.db")


def test_a_folder_that_is_removed_while_it_is_open_is_told_at_the_next_write(home):
    with open_store(home) as store:
        store.put(ME, note(1))
        shutil.rmtree(home / "record")
        with pytest.raises((Unsettled, Replaced)):
            store.put(ME, note(2))


def test_a_key_of_entries_that_is_damaged_takes_nothing_along(home, kept):
    for statement in ("UPDATE key SET person = 'mf'", "DELETE FROM key"):
        shutil.copytree(home, home.parent / "copy")
        link = sqlite3.connect(kept)
        with link:
            link.execute(statement)
        link.close()
        with open_store(home) as store:
            for act in (store.record, lambda me, store=store: store.put(me, note(99))):
                with pytest.raises((KeyBroken, Unsettled)):
                    act(ME)
        link = sqlite3.connect(kept)
        assert link.execute("SELECT count(*) FROM entry").fetchone() == (40,)
        link.close()
        shutil.rmtree(home)
        (home.parent / "copy").rename(home)


def test_a_file_that_was_cut_off_is_told(home, kept):
    whole = kept.read_bytes()
    for size in (10, 100, 4096, len(whole) // 2, len(whole) - 4096):
        kept.write_bytes(whole[:size])
        try:
            with open_store(home) as store:
                assert any(not defect.is_settled for defect in store.defects)
        except NotARecord:
            pass
    kept.write_bytes(whole)
    with open_store(home) as store:
        assert store.defects == ()
