import pytest

from kindward.archive import pack
from kindward.journal import Note, Record, write
from kindward.store import open_store
from tests.cli.test_export import A_RECORD, AT

pytestmark = pytest.mark.slow

OTHER = Record([
    *A_RECORD.entries[:1],
    Note(id=A_RECORD.entries[1].id, at=AT, text="other words"),
    Note(id="note-000009", at=AT, text="new words"),
])  # fmt: skip


def kept(tmp_path):
    with open_store(tmp_path / "home") as store:
        return store.record(store.person())


@pytest.fixture
def export(tmp_path):
    (tmp_path / "mine.zip").write_bytes(pack(A_RECORD))
    (tmp_path / "other.json").write_bytes(write(OTHER))


@pytest.mark.usefixtures("export")
def test_what_went_out_comes_back_and_twice_changes_nothing(kindward, tmp_path):
    done = kindward("import", "mine.zip", "--yes")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "New here: 3 entries.\nImported: 3 entries.\n"
    assert kept(tmp_path) == A_RECORD
    again = kindward("import", "mine.zip", "--yes")
    assert again.stderr == (
        "Already here: 3 entries.\nNothing changes: everything in it is here already.\n"
    )
    assert kept(tmp_path) == A_RECORD


@pytest.mark.usefixtures("export")
def test_what_would_change_is_told_before_it_does(kindward, tmp_path):
    kindward("import", "mine.zip", "--yes")
    with open_store(tmp_path / "home") as store:
        store.remove(store.person(), A_RECORD.entries[2].id)
    before = kept(tmp_path)
    (tmp_path / "all.json").write_bytes(write(Record((*A_RECORD.entries, *OTHER.entries[1:]))))
    no = kindward("import", "all.json", input="n\n")
    assert no.stderr.startswith(
        "New here: 1 entry.\nAlready here: 1 entry.\nDifferent here, and left unchanged: 1 entry.\n"
        "Erased here, and not brought back: 1 entry.\n"
        "Import it? [Y/n]"
    )
    assert no.stderr.endswith("Nothing was changed.\n")
    assert kept(tmp_path) == before
    yes = kindward("import", "all.json", input="y\n")
    assert yes.stderr.endswith("Imported: 1 entry.\n")
    assert kept(tmp_path) == Record((*before.entries, OTHER.entries[-1]))


@pytest.mark.usefixtures("export")
def test_no_answer_is_a_no(kindward, tmp_path):
    assert kindward("import", "mine.zip", input="").returncode == 130
    assert kept(tmp_path) == Record()


@pytest.mark.parametrize("content", [b"", b"a letter", b"PK\3\4 broken", b'{"kindward_record": 2}'])
def test_what_is_no_export_is_told_and_changes_nothing(kindward, tmp_path, content):
    (tmp_path / "letter").write_bytes(content)
    done = kindward("import", "letter")
    assert done.returncode == 1
    assert done.stderr.endswith("Nothing was changed.\n")
    assert not (tmp_path / "home" / "record").exists()


@pytest.mark.parametrize(("name", "told"), [("nowhere.zip", "is not there"), (".", "is a folder")])
def test_a_file_that_cannot_be_read_is_told(kindward, name, told):
    done = kindward("import", name)
    assert done.returncode == 1
    assert told in done.stderr
