import errno
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindward.clip import MP3, OPUS, Clip
from kindward.voice import Shelf
from tests.there import there

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def key_of(number):
    return sha256(f"{number}".encode()).hexdigest()


def clip_of(number, count=30):
    """A clip that its number alone decides."""
    frame = sha256(f"frame {number}".encode()).digest().ljust(OPUS.frame_bytes, b"\0")
    return Clip(OPUS, frame * count)


def files_of(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_is_put_is_got(shelf):
    assert shelf.get(key_of(1), OPUS) is None
    assert not shelf.has(key_of(1))
    shelf.put(key_of(1), clip_of(1))
    assert shelf.get(key_of(1), OPUS) == clip_of(1)
    assert shelf.has(key_of(1))
    assert shelf.get(key_of(2), OPUS) is None
    assert shelf.trouble is None


def test_a_clip_stays_for_the_next_process(shelf, tmp_path):
    shelf.put(key_of(1), clip_of(1))
    assert Shelf(tmp_path / "clips").get(key_of(1), OPUS) == clip_of(1)


@given(where=st.integers(0, 10**6), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_wrong_bit_is_noticed_and_thrown_away(shelf, tmp_path, where, bit):
    shelf.put(key_of(1), clip_of(1))
    (file,) = files_of(tmp_path)
    content = bytearray(file.read_bytes())
    content[where % len(content)] ^= 1 << bit
    file.write_bytes(content)
    assert shelf.get(key_of(1), OPUS) is None
    assert files_of(tmp_path) == []


@given(length=st.integers(0, 30 * OPUS.frame_bytes + 23))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_anywhere_is_thrown_away(shelf, tmp_path, length):
    shelf.put(key_of(1), clip_of(1))
    (file,) = files_of(tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    assert shelf.get(key_of(1), OPUS) is None
    assert files_of(tmp_path) == []


def test_a_whole_file_in_the_wrong_place_is_not_believed(shelf, tmp_path):
    shelf.put(key_of(1), clip_of(1))
    shelf.put(key_of(2), clip_of(2))
    first = next(file for file in files_of(tmp_path) if file.name == key_of(1))
    first.replace(first.parents[1] / key_of(2)[:2] / key_of(2))
    assert shelf.get(key_of(2), OPUS) is None


def test_a_clip_of_another_codec_is_not_believed(shelf):
    shelf.put(key_of(1), clip_of(1))
    assert shelf.get(key_of(1), MP3) is None


def test_the_least_recently_used_leave_first(tmp_path):
    size = len(clip_of(0).frames)
    shelf = Shelf(tmp_path, most_bytes=10 * size)
    for number in range(8):
        shelf.put(key_of(number), clip_of(number))
    for age, file in enumerate(sorted(files_of(tmp_path), key=lambda file: file.stat().st_mtime)):
        os.utime(file, (10**9 + age, 10**9 + age))
    assert shelf.get(key_of(0), OPUS)
    for number in range(8, 12):
        shelf.put(key_of(number), clip_of(number))
    kept = {number for number in range(12) if shelf.has(key_of(number))}
    assert {0, 11} <= kept
    assert 1 not in kept
    assert sum(file.stat().st_size for file in files_of(tmp_path)) <= 10 * size


def test_a_shelf_that_was_full_before_is_bounded_too(tmp_path):
    for number in range(20):
        Shelf(tmp_path).put(key_of(number), clip_of(number))
    small = Shelf(tmp_path, most_bytes=5 * len(clip_of(0).frames))
    small.put(key_of(20), clip_of(20))
    assert small.has(key_of(20))
    assert len(files_of(tmp_path)) <= 5


def test_what_a_killed_writer_left_is_swept_once_it_is_old(shelf, tmp_path):
    shelf.put(key_of(1), clip_of(1))
    folder = files_of(tmp_path)[0].parent
    old, new = folder / "old.part", folder / "new.part"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    Shelf(tmp_path / "clips").put(key_of(2), clip_of(2))
    assert not old.exists()
    assert new.exists()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_shelf import clip_of, key_of
from kindward.voice import Shelf
shelf = Shelf(Path({folder!r}))
print("ready", flush=True)
for n in range({rounds}):
    shelf.put(key_of(n % 7), clip_of(n % 7, 3000))
    got = shelf.get(key_of((n + 3) % 7), clip_of(0).codec)
    assert got in (None, clip_of((n + 3) % 7, 3000)), "a damaged clip was believed"
"""


def writer(folder, rounds):
    code = WRITER.format(tests=str(Path(__file__).parent), folder=str(folder), rounds=rounds)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_whole_clips_or_none(tmp_path):
    for moment in range(8):
        with writer(tmp_path, 10**6) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.013 * moment)
            process.kill()
        shelf = Shelf(tmp_path)
        for number in range(7):
            whole = clip_of(number, 3000)
            assert shelf.has(key_of(number)) is (shelf.get(key_of(number), OPUS) == whole)
        shelf.put(key_of(moment), clip_of(moment, 3000))
        assert shelf.get(key_of(moment), OPUS) == clip_of(moment, 3000)


def test_two_processes_share_one_shelf(tmp_path):
    with writer(tmp_path, 60) as one, writer(tmp_path, 60) as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)
    assert [file.name for file in files_of(tmp_path)] == sorted(map(key_of, range(7)))


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "kept").write_text("a file where the folder would be", encoding="utf-8")
    shelf = Shelf(tmp_path)
    shelf.put(key_of(1), clip_of(1))
    assert shelf.get(key_of(1), OPUS) is None
    assert there(shelf.trouble).endswith("nothing is lost.")
    (tmp_path / "kept").unlink()
    shelf.put(key_of(1), clip_of(1))
    assert shelf.trouble is None
    assert shelf.get(key_of(1), OPUS) == clip_of(1)


@contextmanager
def mounted(folder, options):
    """A small disk of its own in memory; only the machine's owner may do that."""
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if not IS_ROOT or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_it_has_and_says_so(tmp_path):
    disk = tmp_path / "disk"
    with mounted(disk, "size=256k"):
        shelf = Shelf(disk)
        for number in range(20):
            shelf.put(key_of(number), clip_of(number, 1000))
        assert shelf.trouble
        kept = [number for number in range(20) if shelf.has(key_of(number))]
        assert 0 < len(kept) < 20
        assert all(shelf.get(key_of(n), OPUS) == clip_of(n, 1000) for n in kept)
        assert len(files_of(disk)) == len(kept)


def test_a_disk_that_is_full_only_when_it_counts_leaves_no_half_file(shelf, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    shelf.put(key_of(1), clip_of(1))
    assert shelf.trouble
    assert files_of(tmp_path) == []


def test_a_disk_that_can_only_be_read_still_serves(tmp_path):
    disk = tmp_path / "disk"
    with mounted(disk, "size=1m"):
        Shelf(disk).put(key_of(1), clip_of(1))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        shelf = Shelf(disk)
        assert shelf.get(key_of(1), OPUS) == clip_of(1)
        shelf.put(key_of(2), clip_of(2))
        assert shelf.trouble
        assert shelf.get(key_of(2), OPUS) is None


def test_a_shelf_that_is_cleared_holds_no_file_and_goes_on(shelf, tmp_path):
    for number in range(5):
        shelf.put(key_of(number), clip_of(number))
    assert files_of(tmp_path)
    shelf.clear()
    assert files_of(tmp_path) == []
    shelf.clear()  # nothing is there, and that is fine
    shelf.put(key_of(1), clip_of(1))
    assert shelf.get(key_of(1), OPUS) == clip_of(1)
