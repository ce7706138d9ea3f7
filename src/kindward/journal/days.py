"""Which day it is for a person: the day of their calendar, and the day whose evening it still is.

Both are of the clock where they are, so a moment knows its offset from UTC. Nothing here or behind
it asks a clock: what depends on today takes it as an argument, and an edge asks once. Pure.
"""

import datetime as dt
from typing import Final

NIGHT_ENDS: Final = dt.timedelta(hours=4)
"""After midnight: who writes at two in the morning tells of the day before."""


def calendar_day(at: dt.datetime) -> dt.date:
    """The day that a calendar shows at this moment, there: of sittings, notes and plans."""
    return at.date()


def evening_day(at: dt.datetime) -> dt.date:
    """The day whose evening it is: until the night ends, the one before the calendar's."""
    return (at - NIGHT_ENDS).date()


def is_same_evening(then: dt.datetime, now: dt.datetime) -> bool:
    """Whether two moments belong to the evening of one day, by the clock that is here now."""
    return evening_day(then.astimezone(now.tzinfo)) == evening_day(now)
