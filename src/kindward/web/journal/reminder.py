"""A reminder as a calendar file (RFC 5545): the person's own words, and nothing about us. Pure."""

import datetime as dt
from hashlib import sha256
from typing import Final

from kindward.journal import Wishes

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LINE_BYTES: Final = 75
LASTS: Final = dt.timedelta(minutes=5)


def calendar(wishes: Wishes) -> bytes:
    """One event that comes again on the days that were chosen, at the person's own time of day.

    Times float (RFC 5545, 3.3.5): they hold wherever the calendar is. Ours is nowhere in it.
    """
    at = dt.datetime.combine(wishes.at.date(), wishes.reminder_at or dt.time(20))
    days = sorted(wishes.reminder_days) or range(len(DAYS))
    named = sha256(f"{wishes.at}{wishes.reminder}".encode()).hexdigest()[:32]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Calendar//EN",
        "BEGIN:VEVENT",
        f"UID:{named}",
        f"DTSTAMP:{wishes.at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{at:%Y%m%dT%H%M%S}",
        f"DTEND:{at + LASTS:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in days)}",
        f"SUMMARY:{_escaped(wishes.reminder)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(wishes.reminder)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    """Words as the format has them (3.3.11); signs that cannot be seen are left out."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "".join(
        "\\n" if sign == "\n" else sign for sign in text if sign == "\n" or sign.isprintable()
    )


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, none of which ends within a character (3.1)."""
    pieces, piece = [], b""
    for sign in line:
        more = sign.encode()
        if len(piece) + len(more) > LINE_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece, b""])
