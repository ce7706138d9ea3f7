"""The kind word for what a database or a disk says."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from kindward.errors import KindwardError
from kindward.store.faults import (
    NotARecord,
    Replaced,
    StoreBusy,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)

_FULL_SQLITE: Final = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
)
"""SQLITE_IOERR_WRITE is what a file size limit gives; SHMSIZE, a disk full before it was opened."""

_FULL_POSTGRESQL: Final = "53100"
_BUSY_POSTGRESQL: Final = frozenset({"40001", "40P01", "53300", "55P03", "57014"})
"""Serialization, deadlock, too many connections, lock timeout, statement timeout (appendix A)."""

_SHORT_OF_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def kindly() -> Iterator[None]:
    """Turns what databases and disks say into our words; a fault of ours passes as it is."""
    try:
        yield
    except sa.exc.TimeoutError as error:
        raise StoreBusy from error
    except (sa.exc.ProgrammingError, sa.exc.IntegrityError):
        raise
    except sa.exc.DBAPIError as error:
        raise told(error.orig) from error
    except OSError as error:
        if error.errno in _SHORT_OF_ROOM:
            raise StoreFull from error
        if error.errno == errno.EROFS:
            raise StoreReadOnly from error
        raise StoreUnavailable from error


def told(error: BaseException | None) -> KindwardError:
    """The kind word for what a driver raised."""
    state = getattr(error, "sqlstate", None)
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _FULL_SQLITE or state == _FULL_POSTGRESQL:
        return StoreFull()
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return Replaced()
    if code & 0xFF == sqlite3.SQLITE_READONLY:
        return StoreReadOnly()
    if code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or state in _BUSY_POSTGRESQL:
        return StoreBusy()
    if code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return NotARecord()
    return StoreUnavailable()
