"""Rows become entries again, with the key of their person."""

from collections.abc import Iterable
from dataclasses import asdict

from kindward.journal import AnyEntry, FaultyRecord, Record, Sealed, decode
from kindward.store.faults import SealBroken
from kindward.store.memory import Known
from kindward.store.rows import Row
from kindward.store.seal import Key


def known_of(change: str, person: str, key: Key, rows: Iterable[Row]) -> Known:
    """The record that these rows hold; what cannot be opened comes along as it is sealed."""
    entries, sealed = list[AnyEntry](), list[Sealed]()
    for row in rows:
        try:
            entries.append(opened(row, person, key))
        except (SealBroken, FaultyRecord):
            sealed.append(Sealed(**asdict(row)))
    return Known(change, Record(entries, sealed))


def opened(row: Row, person: str, key: Key) -> AnyEntry:
    """The entry in a row. Raises SealBroken, journal.FaultyRecord."""
    return decode(row.opened(person, key))
