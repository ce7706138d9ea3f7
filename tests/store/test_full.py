"""A full disk: what was kept can be read, what is new is refused, and erasing works."""

import resource
import subprocess

import pytest

from kindward.journal import Record
from kindward.store import StoreFull, open_store
from tests.store.entries import note, numbers

ME = "me"
SIZE = 1024 * 1024
LONG = "long words " * 300


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte, where one can be had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder],
        check=False, capture_output=True,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def small_files():
    """Files may grow to one megabyte, and no further: what anyone can have of a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(store):
    """How many notes the disk takes."""
    for number in range(10_000):
        try:
            store.put(ME, note(number, text=LONG))
        except StoreFull:
            return number
    raise AssertionError


def fill_the_rest(folder):
    with (folder / "others").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            return


def test_what_was_kept_is_read_where_files_cannot_grow(home, small_files):
    with open_store(home) as store:
        count = fill(store)
        assert count > 20
        assert numbers(store.record(ME)) == set(range(count))
        store.forget(ME)
        assert numbers(store.record(ME)) == set(range(count))
        assert store.get(ME, note(3).id) == note(3, text=LONG)


def test_a_disk_that_fills_loses_nothing_and_goes_on_when_there_is_room(small_disk):
    with open_store(small_disk / "home") as store:
        fill_the_rest(small_disk)
        count = fill(store)
        for _ in range(3):
            with pytest.raises(StoreFull):
                store.put(ME, note(count, text=LONG))
            store.forget(ME)
            assert numbers(store.record(ME)) == set(range(count))
        (small_disk / "others").unlink()
        store.put(ME, note(count, text=LONG))
        assert numbers(store.record(ME)) == set(range(count + 1))


def test_a_record_on_a_full_disk_opens(small_disk):
    with open_store(small_disk / "home") as store:
        for number in range(20):
            store.put(ME, note(number))
    fill_the_rest(small_disk)
    with open_store(small_disk / "home") as store:
        assert numbers(store.record(ME)) == set(range(20))
        with pytest.raises(StoreFull):
            store.put(ME, note(20, text=LONG))
        (small_disk / "others").unlink()
        store.put(ME, note(1000))
        assert 1000 in numbers(store.record(ME))


@pytest.mark.parametrize("notes", [2, None])
def test_everything_can_be_erased_on_a_full_disk(small_disk, notes):
    with open_store(small_disk / "home") as store:
        if notes is None:
            fill(store)
        else:
            store.put_all(ME, [note(number, text=LONG) for number in range(notes)])
        fill_the_rest(small_disk)
        store.erase(ME)
        assert store.record(ME) == Record()
        assert not (small_disk / "home" / "record.key").exists()
    with open_store(small_disk / "home") as store:
        assert store.record(ME) == Record()
    (small_disk / "others").unlink()
    with open_store(small_disk / "home") as store:
        assert not store.knows(ME)
        assert store.erase(ME).traces == 0
        store.put(ME, note(1))
        assert numbers(store.record(ME)) == {1}


def test_without_the_room_set_aside_a_full_disk_would_not_let_go_of_the_key(small_disk):
    """The control: why there is such a file."""
    with open_store(small_disk / "home") as store:
        fill(store)
        fill_the_rest(small_disk)
        room = small_disk / "home" / "record" / "record.db-room"
        assert room.stat().st_size >= 256 * 1024
        room.unlink()
        fill_the_rest(small_disk)
        with pytest.raises(StoreFull):
            store.erase(ME)


def test_a_disk_that_was_always_full_is_told_kindly(small_disk):
    fill_the_rest(small_disk)
    with pytest.raises(StoreFull):
        open_store(small_disk / "home")
