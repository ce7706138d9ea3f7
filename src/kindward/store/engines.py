"""The two databases: how each is opened so that what it acknowledges is on the disk.

SQLite: one connection, which serves a process well whose reads are short. `synchronous=FULL` has
every commit of the log (WAL) on the disk before it returns; NORMAL loses commits at a power cut.
`secure_delete` and `temp_store` leave nothing readable behind; they hold for one connection only,
so each gets them. PostgreSQL: a small pool, and patience that ends, there and here (`patience`).
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from kindward.store.database_url import check_connection, guarded
from kindward.store.faults import UnknownDatabase
from kindward.store.place import beside
from kindward.store.turn import PATIENCE_S, PAUSE_S

_SQLITE: Final = (
    f"PRAGMA busy_timeout = {PATIENCE_S * 1000:.0f}",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
)
_WAL: Final = ("PRAGMA journal_mode = WAL",)
_POSTGRESQL: Final = (
    "SET synchronous_commit = on",
    f"SET lock_timeout = {PATIENCE_S * 1000:.0f}",
    f"SET statement_timeout = {PATIENCE_S * 1000:.0f}",
)


Stamp = tuple[tuple[int, int] | None, ...]
"""Which files have the names of a database: device and number of each, None for one not there."""


def stamp(file: Path) -> Stamp:
    """Those of the database in this file, of its log and of the index of that."""
    return tuple(_one(beside(file, ending)) for ending in ("", "-wal", "-shm"))


def _one(file: Path) -> tuple[int, int] | None:
    try:
        told = file.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def copied(file: Path) -> sa.Engine:
    """What stands in this file and its log, in memory: for a disk that cannot be written.

    SQLite reads a log only where it may write an index of it.
    """
    return sqlite(file, partial(_copied, file))


def sqlite(file: Path, connect: Callable[[], Any] | None = None) -> sa.Engine:
    """The database in this file; nothing is opened before it is used. `connect` opens it."""
    engine = sa.create_engine(
        "sqlite://", creator=connect or partial(_connect, file), hide_parameters=True,
        poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=PATIENCE_S,
    )  # fmt: skip
    sa.event.listen(engine, "connect", _tune_sqlite)
    sa.event.listen(engine, "checkin", _leave)
    sa.event.listen(engine, "begin", _begin)
    return engine


def postgresql(url: sa.URL) -> sa.Engine:
    """The database at this address, spoken to by psycopg. Raises UnknownDatabase without that.

    One on another machine is as `database_url` wants it. Raises NotEncrypted.
    """
    try:
        from kindward.store.patience import connect  # noqa: PLC0415 - psycopg may not be here

        engine = sa.create_engine(
            guarded(url).set(drivername="postgresql+psycopg"), hide_parameters=True,
            pool_size=4, max_overflow=4, pool_timeout=PATIENCE_S, pool_pre_ping=True,
        )  # fmt: skip
    except ImportError:
        raise UnknownDatabase from None
    sa.event.listen(engine, "do_connect", lambda _, __, asked, wanted: connect(*asked, **wanted))
    sa.event.listen(engine, "connect", lambda connection, _: check_connection(connection))
    sa.event.listen(engine, "connect", _tune_postgresql)
    return engine


def writing(engine: sa.Engine) -> sa.Connection:
    """A connection whose next transaction writes: SQLite takes the lock for it at the beginning.

    A transaction that began to read could not go on to write once someone else has written.
    """
    return engine.connect().execution_options(begin="BEGIN IMMEDIATE")


def reading(engine: sa.Engine) -> sa.Connection:
    """A connection whose next transaction sees one moment only."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def _begin(connection: sa.Connection) -> None:
    """The driver is told to begin nothing by itself, so that tables change in transactions too."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


class _Link(sqlite3.Connection):
    is_alone = False


def _connect(file: Path) -> _Link:
    """A connection; on a disk too full for the index that is shared with others, one alone."""
    try:
        return _opened(file)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_IOERR_SHMSIZE:
            raise
    link = _opened(file, "PRAGMA locking_mode = EXCLUSIVE")
    link.is_alone = True
    return link


def _opened(file: Path | str, *first: str) -> _Link:
    link = sqlite3.connect(file, isolation_level=None, check_same_thread=False, factory=_Link)
    link.text_factory = _text
    try:
        for statement in (*first, "PRAGMA user_version"):  # a look inside shows if it can be read
            link.execute(statement)
    except sqlite3.Error:
        link.close()
        raise
    return link


def _text(told: bytes) -> str:
    """A text, also one that is damaged."""
    return told.decode("utf-8", "replace")


def _copied(file: Path) -> _Link:
    link = _opened(":memory:")
    log = beside(file, "-wal")
    with TemporaryDirectory(prefix="kindward-") as folder:
        copy = Path(folder) / file.name
        for each in (file, log) if log.exists() else (file,):
            copyfile(each, Path(folder) / each.name)
        with closing(_opened(copy)) as source:
            source.backup(link)
    return link


def _tune_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    _run(connection, _SQLITE)
    _change_to_wal(connection)


def _change_to_wal(connection: DBAPIConnection) -> None:
    """A log written ahead; asked for again until our patience ends.

    Of those who change a new file at once SQLite refuses some without waiting, whatever its
    busy_timeout is. Raises OperationalError.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return _run(connection, _WAL)
        except sqlite3.OperationalError as refusal:
            is_busy = refusal.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(PAUSE_S)


def _leave(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Whoever had to be alone leaves at once, and shares again when there is room."""
    if is_alone(connection):
        entry.invalidate()


def is_alone(connection: DBAPIConnection) -> bool:
    """Whether this connection keeps everyone else out."""
    return isinstance(connection, _Link) and connection.is_alone


def _tune_postgresql(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    _run(connection, _POSTGRESQL)
    connection.commit()


def _run(connection: DBAPIConnection, statements: Sequence[str]) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()
