"""Notes by number, and ways to look at what a store keeps."""

import datetime as dt

import sqlalchemy as sa

from kindward.journal import Note

AT = dt.datetime(2026, 11, 23, 21, tzinfo=dt.timezone(dt.timedelta(hours=1)))
WORDS = "words that nobody else may read"


def note(number, edition=1, text=WORDS):
    at = AT + dt.timedelta(minutes=number)
    return Note(id=f"note-{number:06}", edition=edition, at=at, text=f"{text} {number}")


def ids(record):
    return {entry.id for entry in record.entries}


def numbers(record):
    return {int(entry.id.removeprefix("note-")) for entry in record.entries}


def meddle(store, statement, **values):
    """Rows touched behind the store's back, as a thief or a failing disk would."""
    engine = store._database.engine  # noqa: SLF001 - nobody else has a door to it
    with engine.connect() as connection, connection.begin():
        done = connection.execute(sa.text(statement), values)
        return done.fetchall() if done.returns_rows else None
