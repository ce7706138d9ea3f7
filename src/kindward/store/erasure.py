"""Erasing: what has to go beside the rows, and the search that shows that it went.

A deleted row lives on in the log until that is taken back into the file, and in free pages until
these are written over (`secure_delete`) or left out (VACUUM). In PostgreSQL it lives on in the
write-ahead log, in archives and in backups: there the destroyed key is what erases it. What a disk
keeps of blocks that were let go, nobody can see from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from kindward.store.place import search
from kindward.store.rows import Row
from kindward.store.seal import HEAD_BYTES

_TAIL_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, and how far that was seen to be so."""

    entries: int
    """How many there were."""

    files: int
    """Files of the database that were searched from end to end afterwards; 0 for PostgreSQL."""

    bytes: int
    """How much that was."""

    traces: int
    """Sealed remains, which nobody can read, that wait for room or for another reader to go."""


def marks(person: str, wrapped: bytes | None, rows: Iterable[Row]) -> frozenset[bytes]:
    """Bytes by which anything that was kept of a person would be known.

    The head is that of all their payloads, the tail that of one; ids stand right after the person
    in a row and in its index (SQLite file format, 2.1).
    """
    found = {wrapped[-_TAIL_BYTES:]} if wrapped else set()
    for row in rows:
        found |= {
            row.payload[:HEAD_BYTES], row.payload[-_TAIL_BYTES:], f"{person}{row.id}".encode(),
        }  # fmt: skip
    return frozenset(found - {b""})  # of an entry that was lost, the id alone is left


def sweep(engine: sa.Engine, *, whole: bool) -> None:
    """Take SQLite's log back into the file and empty it; if `whole`, write the file anew."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if whole:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()


def proof(file: Path | None, entries: int, sought: frozenset[bytes]) -> Erasure:
    """What a search of the database's files finds. Raises OSError."""
    if file is None:
        return Erasure(entries, 0, 0, 0)
    found = search(file, sought)
    return Erasure(entries, found.files, found.bytes, found.found)
