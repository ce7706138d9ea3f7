"""A backup: the record as it stands, copied by SQLite itself into one file, and back from it.

The copy is a record like any other, with one more table: when it was made, and the instance key
under a passphrase, if it is to open elsewhere. It is written beside its place and moved there once
it is whole and on the disk; a restore reads a copy of it, and changes the file itself in nothing.
"""

import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Final

import sqlalchemy as sa

from kindward.store import engines, passphrase
from kindward.store.database import Database
from kindward.store.faults import NotABackup, NotARecord
from kindward.store.health import is_whole
from kindward.store.place import PRIVATE_FILE, prepare, sync_folder
from kindward.store.seal import Key
from kindward.store.telling import kindly, told

_MADE: Final = "CREATE TABLE backup (made TEXT NOT NULL, key TEXT NOT NULL)"


def write(engine: sa.Engine, file: Path, made: dt.datetime, key: Key | None, words: str) -> None:
    """Write the record behind this engine to `file`, with its key under `words` if there are any.

    The file is there whole, or as it was before. Raises OSError and what databases raise.
    """
    covered = passphrase.wrap(key, words) if key and words else ""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        with closing(engine.raw_connection()) as source, closing(_alone(part)) as target:
            source.driver_connection.backup(target)  # type: ignore[union-attr]
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("DROP TABLE IF EXISTS backup")
            target.execute(_MADE)
            target.execute("INSERT INTO backup VALUES (?, ?)", (made.isoformat(), covered))
    except sqlite3.Error as error:
        raise told(error) from error
    else:
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(file)
        sync_folder(file.parent)
    finally:
        part.unlink(missing_ok=True)


class Backup:
    """A backup that is being looked into: a copy of it, beside where it may go."""

    def __init__(self, database: Database, part: Path) -> None:
        self._database, self.part = database, part
        with database.reading() as connection:
            self.made, self._covered = _told(connection)

    @property
    def has_key(self) -> bool:
        """Whether it brings its key along, under a passphrase."""
        return bool(self._covered)

    def key(self, words: str) -> Key:
        """The key it brings. Raises WrongPassphrase, SealBroken."""
        return passphrase.unwrap(self._covered, words)

    def rewrap(self, old: Key, new: Key) -> None:
        """Have its people's keys under another instance key. Raises KeyMissing, SealBroken."""
        with self._database.writing() as connection:
            rows = connection.exec_driver_sql("SELECT person, wrapped FROM key").all()
            for person, wrapped in rows:
                key = new.wrap(old.unwrap(wrapped, person), person)
                connection.execute(
                    sa.text("UPDATE key SET wrapped = :wrapped WHERE person = :person"),
                    {"wrapped": key, "person": person},
                )
            connection.exec_driver_sql("DROP TABLE IF EXISTS backup")

    @property
    def database(self) -> Database:
        """What it holds, to be read."""
        return self._database


@contextmanager
def looked_into(file: Path, part: Path) -> Iterator[Backup]:
    """A whole backup in `file`, copied to `part`. Raises NotABackup, NewerStore, OSError."""
    try:
        part.unlink(missing_ok=True)
        _copy(file, part)
        prepare(part)
    except NotARecord:
        part.unlink(missing_ok=True)
        raise NotABackup from None
    database = Database(engines.sqlite(part))
    try:
        with kindly():
            _check(database)
        yield Backup(database, part)
    except NotARecord:
        raise NotABackup from None
    finally:
        database.close()
        part.unlink(missing_ok=True)


def _check(database: Database) -> None:
    with database.reading() as connection:
        if not is_whole(connection):
            raise NotABackup
        if not sa.inspect(connection).has_table("entry"):
            raise NotABackup
    database.open()


def _told(connection: sa.Connection) -> tuple[str, str]:
    if not sa.inspect(connection).has_table("backup"):
        return "", ""
    made, covered = connection.exec_driver_sql("SELECT made, key FROM backup").first() or ("", "")
    return str(made), str(covered)


def _alone(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    copyfile(source, target)
