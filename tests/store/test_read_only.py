"""A disk that can be read and not written: all of it is read, its log too, and nothing is kept."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from kindward.store import Defect, DefectKind, StoreReadOnly, open_store
from tests.store.entries import note, numbers

ME = "me"
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")


@pytest.fixture
def disk(tmp_path):
    """A disk of its own, and what makes it one that can only be read."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], check=False
    ).returncode:
        pytest.skip("only root may mount a disk")
    yield place, lambda: subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def failing(tmp_path):
    """A disk of its own, and what makes it fail: Linux then lets nobody write to it any more."""
    image, place = tmp_path / "image", tmp_path / "disk"
    place.mkdir()
    with image.open("wb") as opened:
        opened.truncate(16 * 2**20)
    mount = ["mount", "-o", "loop,errors=remount-ro", image, place]
    try:
        subprocess.run(["mkfs.ext4", "-q", image], check=True)
        subprocess.run(mount, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk in a file can be mounted here")
    named = subprocess.run(
        ["findmnt", "-n", "-o", "SOURCE", place], check=True, capture_output=True, text=True
    ).stdout
    error = Path("/sys/fs/ext4") / Path(named.strip()).name / "trigger_fs_error"
    yield place, lambda: error.write_text("1")
    subprocess.run(["umount", "-l", place], check=True)


def crashed(home):
    """A record whose latest note stands in its log, as a power cut leaves it."""
    with open_store(home) as store:
        store.put(ME, note(1))
    with open_store(home) as store:
        store.put(ME, note(2))
        shutil.copytree(home, home.with_name("copy"))
    shutil.rmtree(home)
    home.with_name("copy").rename(home)
    (home / "record" / "record.db-shm").unlink()
    assert (home / "record" / "record.db-wal").stat().st_size > 0


def test_a_disk_that_cannot_be_written_is_read_and_exported(disk):
    place, close = disk
    crashed(place / "home")
    close()
    with open_store(place / "home") as store:
        assert store.defects == ()
        assert numbers(store.record(ME)) == {1, 2}
        for act in (lambda: store.put(ME, note(3)), lambda: store.remove(ME, note(1).id)):
            with pytest.raises(StoreReadOnly):
                act()
        assert numbers(store.record(ME)) == {1, 2}


def test_a_disk_that_fails_while_a_record_is_open_takes_nothing_more_and_is_read_on(failing):
    """The control is the note before: it was taken by the same disk, a moment earlier."""
    place, fail = failing
    with open_store(place / "home") as store:
        store.put(ME, note(1))
        fail()
        for act in (lambda: store.put(ME, note(2)), lambda: store.remove(ME, note(1).id)):
            with pytest.raises(StoreReadOnly):
                act()
        store.forget(ME)
        assert numbers(store.record(ME)) == {1}
    with open_store(place / "home") as store:
        assert numbers(store.record(ME)) == {1}


def test_the_control_sqlite_by_itself_reads_no_log_on_such_a_disk(disk):
    place, close = disk
    crashed(place / "home")
    close()
    file = place / "home" / "record" / "record.db"
    for way in ("mode=rw", "mode=ro", "immutable=1"):
        link = sqlite3.connect(f"file:{file}?{way}", uri=True)
        with suppress(sqlite3.OperationalError):
            assert link.execute("SELECT count(*) FROM entry").fetchone() != (2,)
        link.close()


def test_what_is_amiss_is_told_there_too(disk):
    place, close = disk
    crashed(place / "home")
    (place / "home" / "record" / "record.db-wal").unlink()
    close()
    with open_store(place / "home") as store:
        assert store.defects == (Defect(DefectKind.OLDER, 1),)
        assert numbers(store.record(ME)) == {1}


def test_a_home_without_a_record_on_such_a_disk_is_told_kindly(disk):
    place, close = disk
    (place / "home").mkdir()
    close()
    with pytest.raises(StoreReadOnly):
        open_store(place / "home")
