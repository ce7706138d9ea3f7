"""A reminder as a calendar file (RFC 5545): the person's own words, and nothing about us. Pure."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from itertools import count
from typing import Final

from kindward.journal import Wishes, calendar_day

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
USUAL: Final = dt.time(20)
"""When it comes if no time was chosen."""

LINE_BYTES: Final = 75
LASTS: Final = dt.timedelta(minutes=5)
A_DAY: Final = dt.timedelta(days=1)

_BREAKS: Final = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
"""What some readers take for the end of a line, beside the one that the format knows."""

_FORBIDDEN: Final = ("Cc", "Cs")
"""Kinds of signs that no text of a calendar may hold: controls, and halves of broken signs."""


def calendar(wishes: Wishes, uid: str) -> bytes:
    """One event that comes again on the days that were chosen, at the person's own time of day.

    It begins on the first of these days that is still to come. Saved anew it is the same event, in
    a later version (3.8.7.4), so a calendar changes what it has; with no words left it is called
    off (3.8.1.11). `uid` is what it is known by. Times float (3.3.5): they hold wherever the
    calendar is.
    """
    days = sorted(set(wishes.reminder_days)) or range(len(DAYS))
    at = _first(wishes.at, wishes.reminder_at or USUAL, days)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Calendar//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SEQUENCE:{wishes.edition}",
        f"DTSTAMP:{wishes.at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{at:%Y%m%dT%H%M%S}",
        f"DTEND:{at + LASTS:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in days)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        *(sounding(escaped(wishes.reminder)) if wishes.reminder.strip() else ("STATUS:CANCELLED",)),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _first(now: dt.datetime, time: dt.time, days: Sequence[int]) -> dt.datetime:
    """The first moment from now on that is at this time of one of these days; it floats."""
    moments = (dt.datetime.combine(calendar_day(now), time) + A_DAY * ahead for ahead in count())
    here = now.replace(tzinfo=None)
    return next(each for each in moments if each >= here and each.weekday() in days)


def sounding(words: str) -> tuple[str, ...]:
    """What a calendar shows, and its sound at that moment."""
    return (
        f"SUMMARY:{words}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{words}",
        "TRIGGER:PT0S",
        "END:VALARM",
    )


def escaped(text: str) -> str:
    """Words as the format has them (3.3.11): all of them but control signs, which it forbids.

    Signs that cannot be seen stay: they join letters, and the parts of an emoji.
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    for sign in _BREAKS:
        text = text.replace(sign, "\n")
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _FORBIDDEN)
    return "".join(kept).replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, none of which ends within a character (3.1)."""
    pieces, piece = [], b""
    for sign in line:
        more = sign.encode()
        if len(piece) + len(more) > LINE_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece, b""])
