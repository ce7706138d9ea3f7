"""The store: what a person keeps, behind one small door. For many threads.

Whatever was acknowledged is on the disk.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import sqlalchemy as sa

from kindward.journal import WISHES, AnyEntry, FaultyRecord, Record, decode
from kindward.store.changes import buried, changed
from kindward.store.engines import reading, writing
from kindward.store.erasure import Erasure, marks, proof, sweep
from kindward.store.faults import SealBroken, StoreFull
from kindward.store.keys import Keys
from kindward.store.letters import Letterbox
from kindward.store.memory import Known, Memory
from kindward.store.migrations import is_current, migrate
from kindward.store.place import reserve
from kindward.store.rows import Row, Rows, is_empty, unfinished
from kindward.store.seal import Key
from kindward.store.telling import kindly, told
from kindward.store.turn import Turn

SELF: Final = "me"
"""The one person of a store on one's own computer."""

_PERSON: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are: the database's own file, if it has one, and the instance key."""

    file: Path | None
    keys: Keys
    is_key_ours: bool
    """Whether the key was made by this store, and goes with the last person; not if handed in."""


class Store:
    """Everyone's entries. `open_store` gives one; close it, or leave it as a context."""

    def __init__(self, engine: sa.Engine, place: Place) -> None:
        self._engine, self._place = engine, place
        self.keys: Final = place.keys
        self._turn = Turn(place.file.with_suffix(".lock")) if place.file else None
        self._memory = Memory()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self) -> None:
        """Take the steps that the tables lack, and finish erasures that were cut short."""
        with self._reading() as connection:
            ready = is_current(connection)
        if not ready:
            migrate(self._writing)
        self.keys.settle()
        with suppress(StoreFull):
            for person in self._unfinished():
                with self._turned():
                    self._clear(person)
        if self._place.file:
            with suppress(OSError):
                reserve(_room(self._place.file))

    def close(self) -> None:
        """Close the database, and forget what was read, and the key."""
        self._memory.forget_all()
        self.keys.forget()
        self._engine.dispose()

    def person(self) -> str:
        """The one person of a local store; nothing of them is kept before their first write."""
        return SELF

    def knows(self, person: str) -> bool:
        """Whether anything is kept of them, be it only the mark of something erased."""
        with self._reading() as connection:
            return Rows(connection, person).change() is not None

    def put(self, person: str, entry: AnyEntry, *, spent: Iterable[str] = ()) -> None:
        """Keep an entry; as for `put_all`."""
        self.put_all(person, (entry,), spent=spent)

    def put_all(
        self, person: str, entries: Iterable[AnyEntry], *, spent: Iterable[str] = ()
    ) -> None:
        """Keep all of these, or none; once this returns, they are on the disk.

        An entry that is kept already is fine, and a later edition takes the place of an earlier.
        Ids that are `spent` went into one of these, and are taken no more than an erased one is.
        Raises Conflict, Erased, SealBroken, journal.FaultyRecord, and what databases raise.
        """
        wanted = tuple(entries)
        if not _PERSON.fullmatch(person):
            raise ValueError("a person's id is letters, digits, - and _")
        if not wanted:
            return
        with self._writing() as connection:
            rows = Rows(connection, person)
            before = rows.touch()
            key = self._key(rows) or self._begin(rows)
            fresh = changed(rows, key, wanted)
            rows.put(fresh, key)
            for id_ in spent:
                rows.bury(key.mark(id_))
            after = rows.change() or ""
        self._memory.keep_more(person, before, after, fresh)

    def record(self, person: str) -> Record:
        """Everything that can be opened, or an empty record; what cannot is told by `broken`."""
        known = self._read(person)
        return known.record if known else Record()

    def broken(self, person: str) -> tuple[str, ...]:
        """The ids of entries that are damaged: none of them is removed or written over."""
        known = self._read(person)
        return known.broken if known else ()

    def get(self, person: str, entry: str) -> AnyEntry | None:
        """The entry under this id, if there is one. Raises SealBroken for a damaged one."""
        with self._reading() as connection:
            rows = Rows(connection, person)
            row, key = rows.some((entry,)).get(entry), self._key(rows)
        return _opened(row, person, key) if row and key else None

    def erased(self, person: str, ids: Iterable[str]) -> frozenset[str]:
        """Which of these ids were erased one by one, and are not taken again."""
        with self._reading() as connection:
            rows = Rows(connection, person)
            key = self._key(rows)
            return buried(rows, key, tuple(ids)) if key else frozenset()

    def letterbox(self, person: str) -> Letterbox | None:
        """Where letters to this person arrive; None before their first write."""
        with self._reading() as connection:
            key = self._key(Rows(connection, person))
        return Letterbox(key) if key else None

    def remove(self, person: str, entry: str) -> None:
        """Erase one entry, so that nothing brings it back; wishes alone may be written anew."""
        with self._turned():
            with self._transaction() as connection:
                rows = Rows(connection, person)
                rows.touch()
                key = self._key(rows)
                if key is None:
                    rows.clear()
                    return
                rows.remove(entry)
                if entry != WISHES:
                    rows.bury(key.mark(entry))
            self._memory.forget(person)
            with suppress(StoreFull):
                self._sweep()

    def erase(self, person: str) -> Erasure:
        """Erase all that is kept of a person: the key first, then the rows, then their traces.

        Once this returns nobody can read any of it, and the person may begin anew. What could not
        be cleared yet, on a full disk or beside another reader, is told by `traces`, and is
        cleared when the store is opened again.
        """
        with self._turned():
            try:
                entries, sought = self._destroy_key(person)
            except StoreFull:
                if self._place.file is None:
                    raise
                _room(self._place.file).unlink(missing_ok=True)
                entries, sought = self._destroy_key(person)
            self.forget(person)
            with suppress(StoreFull):
                self._sweep()
                self._clear(person)
            return proof(self._place.file, entries, sought)

    def forget(self, person: str) -> None:
        """Keep nothing of this person in memory, nor the key."""
        self._memory.forget(person)
        self.keys.forget()

    def _read(self, person: str) -> Known | None:
        with self._reading() as connection:
            rows = Rows(connection, person)
            change = rows.change()
            known = self._memory.get(person, change)
            if known:
                return known
            key = self._key(rows)
            if change is None or key is None:
                return None
            found = rows.all()
        return self._memory.keep(person, _known(change, person, key, found))

    def _key(self, rows: Rows) -> Key | None:
        """The person's key, if they have written anything. Raises KeyMissing or SealBroken."""
        wrapped = rows.wrapped()
        return self.keys.read().unwrap(wrapped, rows.person) if wrapped else None

    def _begin(self, rows: Rows) -> Key:
        """A first key; what an erasure that was cut short has left is cleared before."""
        rows.clear()
        rows.touch()
        key = Key.new()
        rows.keep_key(self.keys.read_or_make().wrap(key, rows.person))
        return key

    def _destroy_key(self, person: str) -> tuple[int, frozenset[bytes]]:
        """How many entries there are, and their marks, once nobody can open them any more."""
        with self._transaction() as connection:
            rows = Rows(connection, person)
            rows.touch()
            found, wrapped = rows.all(), rows.wrapped()
            rows.remove_key()
            is_last = is_empty(connection)
        if is_last and self._place.is_key_ours:
            self.keys.destroy()
        return len(found), marks(person, wrapped, found)

    def _clear(self, person: str) -> None:
        """Remove what was left without a key; if the person has begun anew, it is theirs."""
        with self._transaction() as connection:
            rows = Rows(connection, person)
            rows.touch()
            if rows.wrapped() is None:
                rows.clear()
        self._sweep(whole=True)

    def _unfinished(self) -> list[str]:
        with self._reading() as connection:
            return unfinished(connection)

    def _sweep(self, *, whole: bool = False) -> None:
        if self._place.file is None:
            return
        try:
            sweep(self._engine, whole=whole)
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise told(error) from error

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with kindly(), reading(self._engine) as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._turned(), self._transaction() as connection:
            yield connection

    @contextmanager
    def _turned(self) -> Iterator[None]:
        with kindly(), self._turn.taken() if self._turn else nullcontext():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with kindly(), writing(self._engine) as connection, connection.begin():
            yield connection


def _room(file: Path) -> Path:
    """Room that is set aside, so that a key can be destroyed on a full disk."""
    return file.with_suffix(".room")


def _known(change: str, person: str, key: Key, rows: Iterable[Row]) -> Known:
    entries, broken = list[AnyEntry](), list[str]()
    for row in rows:
        try:
            entries.append(_opened(row, person, key))
        except (SealBroken, FaultyRecord):
            broken.append(row.id)
    return Known(change, Record(entries), tuple(broken))


def _opened(row: Row, person: str, key: Key) -> AnyEntry:
    return decode(row.opened(person, key))
