import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from kindward.store import (
    KeyMissing,
    NotARecord,
    StoreBusy,
    StoreUnavailable,
    UnknownDatabase,
    open_store,
    turn,
)
from tests.store.entries import meddle, note, numbers

ME = "me"


@pytest.fixture
def open_hand():
    """A umask that gives everyone everything."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(home):
    return {
        path.relative_to(home).as_posix(): path.stat().st_mode & 0o777
        for path in (home, *home.rglob("*"))
    }


@pytest.mark.usefixtures("open_hand")
def test_files_are_their_owners_alone(home):
    with open_store(home) as store:
        store.put(ME, note(1))
        found = modes(home)
    assert set(found) == {
        ".", "record", "record.key", "record.seen", "record.key.lock", "record/record.db",
        "record/record.db-wal", "record/record.db-shm", "record/record.db-lock",
        "record/record.db-room",
    }  # fmt: skip
    assert {name for name, mode in found.items() if mode == 0o700} == {".", "record"}
    assert {mode for name, mode in found.items() if name not in {".", "record"}} == {0o600}


def test_rights_that_others_were_given_are_taken_back(home):
    with open_store(home) as store:
        store.put(ME, note(1))
    for path in home.rglob("*"):
        path.chmod(0o777)
    with open_store(home) as store:
        store.put(ME, note(2))
        assert all(mode & 0o077 == 0 for mode in modes(home).values())


def test_a_stricter_umask_is_respected(home):
    before = os.umask(0o277)
    try:
        with pytest.raises(StoreUnavailable) if os.geteuid() else open_store(home):
            open_store(home).close()
    finally:
        os.umask(before)
    assert all(mode & 0o277 == 0 for name, mode in modes(home).items() if "." in name[1:])


@pytest.mark.usefixtures("open_hand")
def test_files_beside_a_database_of_ones_own_choice_keep_the_rights_they_have(tmp_path, home):
    """A folder may be a web server's too: only what SQLite and we have made is ours to close."""
    names = ("notes.html", "notes", "notes.db.txt", "notes.db-walk", "other.db", "other.db-wal")
    for name in names:
        (tmp_path / name).touch()
    with open_store(home, f"sqlite:///{tmp_path}/notes.db") as store:
        store.put(ME, note(1))
        found = modes(tmp_path)
    assert {found[name] for name in names} == {0o666}
    assert {found[f"notes.db{ending}"] for ending in ("", "-wal", "-shm", "-lock")} == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")
@pytest.mark.usefixtures("open_hand")
def test_another_user_of_this_machine_reads_nothing():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        home = Path(folder) / "home"
        Path(folder).chmod(0o755)
        with open_store(home) as store:
            store.put(ME, note(1))
            for each in (home, home / "record"):
                each.chmod(0o755)  # the files alone have to hold
            open_to_all = home / "control"
            open_to_all.write_text("anyone")
            read = {path.name: as_nobody(path) for path in home.rglob("*") if path.is_file()}
    assert read.pop("control") == 0
    assert len(read) == 8
    assert 0 not in read.values()


def as_nobody(path):
    return subprocess.run(
        ["/bin/cat", path],
        user="nobody",
        group="nogroup",
        extra_groups=[],
        check=False,
        capture_output=True,
    ).returncode


def test_nothing_that_a_person_wrote_stands_in_any_file(home):
    canary = "xyzzy-only-i-know-this"
    with open_store(home) as store:
        for number in range(50):
            store.put(ME, note(number, text=canary))
        contents = {p.name: p.read_bytes() for p in home.rglob("*") if p.is_file()}
    assert contents["record.db-wal"].count(b"note-0000") > 50  # the control: ids do stand there
    assert [name for name, content in contents.items() if canary.encode() in content] == []


def test_what_is_no_record_is_left_as_it_is(home):
    file = home / "record" / "record.db"
    for make in (file.mkdir, lambda: file.write_text("a letter to a friend"), lambda: others(file)):
        file.parent.mkdir(parents=True, exist_ok=True)
        make()
        before = file.read_bytes() if file.is_file() else None
        with pytest.raises(NotARecord):
            open_store(home)
        assert (file.read_bytes() if file.is_file() else None) == before
        file.unlink() if file.is_file() else file.rmdir()


def others(file):
    """Another program's database."""
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE person (name TEXT)")
    connection.close()


def test_a_folder_that_is_a_file_is_told_kindly(home):
    home.mkdir()
    (home / "record").write_text("a letter")
    with pytest.raises(NotARecord):
        open_store(home)


def test_a_database_that_was_damaged_is_told_kindly(home):
    with open_store(home) as store:
        store.put_all(ME, [note(number) for number in range(200)])
    file = home / "record" / "record.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(StoreUnavailable):
        open_store(home)


def test_a_key_file_with_other_words_in_it_is_left_as_it_is(home):
    home.mkdir()
    (home / "record.key").write_text("not a key")
    with open_store(home) as store:
        store.settle()  # a key without a record was found
        with pytest.raises(KeyMissing):
            store.put(ME, note(1))
        assert not store.knows(ME)
    assert (home / "record.key").read_text() == "not a key"


@pytest.mark.parametrize("name", ["two words", "näh 🌱", "100%?#"])
def test_a_home_may_have_any_name(tmp_path, name):
    with open_store(tmp_path / name) as store:
        store.put(ME, note(1))
    with open_store(tmp_path / name) as store:
        assert numbers(store.record(ME)) == {1}


def test_a_sqlite_file_may_be_named_by_its_address(tmp_path, home):
    with open_store(home, f"sqlite:///{tmp_path / 'elsewhere.db'}") as store:
        store.put(ME, note(1))
    assert (tmp_path / "elsewhere.db").exists()
    assert not (home / "record").exists()


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "mysql://me:secret@host/db", "letter", "http://x"]
)
def test_an_address_of_no_known_database_is_told_without_it(home, url):
    with pytest.raises(UnknownDatabase) as told:
        open_store(home, url)
    assert "secret" not in str(told.value)


def test_a_folder_that_can_only_be_read_is_told_kindly(home, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreUnavailable):
        open_store(home)


def test_another_program_that_keeps_writing_is_told_kindly(sqlite, home, monkeypatch):
    monkeypatch.setattr(turn, "PATIENCE_S", 0.05)
    sqlite.put(ME, note(1))
    other = turn.Turn(home / "record" / "record.db-lock")
    with other.taken():
        with pytest.raises(StoreBusy):
            sqlite.put(ME, note(2))
        assert numbers(sqlite.record(ME)) == {1}
    sqlite.put(ME, note(2))
    assert numbers(sqlite.record(ME)) == {1, 2}


def test_every_connection_has_the_pragmas_that_promises_rest_on(sqlite):
    told = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2}
    for _ in range(2):
        assert {name: meddle(sqlite, f"PRAGMA {name}")[0][0] for name in told} == told
        sqlite.close()  # and the next is opened
