import threading

import pytest
import sqlalchemy as sa

from kindward.store import NewerStore, engines, open_store
from kindward.store.migrations import MIGRATIONS, migrate, version
from tests.store.entries import meddle, note, numbers

ME = "me"
TABLES = {
    "person": ["id", "change"],
    "key": ["person", "wrapped"],
    "entry": ["person", "id", "kind", "day", "edition", "payload"],
    "tombstone": ["person", "mark"],
    "state": ["record", "number"],
    "migration": ["number", "name"],
}


def add_mood(connection):
    """A step that a later Kindward might take."""
    connection.exec_driver_sql("ALTER TABLE entry ADD COLUMN mood TEXT")


def stumble(connection):
    add_mood(connection)
    raise RuntimeError


def columns(store, table):
    with store._database.reading() as connection:  # noqa: SLF001 - tests of tables look at tables
        return [column["name"] for column in sa.inspect(connection).get_columns(table)]


def test_tables_hold_nothing_plain_but_who_which_what_kind_which_day_how_often(store):
    assert {table: columns(store, table) for table in TABLES} == TABLES


def test_the_steps_are_numbered(store):
    assert meddle(store, "SELECT number, name FROM migration") == [
        (1, "tables_of_a_record"),
        (2, "state_of_a_record"),
    ]


def test_an_older_record_takes_the_steps_it_lacks(store, home, url):
    store.put(ME, note(1))
    migrate(store._database.writing, (*MIGRATIONS, add_mood))  # noqa: SLF001 - as `prepare` does
    assert columns(store, "entry")[-1] == "mood"
    assert numbers(store.record(ME)) == {1}
    with pytest.raises(NewerStore):
        open_store(home, url)
    assert len(meddle(store, "SELECT * FROM migration")) == 3


def test_a_step_that_stumbles_leaves_nothing_of_itself(store, home, url):
    store.put(ME, note(1))
    with pytest.raises(RuntimeError):
        migrate(store._database.writing, (*MIGRATIONS, stumble))  # noqa: SLF001 - as `prepare` does
    assert columns(store, "entry") == TABLES["entry"]
    with open_store(home, url) as again:
        assert numbers(again.record(ME)) == {1}


def test_steps_are_taken_once(store):
    for _ in range(2):
        migrate(store._database.writing, (*MIGRATIONS, add_mood))  # noqa: SLF001 - as `prepare` does
    with store._database.reading() as connection:  # noqa: SLF001 - the same
        assert version(connection) == 3


def test_two_may_open_a_new_record_at_once(home, url):
    failures = []

    def begin():
        try:
            open_store(home, url).close()
        except Exception as failure:  # noqa: BLE001 - told by the test
            failures.append(failure)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_many_may_make_a_new_file_theirs_at_once(tmp_path):
    """Of four, one was refused in every fifth round."""
    failures = []

    def begin(file):
        engine = engines.sqlite(file)
        try:
            with engine.connect():
                pass
        except Exception as failure:  # noqa: BLE001 - told by the test
            failures.append(failure)
        engine.dispose()

    for number in range(60):
        file = tmp_path / f"{number}.db"
        threads = [threading.Thread(target=begin, args=(file,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
