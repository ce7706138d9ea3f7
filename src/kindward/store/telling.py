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
    StoreBusy,
    StoreFull,
    StoreUnavailable,
)

_FULL_SQLITE: Final = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
)
"""SQLITE_IOERR_WRITE is what a file size limit gives; SHMSIZE, a disk full before it was opened."""

_FULL_POSTGRESQL: Final = "53100"
_BUSY_POSTGRESQL: Final = frozenset({"40001", "40P01", "53300", "55P03", "57014"})
"""Serialization, deadlock, too many connections, lock timeout, statement timeout (appendix A)."""

_NOT_ALLOWED: Final = frozenset({"42501", "3F000"})
"""No right to a schema or a table; or no schema at all to make tables in."""

_NOT_OURS: Final = frozenset({"42P01", "42703", "42804", "42883", "23502", "23514"})
"""No such table, column, type or operator; a column or a rule that we did not make."""

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
        raise StoreUnavailable from error


def told(error: BaseException | None) -> KindwardError:
    """The kind word for what a driver raised."""
    state = getattr(error, "sqlstate", None)
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _FULL_SQLITE or state == _FULL_POSTGRESQL:
        return StoreFull()
    if code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or state in _BUSY_POSTGRESQL:
        return StoreBusy()
    if state in _NOT_ALLOWED:
        return NotAllowed()
    if code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or state in _NOT_OURS:
        return NotARecord()
    if _NO_TLS in str(error):
        return NotEncrypted()
    return StoreUnavailable()
