"""A server that goes away and comes back."""

import pytest

from kindward.store import StoreUnavailable, open_store
from tests.store.entries import meddle, note, numbers

ME = "me"
pytestmark = pytest.mark.slow


def test_a_server_that_is_stopped_without_warning_has_all_that_was_acknowledged(home, own_server):
    with open_store(home, own_server.url()) as store:
        for number in range(30):
            store.put(ME, note(number))
        own_server.stop("immediate")
        for act in (lambda: store.record(ME), lambda: store.put(ME, note(99))):
            with pytest.raises(StoreUnavailable) as told:
                act()
            assert str(own_server.folder) not in str(told.value)
        own_server.start()
        store.put(ME, note(30))
        assert numbers(store.record(ME)) == set(range(31))


def test_a_server_that_is_not_there_is_told_without_its_address(home, tmp_path):
    with pytest.raises(StoreUnavailable) as told:
        open_store(home, f"postgresql://me:secret@/db?host={tmp_path}")
    assert "secret" not in str(told.value)
    assert str(tmp_path) not in str(told.value)
    assert not (home / "record").exists()


def test_a_commit_waits_for_the_disk_whatever_the_server_would_like(home, postgresql, server):
    server.sql("ALTER ROLE kind SET synchronous_commit = off")
    try:
        with open_store(home, postgresql) as store:
            shown = meddle(store, "SHOW synchronous_commit")
    finally:
        server.sql("ALTER ROLE kind RESET synchronous_commit")
    assert shown == [("on",)]


def test_tables_of_another_program_are_left_as_they_are(home, postgresql, server):
    schema = postgresql.rpartition("%3D")[2]
    server.sql(f"CREATE TABLE {schema}.person (name TEXT)")
    with pytest.raises(StoreUnavailable):
        open_store(home, postgresql)
    assert server.sql(f"TABLE {schema}.person") == ""
    assert server.sql(f"SELECT count(*) FROM pg_tables WHERE schemaname = '{schema}'") == "1\n"  # noqa: S608 - named above
