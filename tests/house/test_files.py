"""Only files are opened in the data folder; whatever else has their names, nobody waits."""

import os
import subprocess
import sys

import pytest

from kindward import launch
from kindward.clip import OPUS, Clip
from kindward.files import open_file
from kindward.store import StoreUnavailable, open_store
from kindward.voice import Shelf
from tests.store.entries import note

NAMES = ("port", "launch.key", "record.key", "clips/kept/aa/aaaa")
IN_THE_RECORD = ("record.db-room", "record.db-part", "record.db-lock", "record.db-wal", "record.db")


def pipe(home, name):
    place = home / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    os.mkfifo(place)


def test_a_file_is_opened_and_nothing_else(tmp_path):
    (tmp_path / "file").write_bytes(b"words")
    with open_file(tmp_path / "file") as opened:
        assert opened.read() == b"words"
    pipe(tmp_path, "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for name in ("pipe", "link", "/dev/null", "", "none"):
        with pytest.raises(OSError):  # noqa: PT011 - which one is the system's to say
            open_file(tmp_path / name)


def test_pipes_under_the_names_of_our_files_are_waited_for_by_nobody(tmp_path):
    for name in NAMES:
        pipe(tmp_path, name)
    assert launch.kept_port(tmp_path) is None
    assert launch.host(tmp_path) == launch.LOCALHOST
    shelf, clip = Shelf(tmp_path / "clips"), Clip(OPUS, bytes(40))
    assert shelf.get("aaaa", OPUS) is None
    shelf.put("aaaa", clip)
    assert shelf.get("aaaa", OPUS) == clip
    with open_store(tmp_path) as store, pytest.raises(StoreUnavailable):
        store.put("me", note(1))


@pytest.mark.parametrize("name", IN_THE_RECORD)
def test_a_pipe_in_the_folder_of_the_record_stops_nobody(tmp_path, name):
    """In a process of its own: what waits for a pipe cannot be waited for in a thread."""
    pipe(tmp_path, f"record/{name}")
    code = (
        "import sys; from pathlib import Path; from kindward.store import open_store\n"
        "from kindward.errors import KindwardError\n"
        "try:\n    with open_store(Path(sys.argv[1])) as store: store.erase('me')\n"
        "except KindwardError: pass"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True, timeout=60)


def test_the_control_a_file_opened_without_a_look_is_waited_for(tmp_path):
    pipe(tmp_path, "pipe")
    code = f"open({str(tmp_path / 'pipe')!r}, 'rb')"
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", code], check=True, timeout=2)
