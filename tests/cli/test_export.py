import datetime as dt
import resource

import pytest

from kindward.archive import unpack
from kindward.journal import Note, Record
from kindward.store import open_store

pytestmark = pytest.mark.slow

AT = dt.datetime(2026, 11, 23, 21, tzinfo=dt.UTC)
A_RECORD = Record([Note(id=f"note-00000{n}", at=AT, text=f"words {n}") for n in range(3)])


@pytest.fixture
def kept(tmp_path):
    """Three notes in the home of the command."""
    with open_store(tmp_path / "home") as store:
        store.put_all(store.person(), A_RECORD.entries)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", ["mine.zip", "mine.json", "MINE.ZIP"])
def test_everything_is_taken_along_in_a_file_for_its_owner_alone(kindward, tmp_path, name):
    done = kindward("export", name)
    file = tmp_path / name
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{name} is ready: 3 entries, ")
    assert unpack(file.read_bytes()) == A_RECORD
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["home", name])


@pytest.mark.usefixtures("kept")
def test_a_file_is_written_over_only_when_asked(kindward, tmp_path):
    file = tmp_path / "mine.zip"
    file.write_text("a letter")
    done = kindward("export", "mine.zip")
    assert done.returncode == 1
    assert done.stderr == "mine.zip already exists. With --force, it is replaced.\n"
    assert file.read_text() == "a letter"
    assert kindward("export", "mine.zip", "--force").returncode == 0
    assert unpack(file.read_bytes()) == A_RECORD


def test_a_link_is_not_written_through(kindward, tmp_path):
    (tmp_path / "mine.zip").symlink_to(tmp_path / "nowhere")
    assert kindward("export", "mine.zip").returncode == 1
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["mine", "mine.txt", ".zip"])
def test_another_ending_is_told(kindward, name):
    done = kindward("export", name)
    assert done.returncode == 2
    told = f"{name} needs a name that ends in .zip or .json."
    assert done.stderr == f"{told} To see how it works: kindward export --help\n"


def test_a_folder_that_is_not_there_is_told(kindward):
    done = kindward("export", "nowhere/mine.zip")
    assert done.returncode == 1
    assert "would be in a folder that does not exist yet" in done.stderr


def test_a_disk_that_fills_on_the_way_leaves_nothing_behind(kindward, tmp_path):
    with open_store(tmp_path / "home") as store:
        notes = [Note(id=f"note-{n:06}", at=AT, text="long words " * 1800) for n in range(60)]
        store.put_all(store.person(), notes)
    most = 1_000_000  # bytes in a file: less than the export, more than the rest needs
    done = kindward(
        "export", "mine.json",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("mine.json cannot be used: ")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_way_that_leads_through_a_file_is_told(kindward, tmp_path):
    (tmp_path / "letter").write_text("mine")
    done = kindward("export", "letter/mine.zip")
    assert done.returncode == 1
    assert done.stderr == "letter/mine.zip is not there: part of the path is not a folder.\n"


def test_a_database_that_is_none_is_told_without_its_address(kindward, surroundings):
    surroundings["KINDWARD_DATABASE"] = "mysql://me:secret@host/db"
    done = kindward("export", "mine.zip")
    assert done.returncode == 2
    assert done.stderr.startswith("KINDWARD_DATABASE is not an address that works here")
    assert "secret" not in done.stderr
