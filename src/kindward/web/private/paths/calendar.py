"""The days of a path as events of a calendar (RFC 5545), each with the same words. Pure."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kindward.journal import calendar_day
from kindward.web.private.journal.reminder import A_DAY, LASTS, escaped, folded, sounding

USUAL: Final = dt.time(20)
"""When they are offered for."""


def calendar(now: dt.datetime, at: dt.time, days: int, words: str, mark: str) -> bytes:
    """An event for each of so many days, from the first one on at which that time is to come.

    `mark` is what they are known by. Saved anew they are the same events in a later version
    (3.8.7.4), so that a calendar moves what it has. None says which day of the path it is for: that
    is told by the record, and one that was missed moves no other. Times float (3.3.5).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN"]
    first = dt.datetime.combine(calendar_day(now), at)
    if first < now.replace(tzinfo=None):
        first += A_DAY
    for day in range(days):
        lines += _event(f"{mark}-{day + 1}", first + A_DAY * day, now, words)
    return b"".join(folded(line) for line in (*lines, "END:VCALENDAR"))


def _event(uid: str, begins: dt.datetime, now: dt.datetime, words: str) -> Iterator[str]:
    yield from (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SEQUENCE:{int(now.timestamp()) // 60}",
        f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{begins:%Y%m%dT%H%M%S}",
        f"DTEND:{begins + LASTS:%Y%m%dT%H%M%S}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        *sounding(escaped(words)),
        "END:VEVENT",
    )
