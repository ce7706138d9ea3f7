"""The tables, and how they came to be: numbered steps, forward only, each in one transaction.

A step is never changed once it was released; what is wrong in it is put right by the next. It
runs on SQLite and on PostgreSQL.

    person      one row for each, with nothing of them but an id; `change` is new at every write
    key         the person's key, wrapped by the instance key; the row that is destroyed first
    entry       who, which, what kind, which day, how often written; all else is sealed
    tombstone   a mark of each id that is erased or spent, so that nothing brings it back
    state       which record this is, and the number of its latest change; SQLite alone counts them
    migration   the steps that were taken
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Final

import sqlalchemy as sa

from kindward.store.faults import NewerStore, NotARecord
from kindward.store.place import APPLICATION
from kindward.store.rows import ERASED

Migration = Callable[[sa.Connection], None]


def tables_of_a_record(connection: sa.Connection) -> None:
    """The first step."""
    blob = "BLOB" if _is_sqlite(connection) else "BYTEA"
    for statement in (
        "CREATE TABLE person (id TEXT PRIMARY KEY, change TEXT NOT NULL)",
        f"""CREATE TABLE key (
            person TEXT PRIMARY KEY REFERENCES person (id), wrapped {blob} NOT NULL)""",
        f"""CREATE TABLE entry (
            person TEXT NOT NULL REFERENCES person (id), id TEXT NOT NULL, kind TEXT NOT NULL,
            day TEXT NOT NULL, edition INTEGER NOT NULL, payload {blob} NOT NULL,
            PRIMARY KEY (person, id))""",
        f"""CREATE TABLE tombstone (
            person TEXT NOT NULL REFERENCES person (id), mark {blob} NOT NULL,
            PRIMARY KEY (person, mark))""",
    ):
        connection.exec_driver_sql(statement)


def state_of_a_record(connection: sa.Connection) -> None:
    """The second step. An erasure that was cut short is marked, and no longer told by a lack."""
    connection.exec_driver_sql("CREATE TABLE state (record TEXT NOT NULL, number INTEGER NOT NULL)")
    connection.execute(
        sa.text("INSERT INTO state (record, number) SELECT :record, count(*) FROM person"),
        {"record": secrets.token_hex(16)},
    )
    connection.execute(
        sa.text("UPDATE person SET change = :erased WHERE id NOT IN (SELECT person FROM key)"),
        {"erased": ERASED},
    )


_OURS: Final = frozenset({"person", "key", "entry", "tombstone", "migration"})

MIGRATIONS: Final[tuple[Migration, ...]] = (tables_of_a_record, state_of_a_record)


def migrate(
    writing: Callable[[], AbstractContextManager[sa.Connection]],
    migrations: Sequence[Migration] = MIGRATIONS,
) -> None:
    """Take the steps that are missing; `writing` gives a transaction for each."""
    for number, step in enumerate(migrations, start=1):
        with writing() as connection:
            if not _is_sqlite(connection):  # two may begin at once; the second finds it done
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION})")
            if version(connection) < number:
                _take(connection, number, step)


def is_current(connection: sa.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether no step is missing. Raises NewerStore if there are more than we know, NotARecord."""
    taken = version(connection)
    if taken > len(migrations):
        raise NewerStore
    return taken == len(migrations)


def version(connection: sa.Connection) -> int:
    """How many steps this database has taken; 0 without tables of ours. Raises NotARecord."""
    tables = sa.inspect(connection).get_table_names()
    if _is_sqlite(connection) and tables:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if application != APPLICATION:
            raise NotARecord
    if _OURS.isdisjoint(tables) and not (_is_sqlite(connection) and tables):
        return 0
    if not _OURS.issubset(tables):
        raise NotARecord
    return int(connection.execute(sa.text("SELECT max(number) FROM migration")).scalar_one())


def _take(connection: sa.Connection, number: int, step: Migration) -> None:
    if number == 1:
        _found(connection)
    step(connection)
    connection.execute(
        sa.text("INSERT INTO migration (number, name) VALUES (:number, :name)"),
        {"number": number, "name": getattr(step, "__name__", "")},
    )


def _found(connection: sa.Connection) -> None:
    if _is_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(
        "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
    )


def _is_sqlite(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"
