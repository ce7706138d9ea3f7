"""An erase is always possible, and whole: whatever is amiss with a record."""

import shutil
import sqlite3

import pytest

from kindward.store import DefectKind, NotARecord, discard, open_store
from tests.store.entries import note

ME = "me"
MANY = [note(number) for number in range(1, 81)]
DAMAGED = 0xA5


@pytest.fixture
def kept(home):
    """Eighty notes, in a record that was closed."""
    with open_store(home) as store:
        store.put_all(ME, MANY)
    return home / "record" / "record.db"


def size_and_roots(file):
    with sqlite3.connect(file) as link:
        (size,) = link.execute("PRAGMA page_size").fetchone()
        asked = "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0"
        roots = dict(link.execute(asked).fetchall())
    link.close()
    return size, roots


def smash(file, size, number, first=0):
    """Write over a page, but for its first bytes."""
    data = bytearray(file.read_bytes())
    data[(number - 1) * size + first : number * size] = bytes([DAMAGED]) * (size - first)
    file.write_bytes(data)


def sealed_of(file):
    """The end of what each note is sealed as."""
    with sqlite3.connect(file) as link:
        found = [payload[-24:] for (payload,) in link.execute("SELECT payload FROM entry")]
    link.close()
    return found


def left(home, planted):
    """Which files hold anything of these still."""
    files = [each for each in home.rglob("*") if each.is_file()]
    return [each.name for each in files if any(mark in each.read_bytes() for mark in planted)]


def test_a_record_with_any_damaged_page_can_be_erased_whole_and_begun_anew(home, kept):
    planted = [*sealed_of(kept), *(each.id.encode() for each in MANY)]
    size, roots = size_and_roots(kept)
    assert left(home, planted) == ["record.db"]
    for number in range(2, kept.stat().st_size // size + 1):
        one = home.with_name(f"{home.name}-{number}")
        shutil.copytree(home, one)
        smash(one / "record" / "record.db", size, number)
        with open_store(one) as store:
            done = store.erase(ME)
            assert (done.traces, store.defects) == (0, ()), number
            assert left(one, planted) == [], number
            assert not (one / "record.key").exists()
            store.put(ME, note(999))
        with open_store(one) as store:
            assert store.defects == ()
            assert len(store.record(ME).entries) == 1
    assert set(roots.values()) <= set(range(2, kept.stat().st_size // size + 1))


def test_what_cannot_be_opened_as_a_record_is_erased_with_its_key(home, kept):
    size, _ = size_and_roots(kept)
    planted = sealed_of(kept)
    smash(kept, size, 1, first=100)
    with pytest.raises(NotARecord):
        open_store(home)
    assert left(home, planted) == ["record.db"]
    discard(home)
    assert left(home, planted) == []
    assert not (home / "record.key").exists()
    with open_store(home) as store:
        assert store.defects == ()


def test_a_record_that_is_gone_or_was_put_back_can_be_erased_and_nothing_is_amiss_then(home, kept):
    shutil.rmtree(kept.parent)
    with open_store(home) as store:
        assert [each.kind for each in store.defects] == [DefectKind.GONE]
        store.erase(ME)
        assert store.defects == ()
        assert not (home / "record.key").exists()
        store.put(ME, note(1))


def test_a_key_file_that_says_nothing_goes_too(home, kept):
    assert kept.exists()
    (home / "record.key").write_text("nothing of a key")
    with open_store(home) as store:
        assert store.erase(ME).traces == 0
    assert not (home / "record.key").exists()


def test_files_of_earlier_versions_are_taken_away_and_no_others(home, kept):
    for name in ("record.lock", "record.room", "a letter"):
        (kept.parent / name).write_bytes(b"")
    with open_store(home) as store:
        assert len(store.record(ME).entries) == len(MANY)
    names = {each.name for each in kept.parent.iterdir()}
    assert not {"record.lock", "record.room"} & names
    assert "a letter" in names
