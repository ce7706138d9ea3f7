"""What a write changes: each entry held against what is kept in its place."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from kindward.journal import (
    MOST_EDITION,
    AnyEntry,
    Evening,
    FaultyRecord,
    Places,
    Rule,
    decode,
    encode,
)
from kindward.store.faults import Conflict, Erased, SealBroken
from kindward.store.rows import Rows
from kindward.store.seal import Key


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write comes to."""

    fresh: tuple[AnyEntry, ...]
    """To be written."""

    spent: frozenset[str]
    """Ids whose entries went into others: they are taken no more than an erased one is."""


def changes(rows: Rows, key: Key, entries: Sequence[AnyEntry], rule: Rule) -> Changes:
    """What has to be written for all of these entries to be kept as the rule says.

    Raises Conflict with what is in the way of one, Erased, SealBroken (what is damaged is never
    written over), FaultyRecord, and what the rule raises.
    """
    if buried(rows, key, [entry.id for entry in entries]):
        raise Erased
    places, fresh, spent = _places(rows, key, entries), dict[str, AnyEntry](), set[str]()
    for told in entries:
        entry = rule(places.kept(told), told)
        if entry is None:
            continue
        if entry.id != told.id:
            spent.add(told.id)
        if _is_news(places.kept(entry), entry):
            fresh[entry.id] = decode(encode(entry))  # as it will be read
            places.take(fresh[entry.id])
    return Changes(tuple(fresh.values()), frozenset(spent))


def buried(rows: Rows, key: Key, ids: Sequence[str]) -> frozenset[str]:
    """Which of these ids were erased."""
    marks = {key.mark(id_): id_ for id_ in ids}
    return frozenset(marks[mark] for mark in rows.buried(marks))


def _places(rows: Rows, key: Key, entries: Sequence[AnyEntry]) -> Places:
    """What is kept under the ids of these entries and, of evenings, for their days."""
    here = rows.some([entry.id for entry in entries])
    places = Places(decode(row.opened(rows.person, key)) for row in here.values())
    days = {entry.of.isoformat() for entry in entries if isinstance(entry, Evening)}
    for row in rows.evenings(days):
        with suppress(SealBroken, FaultyRecord):
            places.take(decode(row.opened(rows.person, key)))
    return places


def _is_news(known: AnyEntry | None, entry: AnyEntry) -> bool:
    """Whether it has to be written; of two in the last edition, the later one. Raises Conflict."""
    if known is None:
        return True
    if known.id != entry.id or known.edition > entry.edition:
        raise Conflict(known)
    if known.edition < entry.edition:
        return True
    if encode(known) == encode(entry):
        return False
    if entry.edition < MOST_EDITION:
        raise Conflict(known)
    return True
