"""A record as observations: each sitting as one noisy measurement of the relief after it.

Relief is in slider points (0..100), before minus after, over the sliders that were touched both
times. The tap is an observation of the same quantity: an ordered probit around the relief that a
sitting usually brings, taken to its one-step estimate (score over information; McCullagh 1980 for
the model, Le Cam 1956 for the step), with the variance that goes with it. Where there are both,
what moves a person between the ratings is in both and counted once; what is wrong with each
rating is its own, and they are weighed by it.

A mean of sliders is used here and is never shown to anyone.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, NamedTuple

from kindward.guide.context import daypart
from kindward.journal import CheckIn, Felt, Record, Sitting, relief_between

LIFE_VAR: Final = 74.0
"""What a mood does by itself within a sitting: process noise, as `bench/people` has it (SD 8.6)."""

SLIDER_VAR: Final = 140.0
"""Error of the change of one slider: SD 10 each time, of which 30 % of the variance stays."""

TAP_VAR: Final = 98.0
"""Error of the tap beyond what life did: `LIFE_VAR` and this are 1/information at a relief of 7.5
for a tap that turns steadier above 5 and stirred below -9 with an error of SD 11."""

TAP_RELIEF: Final = {Felt.STEADIER: 17.8, Felt.SAME: -4.3, Felt.STIRRED: -22.9}
"""The one-step estimate of relief from each tap: 7.5 + score / information."""

WORSE: Final = -10.0
"""A change felt as worse, in slider points."""

MOST_SITTINGS: Final = 200
"""Sittings that are looked at, the latest; what was true before has drifted (posterior.WALK_SD)."""

USUAL: Final = 50.0
USUAL_WEIGHT: Final = 2
"""What is taken for usual before there is anything: the middle, with the weight of two ratings."""


class Observation(NamedTuple):
    """One sitting of the past as a measurement: a tuple, which hundreds are soon made of."""

    practice: str
    at: dt.datetime
    daypart: str
    heaviness: float | None
    """How they came, 0 light to 100: the mean of the sliders that were touched."""

    relief: float | None
    """None where nothing was said: that is unknown, and neither good nor bad."""

    variance: float
    """Of the error of `relief`: what a mood does by itself, and how roughly it was rated."""

    rested: bool
    """Whether relief is counted from after a quiet minute."""

    worse: bool
    steadier: bool


@dataclass(frozen=True, slots=True)
class History:
    """The latest sittings of a record, the oldest first."""

    observations: tuple[Observation, ...]
    last: dict[str, dt.datetime]
    """When each practice was last heard, of all sittings there are."""

    def usual(self) -> float:
        """Mean heaviness as sittings begin, shrunken towards the middle while little is known."""
        known = [one.heaviness for one in self.observations if one.heaviness is not None]
        return (USUAL * USUAL_WEIGHT + sum(known)) / (USUAL_WEIGHT + len(known))

    def worse_in_a_row(self) -> tuple[Observation, ...]:
        """The latest sittings, as long as each that said anything said worse; newest first."""
        rated = (one for one in reversed(self.observations) if one.relief is not None)
        return tuple(takewhile(lambda one: one.worse, rated))

    def cooling(self, sittings: int) -> set[str]:
        """Practices that are left alone for now: each that felt worse in the last so many."""
        latest = self.observations[max(0, len(self.observations) - sittings) :]
        return {one.practice for one in latest if one.worse}


def history_of(record: Record) -> History:
    """The history of a record."""
    last = {sitting.practice: sitting.at for sitting in record.sittings}
    return History(tuple(map(_observation, record.sittings[-MOST_SITTINGS:])), last)


def heaviness(check_in: CheckIn | None) -> float | None:
    """How heavy a moment is, 0..100, over the sliders that were touched; None without any."""
    if check_in is None:
        return None
    values = [value for value in check_in.heaviness() if value is not None]
    return sum(values) / len(values) if values else None


def _observation(sitting: Sitting) -> Observation:
    before, between, after = sitting.before, sitting.between, sitting.after
    rested = between is not None and not between.is_empty()
    begin = between if rested else before
    change, sliders = relief_between(begin, after) if begin and after else (None, 0)
    relief, variance = _pooled(change, sliders, sitting.felt)
    worse, steadier = _felt(change, sitting.felt)
    return Observation(
        practice=sitting.practice,
        at=sitting.at,
        daypart=daypart(sitting.at),
        heaviness=heaviness(before),
        relief=relief,
        variance=variance,
        rested=rested,
        worse=worse,
        steadier=steadier,
    )


def _felt(change: float | None, felt: Felt | None) -> tuple[bool, bool]:
    """Whether it felt worse, and whether steadier: by the tap, or the sliders where there is none.

    Sliders may say worse beside any tap.
    """
    worse = change is not None and change <= WORSE
    if felt is None:
        return worse, change is not None and change >= -WORSE
    return worse or felt is Felt.STIRRED, felt is Felt.STEADIER


def _pooled(change: float | None, sliders: int, felt: Felt | None) -> tuple[float | None, float]:
    """Relief from sliders and tap, each weighted by its inverse variance; and its variance."""
    if felt is None:
        return (None, 0.0) if change is None else (change, LIFE_VAR + SLIDER_VAR / sliders)
    if change is None:
        return TAP_RELIEF[felt], LIFE_VAR + TAP_VAR
    of_sliders, of_tap = sliders / SLIDER_VAR, 1 / TAP_VAR
    both = (change * of_sliders + TAP_RELIEF[felt] * of_tap) / (of_sliders + of_tap)
    return both, LIFE_VAR + 1 / (of_sliders + of_tap)
