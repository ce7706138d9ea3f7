"""Whether a SQLite file is whole, and mending the part of it that can be made anew."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

import sqlalchemy as sa

from kindward.store.defects import Defect, DefectKind
from kindward.store.faults import NotARecord, StoreFull

_NOT_WHOLE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_STRAYS: Final = sa.text("SELECT count(*) FROM pragma_foreign_key_check")

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class _StillDamaged(Exception):
    """Takes a transaction back that did not mend anything."""


def health(reading: Transaction, writing: Transaction) -> tuple[Defect, ...]:
    """What is amiss with the file, once indexes that were damaged have been made anew.

    An index says again what its table says; so it can be made from it, in one transaction.
    """
    with reading() as connection:
        if is_whole(connection):
            return ()
    try:
        with writing() as connection:
            connection.exec_driver_sql("REINDEX")
            _check(connection)
    except (NotARecord, StoreFull, sa.exc.IntegrityError, _StillDamaged):
        return (Defect(DefectKind.DAMAGED),)
    return (Defect(DefectKind.MENDED),)


def _check(connection: sa.Connection) -> None:
    if not is_whole(connection):
        raise _StillDamaged


def is_whole(connection: sa.Connection) -> bool:
    """Whether every page is where it belongs, indexes say what tables say, and rows have owners."""
    try:
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
        strays = connection.execute(_STRAYS).scalar_one()
    except sa.exc.DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _NOT_WHOLE:
            return False
        raise
    return said == ["ok"] and not strays
