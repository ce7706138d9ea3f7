"""One person's rows in one open transaction: read as they stand, opened, and written.

All SQL over entries stands here. It is the same for SQLite and PostgreSQL.
"""

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Final, TypeVar

import sqlalchemy as sa

from kindward.journal import AnyEntry, encode
from kindward.store.salvage import rescued
from kindward.store.seal import Key, identity

T = TypeVar("T")

_AT_ONCE: Final = 500
"""Ids in one question: SQLite before 3.32 answers no more than 999."""

_LOCK: Final = sa.text(
    "INSERT INTO person (id, change) VALUES (:person, '')"
    " ON CONFLICT (id) DO UPDATE SET id = excluded.id"
)
_TOUCH: Final = sa.text("UPDATE person SET change = :change WHERE id = :person")
ERASED: Final = "erased"
"""The sign of a person whose key was destroyed, and whose rows are still to go."""

_CHANGE: Final = sa.text("SELECT change FROM person WHERE id = :person")
_WRAPPED: Final = sa.text("SELECT wrapped FROM key WHERE person = :person")
_KEEP_KEY: Final = sa.text("INSERT INTO key (person, wrapped) VALUES (:person, :wrapped)")
_ALL: Final = sa.text(
    "SELECT id, kind, day, edition, payload FROM entry WHERE person = :person ORDER BY day, id"
)
_ALL_SQLITE: Final = sa.text(
    "SELECT id, kind, day, edition, CAST(payload AS BLOB) FROM entry NOT INDEXED"
    " WHERE person = :person ORDER BY day, id"
)
"""The table itself is read: an index that is damaged would hide what it does not tell of."""

