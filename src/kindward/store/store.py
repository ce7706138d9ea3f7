"""The store: what a person keeps, behind one small door. For many threads.

Whatever was acknowledged is on the disk.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from kindward.journal import WISHES, AnyEntry, Record, Rule, as_told
from kindward.store import backup
from kindward.store.changes import buried, changes
from kindward.store.database import Database, SQLite
from kindward.store.defects import Defect, DefectKind
from kindward.store.erasure import Erasure, marks, proof
from kindward.store.faults import KeyBroken, NoBackup, StoreFull, StoreReadOnly
from kindward.store.keys import Keys
from kindward.store.letters import Letterbox
from kindward.store.memory import Known, Memory
from kindward.store.place import PART, beside
from kindward.store.reading import known_of, opened
from kindward.store.restoring import Restoring
from kindward.store.rows import ERASED, Rows, is_empty, unfinished
from kindward.store.seal import Key

SELF: Final = "me"
"""The one person of a store on one's own computer."""

_PERSON: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class Store:
    """Everyone's entries. `open_store` gives one; close it, or leave it as a context."""

    def __init__(self, database: Database, keys: Keys, *, is_key_ours: bool) -> None:
        """`is_key_ours` says that this store makes the key, and takes it away with the last person.

        A key that was handed in stays.
        """
        self._database, self._is_key_ours = database, is_key_ours
        self.keys: Final = keys
        self._memory = Memory()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self) -> None:
        """Find what is amiss, take the steps that the tables lack, finish erasures cut short."""
        self._database.open()
        if self.defects:
            return
        self.keys.settle()
        with suppress(StoreFull, StoreReadOnly):
            for person in self._unfinished():
                with self._database.turned():
                    self._clear(person)
        self._database.reserve()

    def close(self) -> None:
        """Close the database, and forget what was read, and the key."""
        self._memory.forget_all()
        self.keys.forget()
        self._database.close()

    @property
    def defects(self) -> tuple[Defect, ...]:
        """What was amiss when the record was opened, and was not settled since."""
        return self._database.defects

    def backup(self, file: Path, made: dt.datetime, words: str = "") -> None:
        """Write all of it to a file, as it is kept, and its key under `words` if there are any.

        Raises NoBackup for PostgreSQL, KeyMissing where words are given without a key, OSError.
        """
        if self._database.file is None:
            raise NoBackup
        key = self.keys.read() if words else None
        backup.write(self._database.engine, file, made, key, words)

    @contextmanager
    def restoring(self, file: Path) -> Iterator[Restoring]:
        """A backup, looked into, that may take the place of what is here.

        Raises NoBackup for PostgreSQL, NotABackup, NewerStore, StoreReadOnly, OSError.
        """
        database = self._database
        if not isinstance(database, SQLite):
            raise NoBackup
        if database.is_read_only:
            raise StoreReadOnly
        with backup.looked_into(file, beside(database.file, PART)) as found:
            yield Restoring(found, database, self.keys)

    def settle(self) -> None:
        """Go on with what is here, whatever was found. Raises what databases raise."""
        self._database.settle()

    def person(self) -> str:
        """The one person of a local store; nothing of them is kept before their first write."""
        return SELF

    def knows(self, person: str) -> bool:
        """Whether anything is kept of them, be it only the mark of something erased."""
        with self._database.reading() as connection:
            return Rows(connection, person).change() is not None

    def life(self, person: str) -> bytes:
        """What tells what is kept of them from what they begin after an erasure; empty for none."""
        with self._database.reading() as connection:
            return Rows(connection, person).wrapped() or b""

    def put(self, person: str, entry: AnyEntry, rule: Rule = as_told) -> tuple[AnyEntry, ...]:
        """Keep an entry; as for `put_all`."""
        return self.put_all(person, (entry,), rule)

    def put_all(
        self, person: str, entries: Iterable[AnyEntry], rule: Rule = as_told
    ) -> tuple[AnyEntry, ...]:
        """Keep all of these, or none; once this returns, they are on the disk.

        The rule is asked of each inside the write: what is to be kept of it and of what is kept in
        its place. An entry that is kept already is fine, and a later edition takes the place of an
        earlier. An id whose entry went into another is taken no more than an erased one is.
        Returns what was not kept before. Raises Conflict, Erased, SealBroken, Unsettled,
        journal.FaultyRecord, and what the rule and databases raise.
        """
        wanted = tuple(entries)
        if not _PERSON.fullmatch(person):
            raise ValueError("a person's id is letters, digits, - and _")
        if not wanted:
            return ()
        with self._database.writing() as connection:
            self._database.check_settled()
            rows = Rows(connection, person)
            before = rows.lock()
            key = self._key(rows) or self._begin(rows)
            found = changes(rows, key, wanted, rule)
            rows.put(found.fresh, key)
            for id_ in found.spent:
                rows.bury(key.mark(id_))
            after = rows.touch()
        self._memory.keep_more(person, before, after, found.fresh)
        return found.fresh

    def record(self, person: str) -> Record:
        """Everything that is kept; entries that cannot be opened come along as they are sealed."""
        known = self._read(person)
        return known.record if known else Record()

    def broken(self, person: str) -> tuple[str, ...]:
        """The ids of entries that are damaged: none of them is removed or written over."""
        return tuple(entry.id for entry in self.record(person).sealed)

    def get(self, person: str, entry: str) -> AnyEntry | None:
        """The entry under this id, if there is one. Raises SealBroken for a damaged one."""
        with self._database.reading() as connection:
            rows = Rows(connection, person)
            row, key = rows.some((entry,)).get(entry), self._key(rows)
        return opened(row, person, key) if row and key else None

    def erased(self, person: str, ids: Iterable[str]) -> frozenset[str]:
        """Which of these ids were erased one by one, and are not taken again."""
        with self._database.reading() as connection:
            rows = Rows(connection, person)
            key = self._key(rows)
            return buried(rows, key, tuple(ids)) if key else frozenset()

    def letterbox(self, person: str) -> Letterbox | None:
        """Where letters to this person arrive; None before their first write."""
        with self._database.reading() as connection:
            key = self._key(Rows(connection, person))
        return Letterbox(key) if key else None

    def remove(self, person: str, entry: str) -> None:
        """Erase one entry, so that nothing brings it back; wishes alone may be written anew."""
        with self._database.turned():
            with self._database.transaction() as connection:
                self._database.check_settled()
                rows = Rows(connection, person)
                rows.lock()
                key = self._key(rows)
                if key is None:
                    rows.clear()
                    return
                rows.touch()
                rows.remove(entry)
                if entry != WISHES:
                    rows.bury(key.mark(entry))
            self._memory.forget(person)
            with suppress(StoreFull):
                self._database.sweep()

    def erase(self, person: str) -> Erasure:
        """Erase all that is kept of a person: the key first, then the rows, then their traces.

        Once this returns nobody can read any of it, and the person may begin anew. What could not
        be cleared yet, on a full disk or beside another reader, is told by `traces`, and is
        cleared when the store is opened again. Whatever was found amiss is no hindrance, and is
        settled by it. Raises StoreBusy for a damaged file that another program has open.
        """
        if self._is_damaged:
            self._database.renew()
        with self._database.turned():
            try:
                entries, sought = self._destroy_key(person)
            except StoreFull:
                self._database.give_room()
                entries, sought = self._destroy_key(person)
            self.forget(person)
            with suppress(StoreFull):
                self._database.sweep()
                self._clear(person)
            return proof(self._database.file, entries, sought)

    def forget(self, person: str) -> None:
        """Keep nothing of this person in memory, nor the key."""
        self._memory.forget(person)
        self.keys.forget()

    def _read(self, person: str) -> Known | None:
        with self._database.reading() as connection:
            rows = Rows(connection, person)
            change = rows.change()
            known = self._memory.get(person, change)
            if known:
                return known
            key = self._key(rows)
            if change is None or key is None:
                return None
            found = rows.rescued() if self._is_damaged else rows.all()
        return self._memory.keep(person, known_of(change, person, key, found))

    def _key(self, rows: Rows) -> Key | None:
        """The person's key, if they have written anything. Raises KeyMissing or SealBroken.

        One that is not there is no sign that nothing is: only an erasure takes it away.
        """
        wrapped = rows.wrapped()
        if wrapped:
            return self.keys.read().unwrap(wrapped, rows.person)
        if rows.change() in {None, "", ERASED}:
            return None
        raise KeyBroken

    def _begin(self, rows: Rows) -> Key:
        """A first key; what an erasure that was cut short has left is cleared before."""
        rows.clear()
        rows.lock()
        key = Key.new()
        rows.keep_key(self.keys.read_or_make().wrap(key, rows.person))
        return key

    def _destroy_key(self, person: str) -> tuple[int, frozenset[bytes]]:
        """How many entries there are, and their marks, once nobody can open them any more."""
        with self._database.transaction() as connection:
            rows = Rows(connection, person)
            rows.lock()
            found, wrapped = rows.all(), rows.wrapped()
            rows.remove_key()
            rows.touch(ERASED)
            is_last = is_empty(connection)
        if is_last and self._is_key_ours:
            self.keys.destroy()
        return len(found), marks(person, wrapped, found)

    def _clear(self, person: str) -> None:
        """Remove what was left without a key; if the person has begun anew, it is theirs."""
        with self._database.transaction() as connection:
            rows = Rows(connection, person)
            if rows.lock() == ERASED:
                rows.clear()
            is_last = is_empty(connection)
        self._database.sweep(whole=True)
        if is_last:
            self._database.let_go()

    @property
    def _is_damaged(self) -> bool:
        return any(defect.kind is DefectKind.DAMAGED for defect in self.defects)

    def _unfinished(self) -> list[str]:
        with self._database.reading() as connection:
            return unfinished(connection)
