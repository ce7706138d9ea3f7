"""A damaged SQLite file made anew out of all that can still be read of it."""

from dataclasses import fields
from typing import Final

import sqlalchemy as sa

from kindward.store.faults import KeyBroken
from kindward.store.rows import Row
from kindward.store.salvage import rescued

_KEPT: Final = {"key": ("person", "wrapped"), "tombstone": ("person", "mark")}
_ENTRY: Final = ("person", *(field.name for field in fields(Row)))
_ANEW: Final = "mended"
"""The sign of rows that were made anew, until their next write."""


def rebuilt(damaged: sa.Connection, whole: sa.Connection) -> None:
    """Write every row that is left into empty tables; entries that are lost leave their id there.

    Raises KeyBroken where the key of entries is among what is lost: none of them would open.
    """
    people = [str(person) for person, _ in _rows(damaged, "key")]
    if not people:
        raise KeyBroken
    _put(whole, "person", ("id", "change"), [(person, _ANEW) for person in people])
    for table, columns in _KEPT.items():
        _put(whole, table, columns, [row for row in _rows(damaged, table) if row[0] in people])
    for person in people:
        _put(whole, "entry", _ENTRY, [(person, *row) for row in rescued(damaged, person)])
    whole.exec_driver_sql("UPDATE state SET number = 1")


def _rows(connection: sa.Connection, table: str) -> list[tuple[object, ...]]:
    """As many rows of a table as can be read."""
    found = list[tuple[object, ...]]()
    try:
        for row in connection.exec_driver_sql(
            f"SELECT {', '.join(_KEPT[table])} FROM {table} NOT INDEXED"  # noqa: S608 - our own names
        ):
            found.append(tuple(row))
    except sa.exc.DBAPIError:
        return found  # what was read before a fault stays
    return found


def _put(
    connection: sa.Connection, table: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> None:
    values = f"({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    if rows:
        connection.exec_driver_sql(f"INSERT OR IGNORE INTO {table} {values}", rows)
