"""Which record a SQLite file is, and how many changes it has had, beside what was last seen."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from kindward.store.defects import Defect, DefectKind
from kindward.store.rows import is_empty
from kindward.store.seen import Seen, State

_HAS_TABLE: Final = sa.text("SELECT count(*) FROM sqlite_master WHERE type='table' AND name=:name")
_STATE: Final = sa.text("SELECT record, number FROM state")
_COUNT: Final = sa.text("UPDATE state SET number = number + 1")


def state(connection: sa.Connection) -> State:
    """What the file says of itself; of no record, where it does not say."""
    found = connection.execute(_STATE).first() if _has(connection, "state") else None
    return State(str(found[0]), int(found[1])) if found else State("", 0)


def count(connection: sa.Connection) -> State | None:
    """The state after one more change, which this transaction makes; None before there is any."""
    if not _has(connection, "state"):
        return None
    connection.execute(_COUNT)
    return state(connection)


def compared(connection: sa.Connection, seen: Seen, key: Path | None) -> tuple[Defect, ...]:
    """What the file lacks of what was once acknowledged, if anything.

    `seen` is there before a first key is made: a key without either is a record that was removed.
    """
    last, now = seen.read(), state(connection)
    if last is None:
        is_gone = key is not None and key.is_file() and not seen.is_there() and _is_bare(connection)
        return (Defect(DefectKind.GONE),) if is_gone else ()
    if last.number == 0 or (now.record == last.record and now.number >= last.number):
        return ()
    if now.record != last.record and _is_bare(connection):
        return (Defect(DefectKind.GONE),)
    if now.record not in {last.record, ""}:
        return (Defect(DefectKind.OTHER),)
    return (Defect(DefectKind.OLDER, last.number - now.number),)


def to_note(connection: sa.Connection) -> State:
    """The state as it is to be remembered: of a record without anybody, nothing can go missing."""
    now = state(connection)
    return State(now.record, 0) if _is_bare(connection) else now


def _is_bare(connection: sa.Connection) -> bool:
    """Whether nobody has a key here."""
    return not _has(connection, "key") or is_empty(connection)


def _has(connection: sa.Connection, table: str) -> bool:
    return bool(connection.execute(_HAS_TABLE, {"name": table}).scalar_one())