_SOME: Final = sa.text(
    "SELECT id, kind, day, edition, payload FROM entry WHERE person = :person AND id IN :ids"
).bindparams(sa.bindparam("ids", expanding=True))
_EVENINGS: Final = sa.text(
    "SELECT id, kind, day, edition, payload FROM entry"
    " WHERE person = :person AND kind = :kind AND day IN :days"
).bindparams(sa.bindparam("days", expanding=True))
_MARKS: Final = sa.text(
    "SELECT mark FROM tombstone WHERE person = :person AND mark IN :marks"
).bindparams(sa.bindparam("marks", expanding=True))
_PUT: Final = sa.text(
    "INSERT INTO entry (person, id, kind, day, edition, payload)"
    " VALUES (:person, :id, :kind, :day, :edition, :payload)"
    " ON CONFLICT (person, id) DO UPDATE SET kind = excluded.kind, day = excluded.day,"
    " edition = excluded.edition, payload = excluded.payload"
)
_REMOVE: Final = sa.text("DELETE FROM entry WHERE person = :person AND id = :id")
_BURY: Final = sa.text(
    "INSERT INTO tombstone (person, mark) VALUES (:person, :mark) ON CONFLICT DO NOTHING"
)
_CLEAR: Final = tuple(
    sa.text(f"DELETE FROM {table} WHERE {column} = :person")  # noqa: S608 - names of our own
    for table, column in (
        ("key", "person"), ("entry", "person"), ("tombstone", "person"), ("person", "id"),
    )
)  # fmt: skip
_UNFINISHED: Final = sa.text(
    "SELECT id FROM person WHERE change = :erased AND id NOT IN (SELECT person FROM key)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is kept."""

    id: str
    kind: str
    day: str
    edition: int
    payload: bytes

    @classmethod
    def of(cls, person: str, entry: AnyEntry, key: Key) -> "Row":
        """The row of an entry, its content sealed. Raises journal.FaultyRecord."""
        kind, day = str(entry.__struct_config__.tag), entry.day.isoformat()
        place = identity(person, entry.id, entry.edition, kind, day)
        return cls(entry.id, kind, day, entry.edition, key.seal(encode(entry), place))

    @classmethod
    def read(cls, *columns: object) -> "Row":
        """A row as a database tells it: of a damaged one, no column need be of its kind."""
        id_, kind, day, edition, payload = columns
        number = edition if isinstance(edition, int) else 0
        content = payload if isinstance(payload, bytes) else b""
        return cls(str(id_), str(kind), str(day), number, content)

    def opened(self, person: str, key: Key) -> bytes:
        """The entry's JSON. Raises SealBroken."""
        place = identity(person, self.id, self.edition, self.kind, self.day)
        return key.unseal(self.payload, place)


class Rows:
    """One person's rows."""

    def __init__(self, connection: sa.Connection, person: str) -> None:
        self._connection, self.person = connection, person

    def lock(self) -> str | None:
        """The sign before this write; others wait with theirs until its end.

        The lock comes first: what is read before it may be out of date in PostgreSQL.
        """
        self._do(_LOCK)
        return self.change()

    def touch(self, change: str = "") -> str:
        """A new sign, or this one."""
        change = change or secrets.token_hex(8)
        self._do(_TOUCH, change=change)
        return change

    def change(self) -> str | None:
        """A sign of the state of the rows that never comes twice; None or nothing for nobody."""
        return self._connection.execute(_CHANGE, {"person": self.person}).scalar_one_or_none()

    def wrapped(self) -> bytes | None:
        """The person's key as it is kept; None before the first write and after an erasure."""
        return self._connection.execute(_WRAPPED, {"person": self.person}).scalar_one_or_none()

    def keep_key(self, wrapped: bytes) -> None:
        """Keep a first key."""
        self._do(_KEEP_KEY, wrapped=wrapped)

    def all(self) -> list[Row]:
        """Every entry, as it is kept."""
        if self._connection.dialect.name != "sqlite":
            found = self._connection.execute(_ALL, {"person": self.person})
            return [Row.read(*row) for row in found]
        try:
            found = self._connection.execute(_ALL_SQLITE, {"person": self.person})
            return [Row.read(*row) for row in found]
        except sa.exc.DBAPIError:
            return self.rescued()

    def rescued(self) -> list[Row]:
        """Every entry of a damaged file that any way leads to; lost ones have no content."""
        return [Row.read(*row) for row in rescued(self._connection, self.person)]

    def evenings(self, days: Collection[str]) -> list[Row]:
        """The evenings of these days."""
        return [
            Row.read(*row)
            for some in _parts(days)
            for row in self._connection.execute(
                _EVENINGS, {"person": self.person, "kind": "evening", "days": some}
            )
        ]

    def some(self, ids: Collection[str]) -> dict[str, Row]:
        """Those of these entries that are there."""
        return {
            row[0]: Row.read(*row)
            for some in _parts(ids)
            for row in self._connection.execute(_SOME, {"person": self.person, "ids": some})
        }

    def buried(self, marks: Collection[bytes]) -> set[bytes]:
        """Which of these marks are those of erased entries."""
        return {
            mark
            for some in _parts(marks)
            for mark in self._connection.execute(
                _MARKS, {"person": self.person, "marks": some}
            ).scalars()
        }

    def put(self, entries: Collection[AnyEntry], key: Key) -> None:
        """Write these sealed, over what stands under their ids."""
        rows = [Row.of(self.person, entry, key) for entry in entries]
        if rows:
            self._connection.execute(_PUT, [asdict(row) | {"person": self.person} for row in rows])

    def remove(self, entry: str) -> None:
        """Remove one entry."""
        self._do(_REMOVE, id=entry)

    def bury(self, mark: bytes) -> None:
        """Keep the mark of an erased entry."""
        self._do(_BURY, mark=mark)

    def remove_key(self) -> None:
        """Remove the key: from here on nobody can read any of it."""
        self._do(_CLEAR[0])

    def clear(self) -> None:
        """Remove everything."""
        for statement in _CLEAR:
            self._do(statement)

    def _do(self, statement: sa.TextClause, **values: object) -> None:
        self._connection.execute(statement, {"person": self.person, **values})


def unfinished(connection: sa.Connection) -> list[str]:
    """Those whose key is gone while rows of theirs are not: an erasure that was cut short."""
    return list(connection.execute(_UNFINISHED, {"erased": ERASED}).scalars())


def is_empty(connection: sa.Connection) -> bool:
    """Whether nobody has a key here."""
    return not connection.execute(sa.text("SELECT count(*) FROM key")).scalar_one()


def _parts(whole: Collection[T]) -> Iterator[Sequence[T]]:
    each = iter(whole)
    while part := tuple(islice(each, _AT_ONCE)):
        yield part
