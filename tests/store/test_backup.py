"""A backup holds all of a record, opens where it is said to, and comes back whole or not at all."""

import datetime as dt
import shutil
import sqlite3
from contextlib import suppress

import pytest

from kindward.store import (
    KeyMissing,
    NoBackup,
    NotABackup,
    StoreBusy,
    WrongPassphrase,
    open_store,
)
from tests.store.entries import meddle, note, numbers

ME = "me"
MADE = dt.datetime(2026, 11, 23, 21, tzinfo=dt.UTC)
WORDS = "a slow boat on a quiet lake"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a.backup"


def backed_up(home, file, words=""):
    """A backup of three notes, made while another program has the record open, in its log."""
    with open_store(home) as store, open_store(home) as other:
        other.put_all(ME, [note(1), note(2)])
        other.remove(ME, note(2).id)
        other.put(ME, note(3))
        store.backup(file, MADE, words)
    return file


def restored(home, file, words=""):
    with open_store(home) as store:
        with store.restoring(file) as found:
            shown = found.record(ME, words)
            aside = found.take_place(words)
        assert store.record(ME) == shown
        assert store.defects == ()
        return numbers(shown), aside


def test_a_backup_comes_back_and_what_was_here_is_set_aside(home, file):
    backed_up(home, file)
    assert file.stat().st_mode & 0o777 == 0o600
    with open_store(home) as store:
        store.put(ME, note(4))
    kept, aside = restored(home, file)
    assert kept == {1, 3}
    with open_store(home) as store:
        assert store.defects == ()
        assert store.erased(ME, [note(2).id]) == {note(2).id}
        store.put(ME, note(5))
    back, _ = restored(home, home / "record" / aside)
    assert back == {1, 3, 4}


def test_with_a_passphrase_it_opens_on_another_computer(home, file, tmp_path):
    backed_up(home, file, WORDS)
    other = tmp_path / "other"
    with open_store(other) as store:
        store.put(ME, note(9))
    with open_store(other) as store, store.restoring(file) as found:
        assert (found.has_key, found.made) == (True, MADE.isoformat())
        with pytest.raises(WrongPassphrase):
            found.record(ME, "other words than these")
    kept, aside = restored(other, file, WORDS)
    assert kept == {1, 3}
    assert restored(other, other / "record" / aside)[0] == {9}
    assert restored(tmp_path / "new", file, WORDS)[0] == {1, 3}


def test_without_a_passphrase_it_opens_only_where_its_key_is(home, file, tmp_path):
    backed_up(home, file)
    other = tmp_path / "other"
    with open_store(other) as store:
        store.put(ME, note(9))
        with store.restoring(file) as found, pytest.raises(KeyMissing):
            found.take_place()
        assert numbers(store.record(ME)) == {9}
    shutil.copyfile(home / "record.key", other.parent / "carried.key")
    with open_store(tmp_path / "third", None, tmp_path / "carried.key") as store:
        with store.restoring(file) as found:
            found.take_place()
        assert numbers(store.record(ME)) == {1, 3}


def test_a_backup_holds_no_key_in_the_clear_and_no_word(home, file):
    backed_up(home, file, WORDS)
    content = file.read_bytes()
    key = (home / "record.key").read_text().strip()
    for secret in (key.encode(), bytes.fromhex(key), WORDS.encode(), note(1).text.encode()):
        assert secret not in content
    assert note(1).id.encode() in content  # the control


def test_a_copy_of_the_file_alone_may_lack_what_a_backup_has(home, file, tmp_path):
    with open_store(home) as store:
        store.put(ME, note(1))
        shutil.copyfile(home / "record" / "record.db", tmp_path / "copy")
        store.backup(file, MADE)
    sizes = []
    for each in (tmp_path / "copy", file):
        link = sqlite3.connect(each)
        tables = link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entry'")
        sizes.append(
            tables.fetchone()[0] and link.execute("SELECT count(*) FROM entry").fetchone()[0]
        )
        link.close()
    assert sizes[0] < sizes[1] == 1


def test_while_another_program_has_the_record_open_nothing_is_replaced(home, file):
    backed_up(home, file)
    with open_store(home) as server, open_store(home) as store:
        server.put(ME, note(7))
        with store.restoring(file) as found, pytest.raises(StoreBusy):
            found.take_place()
        server.put(ME, note(8))
    with open_store(home) as store:
        assert store.defects == ()
        assert numbers(store.record(ME)) == {1, 3, 7, 8}


def test_any_bytes_are_a_backup_or_are_refused_and_nothing_is_changed(home, file):
    whole = backed_up(home, file).read_bytes()
    taken, broken = 0, [b"", b"a letter", whole[:100], whole[:5000], whole[:-4096], b"\0" * 8192]
    broken += [whole[:at] + b"\xff\xff" + whole[at + 2 :] for at in (3, 18, 60, 105, 4099, 8195)]
    for content in broken:
        file.write_bytes(content)
        with open_store(home) as store:
            with suppress(NotABackup), store.restoring(file) as found:
                assert numbers(found.record(ME)) == {1, 3}  # what was changed says nothing
                taken += 1
            assert numbers(store.record(ME)) == {1, 3}
    assert taken <= 1
    assert not list((home / "record").glob("*part*"))


def test_another_programs_database_is_no_backup(home, file):
    link = sqlite3.connect(file)
    link.execute("CREATE TABLE entry (id)")
    link.commit()
    link.close()
    with open_store(home) as store, pytest.raises(NotABackup), store.restoring(file):
        pass


def test_a_backup_of_a_restored_backup_is_a_backup(home, file, tmp_path):
    restored(tmp_path / "second", backed_up(home, file, WORDS), WORDS)
    with open_store(tmp_path / "second") as store:
        store.backup(tmp_path / "again", MADE, "other words than before")
    assert restored(tmp_path / "third", tmp_path / "again", "other words than before")[0] == {1, 3}


def test_an_erasure_takes_what_was_set_aside_along(home, file):
    backed_up(home, file)
    _, aside = restored(home, file)
    assert (home / "record" / aside).exists()
    with open_store(home) as store:
        store.erase(ME)
    assert not (home / "record" / aside).exists()


def test_damaged_entries_are_in_a_backup_as_they_are(home, file):
    with open_store(home) as store:
        store.put_all(ME, [note(1), note(2)])
        meddle(store, "UPDATE entry SET payload = x'00' WHERE id = :id", id=note(2).id)
        store.backup(file, MADE)
        with store.restoring(file) as found:
            assert [each.id for each in found.record(ME).sealed] == [note(2).id]


def test_postgresql_has_backups_of_its_own(home, postgresql, file):
    with open_store(home, postgresql) as store:
        store.put(ME, note(1))
        with pytest.raises(NoBackup):
            store.backup(file, MADE)
        with pytest.raises(NoBackup), store.restoring(file):
            pass
    assert not file.exists()
