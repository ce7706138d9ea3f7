"""Folders that others may change: mended where they are ours, else refused, as ssh does."""

import logging
import os
from pathlib import Path

import pytest

from kindward import rights
from kindward.rights import MENDED, NotPrivate, keep_to_ourselves

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
NOBODY = 65534


@pytest.fixture
def home(tmp_path):
    rights.say_once.cache_clear()
    folder = tmp_path / "above" / "home"
    folder.mkdir(parents=True, mode=0o700)
    return folder


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o7777


@pytest.mark.parametrize("open_to", [0o777, 0o775, 0o722, 0o1777, 0o720])
def test_what_is_ours_is_closed_to_others_and_that_is_said_once(home, caplog, open_to):
    home.chmod(open_to)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            keep_to_ourselves(home)
    assert mode(home) & 0o022 == 0
    assert mode(home) & 0o700 == 0o700
    assert [each.message for each in caplog.records] == [MENDED]


def test_what_nobody_else_can_write_to_is_left_as_it_is(home, caplog):
    for fine in (0o700, 0o755, 0o500):
        home.chmod(fine)
        keep_to_ourselves(home)
        assert mode(home) == fine
    assert not caplog.records


def test_a_folder_that_is_not_there_yet_may_come(home):
    keep_to_ourselves(home / "record" / "deep")
    assert not (home / "record").exists()


@AS_ROOT
def test_what_belongs_to_somebody_else_is_refused(home):
    os.chown(home, NOBODY, NOBODY)
    with pytest.raises(NotPrivate) as told:
        keep_to_ourselves(home)
    assert str(home) not in str(told.value)


@AS_ROOT
def test_what_somebody_else_has_left_in_it_is_not_used(home):
    (home / "ours").touch()
    keep_to_ourselves(home)
    (home / "record.key").write_text("ab" * 32)
    os.chown(home / "record.key", NOBODY, NOBODY)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(home)


def test_where_everyone_can_put_another_in_its_place_it_is_refused(home):
    home.parent.chmod(0o777)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(home)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(home / "not-there-yet")
    home.parent.chmod(0o1777)  # the control: there nobody can rename what is ours
    keep_to_ourselves(home)


@AS_ROOT
def test_a_folder_above_it_that_is_somebody_elses_is_refused(home):
    os.chown(home.parent, NOBODY, NOBODY)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(home)


@AS_ROOT
def test_a_link_is_as_private_as_its_owner_and_its_end(home, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(home)
    keep_to_ourselves(link)
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(link)
    os.chown(link, 0, 0, follow_symlinks=False)
    os.chown(home, NOBODY, NOBODY)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(link)
    os.chown(home, 0, 0)
    home.parent.chmod(0o777)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(link)


def test_a_disk_that_keeps_no_rights_is_refused(home, monkeypatch):
    home.chmod(0o777)
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    with pytest.raises(NotPrivate):
        keep_to_ourselves(home)


def test_on_a_disk_that_can_only_be_read_nothing_is_to_be_mended(home, monkeypatch):
    home.chmod(0o777)
    monkeypatch.setattr(rights, "is_read_only", lambda _: True)
    keep_to_ourselves(home)
    assert mode(home) == 0o777
