"""The folder of an export: all of it or nothing, ours is replaced, and nothing else is touched."""

from pathlib import Path

import pytest

from kindward.site.folder import MARK, OF_THE_SYSTEM, PART, Folder, NotEmpty


def make(path: Path, **files: bytes) -> None:
    with Folder(path) as folder:
        for name, content in files.items():
            folder.write(name.replace("__", "/") + ".txt", content)
        folder.keep()


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
    assert {each.name for each in tmp_path.iterdir()} == {"deep", "empty"}


def test_what_a_system_leaves_in_a_folder_is_nobodys(tmp_path):
    for name in OF_THE_SYSTEM - {PART}:
        (tmp_path / name).write_text("a view")
    make(tmp_path, a=b"1")
    assert held(tmp_path) == {"a.txt", *OF_THE_SYSTEM} - {PART}


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


class Stopped(BaseException):
    """As Ctrl-C is: no error that anything catches."""


def stop(path: Path) -> None:
    def begin() -> None:
        with Folder(path) as folder:
            folder.write("deep/half.txt", b"1")
            raise Stopped

    with pytest.raises(Stopped):
        begin()


def test_an_export_that_is_stopped_leaves_everything_as_it_was(tmp_path):
    stop(tmp_path / "far" / "away" / "site")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty").mkdir()
    stop(tmp_path / "empty")
    assert list((tmp_path / "empty").iterdir()) == []
    make(tmp_path / "site", a=b"before")
    stop(tmp_path / "site")
    assert held(tmp_path / "site") == {"a.txt"}
    assert (tmp_path / "site" / "a.txt").read_bytes() == b"before"


def test_what_a_killed_export_left_is_cleared_up_by_the_next(tmp_path):
    for path in (tmp_path / "site", tmp_path / "there"):
        if path.name == "there":
            make(path, a=b"0")
        killed = Folder(path)
        killed.__enter__()
        killed.write("half.txt", b"1")
        make(path, whole=b"2")
        assert held(path) == {"whole.txt"}
    assert {each.name for each in tmp_path.iterdir()} == {"site", "there"}


def test_a_disk_that_fills_leaves_what_was_before_and_nothing_else(tmp_path, monkeypatch):
    make(tmp_path / "site", a=b"before")

    def full(path, content):
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    for path in (tmp_path / "site", tmp_path / "new"):
        with pytest.raises(OSError, match="No space left"):
            make(path, a=b"after")
    assert (tmp_path / "site" / "a.txt").read_bytes() == b"before"
    assert held(tmp_path) == {"site/a.txt"} | {f"site/{MARK}"}


def test_a_list_that_names_what_lies_outside_removes_nothing(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    make(tmp_path / "site", a=b"1")
    outside = f"../letter.txt\n{tmp_path}/letter.txt\n\n.\na.txt/../../letter.txt\n"
    (tmp_path / "site" / MARK).write_text(outside)
    make(tmp_path / "site", a=b"2")
    assert (tmp_path / "letter.txt").exists()


def test_nothing_is_written_or_removed_through_a_link(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("a.txt", "b.txt", "list.txt"):
        (elsewhere / name).write_text("mine")
    site = tmp_path / "site"
    make(site, a=b"1", deep__b=b"2", old__b=b"3")
    for name, target in (("a.txt", "a.txt"), (MARK, "list.txt")):
        (site / name).unlink()
        (site / name).symlink_to(elsewhere / target)
    for name in ("deep", "old"):
        (site / name / "b.txt").unlink()
        (site / name).rmdir()
        (site / name).symlink_to(elsewhere)
    (site / PART).symlink_to(elsewhere)
    (elsewhere / "list.txt").write_text("old/b.txt\na.txt\n")
    make(site, a=b"new", deep__b=b"new")
    assert (elsewhere / "a.txt").read_text() == (elsewhere / "b.txt").read_text() == "mine"
    assert (elsewhere / "list.txt").read_text() == "old/b.txt\na.txt\n"
    assert not (site / "a.txt").is_symlink()
    assert not (site / "deep").is_symlink()
    assert (site / "deep" / "b.txt").read_bytes() == b"new"
    assert held(elsewhere) == {"a.txt", "b.txt", "list.txt"}


def test_somebodys_file_or_folder_in_the_way_stops_it_before_anything_is_moved(tmp_path):
    make(tmp_path, a=b"before")
    (tmp_path / "deep").write_text("mine")
    (tmp_path / "c.txt").mkdir()
    for files in ({"deep__b": b"2"}, {"c": b"3"}):
        with pytest.raises(OSError, match=r"File exists|Is a directory"):
            make(tmp_path, a=b"after", **files)
        assert held(tmp_path) == {"a.txt", "deep"}
        assert (tmp_path / "a.txt").read_bytes() == b"before"
