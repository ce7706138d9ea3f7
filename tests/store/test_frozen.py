"""PostgreSQL that is there and does not answer, or lets us in and no further."""

import os
import signal
import subprocess
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from kindward.store import NotAllowed, NotARecord, StoreUnavailable, open_store, patience
from tests.store.entries import note, numbers
from tests.web.own import Home

pytestmark = pytest.mark.slow

ME = "me"


@contextmanager
def frozen(server, *, postmaster=True):
    """All of its processes stand still, or only those that serve a connection."""
    first = (server.folder / "data" / "postmaster.pid").read_text().split()[0]
    told = subprocess.run(["pgrep", "-P", first], capture_output=True, text=True, check=True)
    processes = [int(each) for each in ([first] if postmaster else []) + told.stdout.split()]
    for each in processes:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in processes:
            os.kill(each, signal.SIGCONT)


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(patience, "ANSWER_S", 0.5)


def test_a_database_that_stands_still_is_given_up_and_used_again_once_it_goes_on(
    home, own_server, hasty
):
    with open_store(home, own_server.url()) as store:
        store.put(ME, note(1))
        with frozen(own_server):
            for act in (lambda: store.record(ME), lambda: store.put(ME, note(9))):
                with pytest.raises(StoreUnavailable):
                    act()
        store.put(ME, note(2))
        assert {1, 2} <= numbers(store.record(ME))
        with frozen(own_server, postmaster=False):  # a new connection is answered
            store.forget(ME)
            assert {1, 2} <= numbers(store.record(ME))


def stopped_amid_a_write(store, server):
    with store._database.writing() as connection:  # noqa: SLF001
        connection.exec_driver_sql("CREATE TABLE half (way TEXT)")
        with frozen(server, postmaster=False):
            connection.exec_driver_sql("SELECT 1")


def test_one_that_stands_still_amid_a_write_acknowledges_nothing(home, own_server, hasty):
    with open_store(home, own_server.url()) as store:
        store.put(ME, note(1))
        with pytest.raises(StoreUnavailable):
            stopped_amid_a_write(store, own_server)
        assert numbers(store.record(ME)) == {1}
    assert own_server.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'half'") == "0\n"


def test_the_limits_stand_on_our_side_of_every_connection(home, postgresql):
    with open_store(home, postgresql) as store, store._database.reading() as connection:  # noqa: SLF001
        link: object = connection.connection.dbapi_connection
        assert isinstance(link, patience.Patient)
        told = link.info.get_parameters()
    assert (told["connect_timeout"], told["tcp_user_timeout"]) == ("3", "10000")


def test_what_a_host_has_set_up_wrongly_is_told_to_them_and_503_to_everyone_else(
    home, own_server, caplog
):
    own_server.sql("CREATE ROLE lowly LOGIN")
    own_server.sql("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
    own_server.sql("CREATE SCHEMA theirs")
    url = own_server.url()
    wrong = {
        "no right to make tables": (url.replace("kind@", "lowly@"), NotAllowed),
        "no such schema": (own_server.url("nowhere"), NotAllowed),
        "no right to a schema": (
            own_server.url("theirs").replace("kind@", "lowly@"), NotAllowed,
        ),
        "no such role": (url.replace("kind@", "nobody@"), StoreUnavailable),
        "no such database": (url.replace("/postgres?", "/none?"), StoreUnavailable),
        "too many connections": (url.replace("kind@", "crowded@"), StoreUnavailable),
        "a database that only reads": (
            f"{url}&options=-cdefault_transaction_read_only%3Don", StoreUnavailable,
        ),
    }  # fmt: skip
    for name, (address, fault) in wrong.items():
        with pytest.raises(fault) as raised:
            open_store(home, address)
        assert type(raised.value) is fault, name
        assert str(own_server.folder) not in str(raised.value)


def test_a_table_that_was_changed_is_told_and_is_no_fault_of_ours(home, postgresql, server):
    schema = postgresql.rpartition("%3D")[2]
    with open_store(home, postgresql) as store:
        store.put(ME, note(1))
        for change, back in (
            ("ALTER TABLE {}.entry RENAME payload TO other", "RENAME other TO payload"),
            ("ALTER TABLE {}.entry ADD needed TEXT NOT NULL DEFAULT 'x'", "DROP needed"),
            ("ALTER TABLE {}.entry RENAME TO gone", None),
        ):
            server.sql(change.format(schema))
            if "NOT NULL" in change:
                server.sql(f"ALTER TABLE {schema}.entry ALTER needed DROP DEFAULT")
            with pytest.raises(NotARecord):
                store.put(ME, note(2))
            if back:
                server.sql(f"ALTER TABLE {schema}.entry {back}")


def test_a_statement_of_ours_that_is_wrong_is_a_fault_of_ours(home, postgresql):
    """The control: not all that a database refuses is its host's to mend."""
    with (
        open_store(home, postgresql) as store,
        pytest.raises(sa.exc.ProgrammingError),
        store._database.reading() as connection,  # noqa: SLF001
    ):
        connection.exec_driver_sql("SELEKT 1")


def test_the_host_is_told_in_one_line_however_many_ask(tmp_path, own_server, caplog):
    with open_store(tmp_path, own_server.url()) as store:
        home = Home(tmp_path, store)
        me = home.come_in()
        own_server.stop("immediate")
        try:
            assert [me.get("/journal").status_code for _ in range(5)] == [503] * 5
        finally:
            own_server.start()
        assert caplog.messages == ["Your pages cannot be reached right now."]
