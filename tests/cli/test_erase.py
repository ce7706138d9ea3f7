import pytest

from kindward.journal import Record
from kindward.store import open_store
from kindward.voice import SILENT
from tests.cli.test_export import A_RECORD

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path):
    with open_store(tmp_path / "home") as store:
        store.put_all(store.person(), A_RECORD.entries)
    return tmp_path / "home"


def kept(home):
    with open_store(home) as store:
        return store.record(store.person())


@pytest.mark.parametrize("typed", ["erase\n", " ERASE \n"])
def test_the_word_erases_everything_and_what_was_proved_is_told(kindward, home, typed):
    done = kindward("erase", input=typed)
    assert (done.returncode, done.stdout) == (0, "")
    assert "This erases 3 entries, with the key that opens them." in done.stderr
    assert "Afterward, every file of your pages was searched (3 files, " in done.stderr
    assert "nothing you kept is left there" in done.stderr
    assert kept(home) == Record()
    assert not (home / "record.key").exists()


@pytest.mark.parametrize("typed", ["\n", "yes\n", "erase it\n"])
def test_any_other_word_erases_nothing(kindward, home, typed):
    done = kindward("erase", input=typed)
    assert done.returncode == 0
    assert done.stderr.endswith("Nothing was erased.\n")
    assert kept(home) == A_RECORD


def test_no_answer_erases_nothing(kindward, home):
    assert kindward("erase", input="").returncode == 130
    assert kept(home) == A_RECORD


def test_where_nothing_is_kept_nothing_is_asked(kindward):
    done = kindward("erase", input="")
    assert (done.returncode, done.stderr) == (0, "There is nothing here to erase.\n")


def test_a_record_without_its_key_can_be_erased_too(kindward, home):
    (home / "record.key").unlink()
    done = kindward("erase", input="erase\n")
    assert "Right now it cannot be opened, because the key is not in its place." in done.stderr
    assert "nothing you kept is left there" in done.stderr


def test_export_erase_import_is_where_it_was(kindward, home):
    kindward("export", "mine.zip")
    kindward("erase", input="erase\n")
    assert kept(home) == Record()
    kindward("import", "mine.zip", "--yes")
    assert kept(home) == A_RECORD


@pytest.mark.parametrize("is_begun", [True, False])
def test_what_was_heard_goes_too_also_where_nothing_was_written(kindward, home, is_begun):
    """Clips tell by their names and times which lines were heard, to the second."""
    if not is_begun:
        kindward("erase", input="erase\n")
    kindward("render", "hold-gently", "--minutes", "1", "--voice", SILENT, "-o", "it.opus")
    assert [*(home / "clips").rglob("*")]
    kindward("erase", input="erase\n")
    left = {str(file.relative_to(home)) for file in home.rglob("*") if file.is_file()}
    of_nobody = ("record.seen", "record.key.lock", "record/record.db", "record/record.db-lock")
    assert left <= {*of_nobody, "record/record.db-room"}


def test_what_cannot_be_opened_as_a_record_can_be_erased_too(kindward, home):
    file = home / "record" / "record.db"
    file.write_bytes(b"no database" * 100)
    assert kindward("erase", input="no\n").stderr.endswith("Nothing was erased.\n")
    assert file.exists()
    done = kindward("erase", input="erase\n")
    assert done.returncode == 0
    assert "cannot be read. A backup may still bring them back." in done.stderr
    assert "The key is destroyed, and every file of your pages is gone." in done.stderr
    assert not file.exists()
    assert not (home / "record.key").exists()
    assert kept(home) == Record()


def test_the_key_of_a_record_that_is_gone_can_be_erased(kindward, home):
    (home / "record").rename(home / "elsewhere")
    done = kindward("erase", input="erase\n")
    assert "nobody can open them, wherever they are now" in done.stderr
    assert not (home / "record.key").exists()
