"""When a look says of itself that this may be a point to stop. Pure.

It is offered and never done for a person: one heavy day is mostly chance, and three in a row may be
life outside the look.
"""

import datetime as dt
from itertools import pairwise
from statistics import median
from typing import Final

from kindward.journal import Evening, Felt, Look, Record

HARDER: Final = 20
"""Points of 100 above one's usual: what one answer moves by chance alone is about as much."""

IN_A_ROW: Final = 3
USUAL: Final = 4
"""Evenings before them that say what is usual, at the least."""

FRESH: Final = dt.timedelta(days=2)
"""For how long what happened is still the matter of the day."""

ONE_DAY: Final = dt.timedelta(days=1)


def is_point_to_stop(record: Record, look: Look, day: dt.date) -> bool:
    """Whether the plan's own rule is met on a day of the look.

    Three evenings in a row were clearly heavier than usual, or clearly harder on oneself; or a
    sitting left the person more stirred up.
    """
    since = max(look.begins, day - FRESH)
    stirred = any(
        sitting.felt is Felt.STIRRED and since <= sitting.day <= day for sitting in record.sittings
    )
    evenings = [evening for evening in record.evenings if look.begins <= evening.of <= day]
    return stirred or any(_is_harder(evenings, name, since) for name in ("hurt", "judging"))


def _is_harder(evenings: list[Evening], name: str, since: dt.date) -> bool:
    """Whether the latest evenings, with no day between them, are all clearly above the usual."""
    told = [
        (evening.of, getattr(evening.feeling, name))
        for evening in evenings
        if evening.feeling and getattr(evening.feeling, name) is not None
    ]
    usual, latest = told[:-IN_A_ROW], told[-IN_A_ROW:]
    if len(usual) < USUAL or latest[-1][0] < since:
        return False
    in_a_row = all(after - before == ONE_DAY for (before, _), (after, _) in pairwise(latest))
    line = median(points for _, points in usual) + HARDER
    return in_a_row and all(points >= line for _, points in latest)
