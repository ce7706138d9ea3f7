"""The kind word for what a database or a disk says."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from kindward.errors import KindwardError
from kindward.store.faults import (
    NotAllowed,
    NotARecord,
    NotEncrypted,
    Replaced,
    StoreBusy,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)

_SQLITE: Final[dict[int, type[KindwardError]]] = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_IOERR_WRITE: StoreFull,  # what a file size limit gives
    sqlite3.SQLITE_IOERR_SHMSIZE: StoreFull,  # a disk that was full before it was opened
    sqlite3.SQLITE_READONLY_DBMOVED: Replaced,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_CORRUPT: NotARecord,
    sqlite3.SQLITE_NOTADB: NotARecord,
}
"""By the extended result code, or else by the primary one in its last byte (SQLite, rescode)."""

_POSTGRESQL: Final[dict[str, type[KindwardError]]] = {
    "53100": StoreFull,
    # Serialization, deadlock, too many connections, lock timeout, statement timeout
    **dict.fromkeys(("40001", "40P01", "53300", "55P03", "57014"), StoreBusy),
    # No right to a schema or a table; or no schema at all to make tables in
    **dict.fromkeys(("42501", "3F000"), NotAllowed),
    # No such table, column, type or operator; a column or a rule that we did not make
    **dict.fromkeys(("42P01", "42703", "42804", "42883", "23502", "23514"), NotARecord),
}
"""By SQLSTATE (PostgreSQL 15, appendix A)."""

_NO_TLS: Final = "server does not support SSL"
"""What libpq says of it (fe-connect.c): it has no number."""

_SHORT_OF_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_OF_OURS: Final = (sa.exc.ProgrammingError, sa.exc.IntegrityError)
"""Statements that are wrong: by us, unless the database says that it is another than ours."""


@contextmanager
def kindly() -> Iterator[None]:
    """Turns what databases and disks say into our words; a fault of ours passes as it is."""
    try:
        yield
    except sa.exc.TimeoutError as error:
        raise StoreBusy from error
    except sa.exc.DBAPIError as error:
        found = told(error.orig)
        if isinstance(error, _OF_OURS) and type(found) is StoreUnavailable:
            raise
        raise found from error
    except OSError as error:
        if error.errno in _SHORT_OF_ROOM:
            raise StoreFull from error
        if error.errno == errno.EROFS:
            raise StoreReadOnly from error
        raise StoreUnavailable from error


def told(error: BaseException | None) -> KindwardError:
    """The kind word for what a driver raised."""
    state = getattr(error, "sqlstate", None) or ""
    code = getattr(error, "sqlite_errorcode", 0)
    found = _SQLITE.get(code) or _SQLITE.get(code & 0xFF) or _POSTGRESQL.get(state)
    if found is None and _NO_TLS in str(error):
        return NotEncrypted()
    return found() if found else StoreUnavailable()
