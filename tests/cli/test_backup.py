import datetime as dt
import shutil

import pytest

from kindward.journal import Note
from kindward.store import open_store

pytestmark = pytest.mark.slow

AT = dt.datetime(2026, 11, 23, 21, tzinfo=dt.UTC)
WORDS = "a slow boat on a quiet lake\n"


def write(home, *numbers):
    with open_store(home) as store:
        for number in numbers:
            store.put("me", Note(id=f"note-00000{number}", at=AT, text=f"words {number}"))


def kept(home):
    with open_store(home) as store:
        return [note.text for note in store.record("me").notes]


@pytest.fixture
def home(tmp_path):
    write(tmp_path / "home", 1, 2)
    return tmp_path / "home"


def test_a_backup_is_shown_first_and_comes_back_on_another_computer(
    kindward, home, surroundings, tmp_path
):
    made = kindward("backup", "mine.backup", input=WORDS)
    assert made.returncode == 0
    assert made.stderr.startswith(
        "mine.backup is ready: 2 entries. It opens on any computer with its"
    )
    surroundings["KINDWARD_HOME"] = str(tmp_path / "other")
    write(tmp_path / "other", 3)
    looked = kindward("restore", "mine.backup", input=WORDS + "n\n")
    assert "has 2 entries. Here now: 1 entry. What is here would be moved aside" in looked.stderr
    assert looked.stderr.endswith("Nothing was changed.\n")
    assert kept(tmp_path / "other") == ["words 3"]
    done = kindward("restore", "mine.backup", "--yes", input=WORDS)
    assert done.stderr.splitlines()[-1].startswith("Restored: 2 entries. What was here before")
    assert kept(tmp_path / "other") == ["words 1", "words 2"]
    assert kept(home) == ["words 1", "words 2"]


def test_without_a_passphrase_a_backup_says_where_it_opens(kindward, home, surroundings, tmp_path):
    made = kindward("backup", "mine.backup", input="")
    assert "It opens only where the key to your pages is" in made.stderr
    write(home, 3)
    assert kindward("restore", "mine.backup", "--yes").returncode == 0
    assert kept(home) == ["words 1", "words 2"]
    surroundings["KINDWARD_HOME"] = str(tmp_path / "other")
    write(tmp_path / "other", 4)
    refused = kindward("restore", "mine.backup", "--yes")
    assert (refused.returncode, "the key that opens them is missing" in refused.stderr) == (1, True)
    assert kept(tmp_path / "other") == ["words 4"]


@pytest.mark.parametrize("content", [b"", b"no record at all" * 99, None])
def test_a_backup_comes_back_where_what_is_here_cannot_be_opened(kindward, home, content):
    kindward("backup", "mine.backup", input="")
    file = home / "record" / "record.db"
    before = file.read_bytes()[:4096] + b"cut" if content is None else content
    file.write_bytes(before)
    refused = kindward("restore", "mine.backup", input="n\n")
    assert "Nothing was changed." in refused.stderr
    assert content == b"" or file.read_bytes() == before
    done = kindward("restore", "mine.backup", "--yes")
    assert done.returncode == 0
    assert kept(home) == ["words 1", "words 2"]
    if content:
        assert content in [each.read_bytes() for each in (home / "record").glob("*-aside-*")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("backup", "nowhere/mine.backup"), "nowhere/mine.backup"),
        (("restore", "nowhere.backup"), "nowhere.backup"),
        (("restore", "home"), "home"),
        (("restore", "letter"), "That file is not a backup, or part of it is missing."),
        (("backup", "letter"), "letter already exists. With --force, it is replaced."),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_done_is_told_and_nothing_is_changed(kindward, tmp_path, arguments, told):
    (tmp_path / "letter").write_text("dear friend")
    done = kindward(*arguments, input="")
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "letter").read_text() == "dear friend"


def test_a_short_passphrase_writes_nothing(kindward, home, tmp_path):
    assert home.exists()
    assert kindward("backup", "mine.backup", input="short\n").returncode == 1
    assert not (tmp_path / "mine.backup").exists()


def test_while_the_page_is_open_nothing_is_replaced(kindward, home):
    kindward("backup", "mine.backup", input="")
    with open_store(home) as server:
        server.record("me")
        done = kindward("restore", "mine.backup", "--yes")
    assert (done.returncode, "open in another program" in done.stderr) == (1, True)


def test_what_is_amiss_is_said_by_every_command_and_the_person_decides(kindward, home):
    assert kindward("mend").stderr == "Nothing is wrong with your pages.\n"
    shutil.rmtree(home / "record")
    told = "You had pages here before, but they are not in their place now."
    for command in (("export", "a.json"), ("insight",), ("mend",)):
        done = kindward(*command, input="")
        assert told in done.stderr
    kindward("backup", "mine.backup", input="")
    refused = kindward("import", "a.json", "--yes")
    assert refused.returncode == 0  # there is nothing new in it
    assert kindward("mend", input="y\n").stderr.endswith(
        "Kindward now continues with what is here.\n"
    )
    assert kindward("mend").stderr == "Nothing is wrong with your pages.\n"


def test_nothing_is_brought_in_before_the_person_has_decided(kindward, home):
    kindward("export", "a.json")
    shutil.rmtree(home / "record")
    refused = kindward("import", "a.json", "--yes")
    assert (refused.returncode, "`kindward mend` shows what it is" in refused.stderr) == (1, True)


def test_damaged_entries_are_counted_by_the_export_and_come_along_sealed(kindward, home, tmp_path):
    import sqlite3  # noqa: PLC0415 - a failing disk, for this test alone

    link = sqlite3.connect(home / "record" / "record.db")
    with link:
        link.execute("UPDATE entry SET payload = x'0011' WHERE id = 'note-000002'")
    link.close()
    done = kindward("export", "a.json")
    assert "1 entry, " in done.stderr
    assert (
        "1 entry is damaged and cannot be opened. It is in the file too, still locked."
        in done.stderr
    )
    assert '"payload": "ABE="' in (tmp_path / "a.json").read_text()
    assert "1 entry was already damaged when this was saved" in kindward("import", "a.json").stderr
    zipped = kindward("export", "a.zip")
    assert zipped.returncode == 0
