"""The folder of an export: files come whole, ours are replaced, and nothing else is touched."""

from pathlib import Path

import pytest

from kindward.site.folder import MARK, Folder, NotEmpty


def make(path: Path, **files: bytes) -> None:
    folder = Folder(path)
    folder.open()
    for name, content in files.items():
        folder.write(name.replace("__", "/") + ".txt", content)
    folder.close()


def held(path: Path) -> set[str]:
    files = (file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix() for file in files} - {MARK}


def test_a_new_folder_an_empty_one_and_one_of_ours_are_filled(tmp_path):
    make(tmp_path / "deep" / "new", a=b"1")
    make(tmp_path / "deep" / "new", a=b"2", b__c=b"3")
    (tmp_path / "empty").mkdir()
    make(tmp_path / "empty", a=b"4")
    assert held(tmp_path / "deep" / "new") == {"a.txt", "b/c.txt"}
    assert (tmp_path / "deep" / "new" / "a.txt").read_bytes() == b"2"


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotEmpty, match="no export has made it"):
        make(tmp_path, a=b"1")
    assert held(tmp_path) == {"letter.txt"}


def test_what_is_no_longer_made_goes_with_its_folders_and_what_others_put_there_stays(tmp_path):
    make(tmp_path / "site", old__deep__a=b"1", old__b=b"2", kept=b"3")
    (tmp_path / "site" / ".git" / "refs").mkdir(parents=True)
    (tmp_path / "site" / "CNAME").write_text("kindward.example")
    make(tmp_path / "site", kept=b"4")
    assert held(tmp_path / "site") == {"kept.txt", "CNAME"}
    assert not (tmp_path / "site" / "old").exists()
    assert (tmp_path / "site" / ".git" / "refs").is_dir()


def test_a_folder_stays_while_something_else_is_in_it(tmp_path):
    make(tmp_path, old__a=b"1")
    (tmp_path / "old" / "mine.txt").write_text("mine")
    make(tmp_path, kept=b"2")
    assert held(tmp_path) == {"old/mine.txt", "kept.txt"}


def test_what_an_export_left_when_it_was_stopped_is_cleared_up_by_the_next(tmp_path):
    stopped = Folder(tmp_path / "site")
    stopped.open()
    stopped.write("half.txt", b"1")
    make(tmp_path / "site", whole=b"2")
    assert held(tmp_path / "site") == {"whole.txt"}


def test_a_file_that_cannot_be_written_whole_leaves_the_one_before(tmp_path, monkeypatch):
    make(tmp_path / "site", a=b"before")
    folder = Folder(tmp_path / "site")
    folder.open()

    def full(path, content):
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        folder.write("a.txt", b"after")
    assert (tmp_path / "site" / "a.txt").read_bytes() == b"before"
    assert held(tmp_path / "site") == {"a.txt"}


def test_a_list_that_names_what_lies_outside_removes_nothing(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    make(tmp_path / "site", a=b"1")
    outside = f"../letter.txt\n{tmp_path}/letter.txt\n\n.\na.txt/../../letter.txt\n"
    (tmp_path / "site" / MARK).write_text(outside)
    make(tmp_path / "site", a=b"2")
    assert (tmp_path / "letter.txt").exists()
