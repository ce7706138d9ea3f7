"""A key that was handed in, as containers hand secrets over: used as it is, and said if need be."""

import logging
import os

import pytest

from kindward.rights import say_once
from kindward.store import open_store
from kindward.store.faults import KeyOfOthers
from kindward.store.key_file import OTHERS_MAY_READ
from tests.store.entries import note, numbers

ME = "me"


@pytest.fixture
def given(tmp_path):
    say_once.cache_clear()
    file = tmp_path / "given" / "key"
    file.parent.mkdir()
    file.write_text("ab" * 32)
    return file


def test_a_key_that_others_may_read_is_used_and_that_is_said_once(home, given, monkeypatch, caplog):
    def refuse(*_):
        raise OSError(30, "Read-only file system")

    given.chmod(0o644)
    with monkeypatch.context() as read_only, caplog.at_level(logging.WARNING):
        read_only.setattr("kindward.store.key_file.keep_private", refuse)
        for number in (1, 2):
            with open_store(home, key_file=given) as store:
                store.put(ME, note(number))
                assert numbers(store.record(ME)) == set(range(1, number + 1))
    assert [each.message for each in caplog.records] == [OTHERS_MAY_READ]
    assert given.read_text() == "ab" * 32
    say_once.cache_clear()
    caplog.clear()
    with open_store(home, key_file=given) as store, caplog.at_level(logging.WARNING):
        store.put(ME, note(3))  # the control: where it can be closed to others, it is
    assert given.stat().st_mode & 0o077 == 0
    assert not caplog.records


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_key_that_somebody_else_can_change_is_not_used(home, given, monkeypatch):
    os.chown(given, 65534, 65534)
    with open_store(home, key_file=given) as store:
        with pytest.raises(KeyOfOthers):
            store.put(ME, note(1))
        monkeypatch.setattr("kindward.store.key_file.is_read_only", lambda _: True)
        store.put(ME, note(1))  # the control: there nobody can change it


def test_no_lock_and_no_other_file_comes_to_lie_beside_it(home, given):
    with open_store(home, key_file=given) as store:
        store.put(ME, note(1))
    assert [each.name for each in given.parent.iterdir()] == ["key"]
