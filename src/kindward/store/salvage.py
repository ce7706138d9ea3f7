"""Entries of a damaged SQLite file: all that the table, or an index of it, still leads to.

A table is a tree by row number. Where a page of it is damaged, a scan ends there; but each row can
be asked for by its number, and the index of ids tells which numbers there were.
"""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

_WAYS: Final = (
    "entry INDEXED BY sqlite_autoindex_entry_1 ORDER BY person, id",
    "entry INDEXED BY sqlite_autoindex_entry_1 ORDER BY person DESC, id DESC",
    "entry NOT INDEXED ORDER BY rowid",
    "entry NOT INDEXED ORDER BY rowid DESC",
)
"""From both ends: what is damaged in the middle hides nothing behind it."""

_ONE: Final = (
    "SELECT id, kind, day, edition, CAST(payload AS BLOB), person FROM entry NOT INDEXED"
    " WHERE rowid = ?"
)
_MOST: Final = 10_000_000
"""Row numbers that are tried at the most: one that is damaged may be any."""


def rescued(connection: sa.Connection, person: str) -> Iterator[tuple[object, ...]]:
    """The columns of each entry; empty but for the id where only that is known.

    What belongs to nobody may be theirs: the seal of an entry tells.
    """
    known, others = dict(_known(connection)), _people(connection) - {person}
    for number in range(1, max((each for each in known if each <= _MOST), default=0) + 1):
        row = _one(connection, number)
        if row and row[-1] not in others:
            yield row[:-1]
        elif row is None and number in known and known[number][0] not in others:
            yield known[number][1], "", "", 0, b""


def _people(connection: sa.Connection) -> set[str]:
    """Who has a key, as far as that can be read."""
    try:
        return set(connection.exec_driver_sql("SELECT person FROM key NOT INDEXED").scalars())
    except sa.exc.DBAPIError:
        return set()


def _known(connection: sa.Connection) -> Iterator[tuple[int, tuple[str, str]]]:
    """Row numbers, with whose and which entry each is."""
    for way in reversed(_WAYS):  # what an index says of a number counts more
        try:
            for number, person, id_ in connection.exec_driver_sql(
                f"SELECT rowid, person, id FROM {way}"  # noqa: S608 - written above
            ):
                yield number, (str(person), str(id_))
        except sa.exc.DBAPIError:
            continue


def _one(connection: sa.Connection, number: int) -> tuple[object, ...] | None:
    try:
        found = connection.exec_driver_sql(_ONE, (number,)).first()
    except sa.exc.DBAPIError:
        return None
    return tuple(found) if found else None
