"""What a write changes: each entry held against what stands under its id, and for its day."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from kindward.journal import MOST_EDITION, AnyEntry, Evening, FaultyRecord, decode, encode
from kindward.store.faults import Conflict, Erased, SealBroken
from kindward.store.rows import Rows
from kindward.store.seal import Key


def changed(rows: Rows, key: Key, entries: Sequence[AnyEntry]) -> list[AnyEntry]:
    """Those of these entries that have to be written for all of them to be kept.

    A day has one evening: another one for it is a Conflict with the one that is kept.
    Raises Conflict, Erased, SealBroken (what is damaged is never written over), FaultyRecord.
    """
    if buried(rows, key, [entry.id for entry in entries]):
        raise Erased
    here = rows.some([entry.id for entry in entries])
    kept = {id_: decode(row.opened(rows.person, key)) for id_, row in here.items()}
    fresh: dict[str, AnyEntry] = {}
    for entry in entries:
        known = fresh.get(entry.id) or kept.get(entry.id)
        if known is None or _follows(known, entry):
            fresh[entry.id] = decode(encode(entry))  # as it will be read
        elif known.edition > entry.edition or encode(known) != encode(entry):
            raise Conflict(known)
    _check_evenings(rows, key, _new_evenings(kept, fresh.values()))
    return list(fresh.values())


def buried(rows: Rows, key: Key, ids: Sequence[str]) -> frozenset[str]:
    """Which of these ids were erased."""
    marks = {key.mark(id_): id_ for id_ in ids}
    return frozenset(marks[mark] for mark in rows.buried(marks))


def _follows(known: AnyEntry, entry: AnyEntry) -> bool:
    """Whether it takes the place of what is known; of two in the last edition, the later does."""
    if known.edition == entry.edition == MOST_EDITION:
        return encode(known) != encode(entry)
    return known.edition < entry.edition


def _new_evenings(kept: Mapping[str, AnyEntry], fresh: Collection[AnyEntry]) -> list[Evening]:
    """Evenings for a day that they were not for before."""
    evenings = [entry for entry in fresh if isinstance(entry, Evening)]
    known = {entry.id: entry.of for entry in kept.values() if isinstance(entry, Evening)}
    return [evening for evening in evenings if known.get(evening.id) != evening.of]


def _check_evenings(rows: Rows, key: Key, evenings: Sequence[Evening]) -> None:
    """Raises Conflict where a day would have two."""
    days: dict[str, Evening] = {}
    for row in rows.evenings([evening.of.isoformat() for evening in evenings]):
        with suppress(SealBroken, FaultyRecord):
            kept = decode(row.opened(rows.person, key))
            if isinstance(kept, Evening):
                days[row.day] = kept
    for evening in evenings:
        other = days.setdefault(evening.of.isoformat(), evening)
        if other.id != evening.id:
            raise Conflict(other)
