"""The stopping rule of a trial, for the person's own safety. Pure.

Where it is met, stopping is offered and never done for a person: one heavy evening is mostly
chance, and three in a row may come from outside the trial.
"""

import datetime as dt
from itertools import pairwise
from statistics import median
from typing import Final

from kindward.journal import Evening, Felt, Measure, Record, Trial

MARGIN: Final = 20
"""Points of 100 above the median before: about as much as one answer moves by chance alone."""

IN_A_ROW: Final = 3
"""Evenings that are all above it, on days that follow each other."""

LEAST_BEFORE: Final = 4
"""Evenings before those, at the least, whose median is what is usual."""

FRESH: Final = dt.timedelta(days=2)
"""For how long the rule stays met."""

ONE_DAY: Final = dt.timedelta(days=1)

_HEAVY: Final = tuple(measure.slider for measure in Measure if not measure.is_lighter_above)


def meets_stopping_rule(record: Record, trial: Trial, day: dt.date) -> bool:
    """Whether the rule is met on one of the trial's days, by what was written until then.

    The latest three evenings are each at least MARGIN points above the median of those before, in
    `hurt` or in `judging`; or a sitting left the person stirred up.
    """
    since = max(trial.begins, day - FRESH)
    stirred = any(
        sitting.felt is Felt.STIRRED and since <= sitting.day <= day for sitting in record.sittings
    )
    evenings = [evening for evening in record.evenings if trial.begins <= evening.of <= day]
    return stirred or any(_is_above(evenings, each, since) for each in _HEAVY)


def _is_above(evenings: list[Evening], slider: str, since: dt.date) -> bool:
    rated = [
        (evening.of, getattr(evening.feeling, slider))
        for evening in evenings
        if evening.feeling and getattr(evening.feeling, slider) is not None
    ]
    before, last = rated[:-IN_A_ROW], rated[-IN_A_ROW:]
    if len(before) < LEAST_BEFORE or last[-1][0] < since:
        return False
    in_a_row = all(later - earlier == ONE_DAY for (earlier, _), (later, _) in pairwise(last))
    line = median(points for _, points in before) + MARGIN
    return in_a_row and all(points >= line for _, points in last)
