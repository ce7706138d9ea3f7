"""One database: its transactions, and what was found when it was opened.

A file may be moved, replaced or lose its log while it is open; what is written then goes to a file
that nobody finds again. So each transaction holds the names of the files against those that were
opened, and a write does so once more before it is acknowledged.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection

from kindward.store import engines
from kindward.store.defects import Defect, DefectKind
from kindward.store.erasure import sweep
from kindward.store.faults import KeyBroken, Replaced, StoreReadOnly, Unsettled
from kindward.store.health import health
from kindward.store.mending import rebuilt
from kindward.store.migrations import is_current, migrate
from kindward.store.place import LOCK, PART, ROOM, beside, make_folder, prepare, reserve
from kindward.store.replacing import replaced, set_aside
from kindward.store.seen import Seen
from kindward.store.state import compared, count, to_note
from kindward.store.telling import kindly, told
from kindward.store.turn import Turn


class Database:
    """Transactions on a SQLite file or a PostgreSQL database. For many threads."""

    def __init__(self, engine: sa.Engine) -> None:
        """The database behind this engine, with nothing to be said of its place."""
        self.engine: Final = engine
        self.file: Path | None = None
        """The file that it is kept in, if it is one."""

        self.defects: tuple[Defect, ...] = ()
        """What was amiss when it was opened, and has not been settled since."""

    def open(self) -> None:
        """Take the steps that the tables lack."""
        with self.reading() as connection:
            ready = is_current(connection)
        if not ready:
            migrate(self.writing)

    def close(self) -> None:
        """Close it."""
        self.engine.dispose()

    def settle(self) -> None:
        """Go on with what is here."""

    def renew(self) -> None:
        """As `settle`; where nothing could be opened any more, with nothing in it."""

    def let_go(self) -> None:
        """Nothing is kept here any more."""

    def reserve(self) -> None:
        """Set room aside for a disk that will be full one day."""

    def give_room(self) -> None:
        """Let go of what was set aside."""

    def check_settled(self) -> None:
        """Raises Unsettled where something has to be decided before anything new is written."""
        if not all(defect.is_settled for defect in self.defects):
            raise Unsettled(self.defects)

    def sweep(self, *, whole: bool = False) -> None:
        """Leave nothing of what was removed; as erasure.sweep."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one moment. It is taken back: a damaged file may not commit."""
        with (
            kindly(),
            engines.reading(self.engine) as connection,
            closing(connection.begin()),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that changes something, in one's turn; on the disk once it was left."""
        with self.turned(), self.transaction() as connection:
            yield connection

    @contextmanager
    def turned(self) -> Iterator[None]:
        """The turn to write."""
        with kindly():
            yield

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A transaction that changes something; whoever asks has the turn."""
        with kindly(), engines.writing(self.engine) as connection, connection.begin():
            yield connection


class SQLite(Database):
    """A file with its log, the turn to write, and what was last seen of it."""

    def __init__(
        self, engine: sa.Engine, file: Path, seen: Seen, key: Path | None, *, is_read_only: bool
    ) -> None:
        """Nothing is opened yet. `key` is the instance key where it is of our own making.

        If `is_read_only`, the engine holds a copy, and nothing is written.
        """
        super().__init__(engine)
        self.file: Path = file
        self.is_read_only: Final = is_read_only
        self._seen, self._key = seen, key
        self._turn = Turn(beside(file, LOCK))
        self._opened: engines.Stamp = ()
        sa.event.listen(self.engine, "connect", self._remember)

    def open(self) -> None:
        """Find what is amiss, before anything is written; then take the steps that are missing."""
        writing = self.transaction if self.is_read_only else self.writing
        damage = health(self.reading, writing)
        if Defect(DefectKind.DAMAGED) in damage:
            self.defects = damage  # any page of it may be the damaged one
            return
        with self.reading() as connection:
            lack = compared(connection, self._seen, self._key)
        self.defects = (*damage, *lack)
        with self.reading() as connection:
            ready = is_current(connection)
        if not ready:
            migrate(writing)
        if not lack:
            self._note()

    def settle(self) -> None:
        """Go on with what is here, and take it for all that was kept.

        A damaged file is made anew out of what can be read of it, and is set aside. Raises
        KeyBroken where nothing could be opened any more, and what databases raise.
        """
        if Defect(DefectKind.DAMAGED) in self.defects:
            self.take(self._made_anew())
        else:
            self._accept()

    def renew(self) -> None:
        """Make a damaged file anew, empty where nothing of it could be opened any more."""
        self.take(self._made_anew(may_be_empty=True))

    def take(self, part: Path) -> Path:
        """Put another record in the place of this one; where this one is set aside is returned.

        Raises StoreBusy where another program has it open, StoreReadOnly, StoreUnavailable.
        """
        with self.turned():
            self.engine.dispose()
            self._opened = ()
            aside = replaced(self.file, part)
        self.open()
        self._accept()
        return aside

    def let_go(self) -> None:
        """Nothing is kept here any more: whatever becomes of the file, nothing is missing."""
        for each in set_aside(self.file):
            each.unlink(missing_ok=True)
        self._note()
        self.defects = ()

    def sweep(self, *, whole: bool = False) -> None:
        """Take the log back into the file; if `whole`, write that anew."""
        with kindly():
            try:
                sweep(self.engine, whole=whole)
            except self.engine.dialect.loaded_dbapi.Error as error:
                raise told(error) from error

    def reserve(self) -> None:
        """Set room aside for a disk that will be full one day, if there is any."""
        with suppress(OSError):
            reserve(beside(self.file, ROOM))

    def give_room(self) -> None:
        """Let go of what was set aside."""
        beside(self.file, ROOM).unlink(missing_ok=True)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one moment of the file that has the name."""
        self._look()
        with super().reading() as connection:
            yield connection

    @contextmanager
    def turned(self) -> Iterator[None]:
        """The turn to write, here and in every other process. Raises StoreReadOnly."""
        if self.is_read_only:
            raise StoreReadOnly
        self._look()
        with kindly(), self._turn.taken():
            yield

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A transaction that changes something. Raises Replaced if that went to a file now gone."""
        with super().transaction() as connection:
            yield connection
            now = count(connection)
        if self._is_elsewhere():
            raise Replaced
        if now and not self.defects:
            self._seen.write(now)

    def _look(self) -> None:
        """Where another file has the name by now, that one is opened, as at the beginning."""
        if self._is_elsewhere():
            self.engine.dispose()
            self._opened = ()
            with kindly():
                make_folder(self.file.parent)
                prepare(self.file)
            self.open()

    def _made_anew(self, *, may_be_empty: bool = False) -> Path:
        """A whole file beside this one, with all that can be read of it. Raises KeyBroken."""
        part = beside(self.file, PART)
        with kindly():
            part.unlink(missing_ok=True)
            prepare(part)
        whole = Database(engines.sqlite(part))
        try:
            whole.open()
            with (
                suppress(KeyBroken) if may_be_empty else nullcontext(),
                self.reading() as damaged,
                whole.writing() as connection,
            ):
                rebuilt(damaged, connection)
        finally:
            whole.close()
        return part

    def _accept(self) -> None:
        with self.turned():
            self._note()
        self.defects = ()

    def _note(self) -> None:
        with self.reading() as connection:
            self._seen.write(to_note(connection))

    def _remember(self, link: DBAPIConnection, _: object) -> None:
        """Whoever has to be alone, or reads a copy, shares no name with anybody."""
        is_shared = not (self.is_read_only or engines.is_alone(link))
        self._opened = engines.stamp(self.file) if is_shared else ()

    def _is_elsewhere(self) -> bool:
        return bool(self._opened) and engines.stamp(self.file) != self._opened
