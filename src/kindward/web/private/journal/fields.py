"""A form's fields become entries; what cannot be read is told by the name of its field. Pure."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from kindward.errors import KindwardError
from kindward.journal import (
    SLIDERS,
    CheckIn,
    Did,
    Evening,
    Felt,
    Note,
    Sitting,
    calendar_day,
    evening_day,
    following,
    said,
)
from kindward.journal.entries import MOST_NOTE
from kindward.journal.ratings import MOST

EARLIEST: Final = dt.date(2020, 1, 1)
ID_BYTES: Final = 16

Fields = Mapping[str, str]


class Unclear(KindwardError):
    """A field that holds something else than it asks for; all that was written comes along."""

    def __init__(self, field: str, kept: "Fields") -> None:
        super().__init__("Something in that form could not be read. Nothing was changed.")
        self.field, self.kept = field, kept


def new_id() -> str:
    """An id that nobody guesses and no two entries share."""
    return secrets.token_hex(ID_BYTES)


def check_in(fields: Fields) -> CheckIn | None:
    """The sliders that were touched; None if none was. Raises Unclear."""
    told = {name: _whole(fields, name, MOST) for name in SLIDERS}
    read = CheckIn(**told)
    return None if read.is_empty() else read


def evening(fields: Fields, now: dt.datetime, known: Evening | None) -> Evening:
    """The evening of a day; what a form does not ask for stays as it is known. Raises Unclear.

    A form that has shown what is known may also take something of it away.
    """
    of = _day(fields, now)
    did = fields.get("did", "")
    if did not in {"", *Did}:
        raise Unclear("did", fields)
    filling = None if known is None or is_seen(fields, known) else known
    return Evening(
        id=known.id if known else new_id(),
        edition=following(known) if known else 1,
        of=of,
        at=now,
        did=Did(did) if did else (filling.did if filling else None),
        feeling=check_in(fields) or (filling.feeling if filling else None),
        slips=_whole(fields, "slips", 99) if "slips" in fields or not known else known.slips,
        slept_h=known.slept_h if known else None,
        trial=known.trial if known else None,
    )


def fields_of(known: Evening | None) -> Fields:
    """What a form shows of an evening that is kept: the same is read from it again."""
    return {
        name: f"{value:g}" if isinstance(value, float) else f"{value}"
        for name, value in (said(known) if known else {}).items()
    }


def is_seen(fields: Fields, known: Evening) -> bool:
    """Whether a form was made with this evening before one's eyes."""
    return fields.get("seen", "") == mark(known)


def mark(known: Evening) -> str:
    """What a form says of the evening that it shows."""
    return f"{known.id}-{known.edition}"


def note(fields: Fields, now: dt.datetime) -> Note | None:
    """A note, unless there is nothing in it. Raises Unclear for one that is too long."""
    text = fields.get("text", "").strip()
    if len(text) > MOST_NOTE:
        raise Unclear("text", fields)
    return Note(id=new_id(), at=now, text=text) if text else None


def felt(fields: Fields, sitting: Sitting) -> Sitting:
    """The sitting with how it was afterwards. Raises Unclear."""
    tap = fields.get("felt", "")
    if tap not in {"", *Felt}:
        raise Unclear("felt", fields)
    return replace(
        sitting,
        edition=following(sitting),
        felt=Felt(tap) if tap else sitting.felt,
        after=check_in(fields) or sitting.after,
    )


def is_of_its_day(told: Evening) -> bool:
    """Whether an evening that a page tells of says something, and of the day it was said on."""
    of = evening_day(told.at)
    plain = Evening(id=told.id, at=told.at, of=of, did=told.did, feeling=told.feeling)
    return plain == told and bool(told.did or told.feeling)


def _whole(fields: Fields, name: str, most: int) -> int | None:
    """A whole number from 0 up to `most`, in plain digits; None where nothing was said."""
    text = fields.get(name, "").strip()
    if not text:
        return None
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not plain or int(text) > most:
        raise Unclear(name, fields)
    return int(text)


def _day(fields: Fields, now: dt.datetime) -> dt.date:
    """The day that an evening tells of: one of the last, and none to come."""
    text = fields.get("of", "").strip()
    if not text:
        return evening_day(now)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Unclear("of", fields) from None
    if not EARLIEST <= day <= calendar_day(now):
        raise Unclear("of", fields)
    return day
