"""What a write changes: each entry held against what stands under its id."""

from collections.abc import Sequence

from kindward.journal import AnyEntry, decode, encode
from kindward.store.faults import Conflict, Erased
from kindward.store.rows import Rows
from kindward.store.seal import Key


def changed(rows: Rows, key: Key, entries: Sequence[AnyEntry]) -> list[AnyEntry]:
    """Those of these entries that have to be written for all of them to be kept.

    Raises Conflict, Erased, SealBroken (what is damaged is never written over), FaultyRecord.
    """
    if buried(rows, key, [entry.id for entry in entries]):
        raise Erased
    here = rows.some([entry.id for entry in entries])
    kept = {id_: decode(row.opened(rows.person, key)) for id_, row in here.items()}
    fresh: dict[str, AnyEntry] = {}
    for entry in entries:
        known = fresh.get(entry.id) or kept.get(entry.id)
        if known is None or known.edition < entry.edition:
            fresh[entry.id] = decode(encode(entry))  # as it will be read
        elif known.edition > entry.edition or encode(known) != encode(entry):
            raise Conflict(known)
    return list(fresh.values())


def buried(rows: Rows, key: Key, ids: Sequence[str]) -> frozenset[str]:
    """Which of these ids were erased."""
    marks = {key.mark(id_): id_ for id_ in ids}
    return frozenset(marks[mark] for mark in rows.buried(marks))
