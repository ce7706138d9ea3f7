"""What a record tells a guide: each sitting as one rough observation of the relief after it.

Relief is in slider points (0..100), before minus after, over the sliders that were touched both
times. The tap is an observation of the same quantity: an ordered probit around the relief that a
sitting usually brings, taken to its one-step estimate (score over information; McCullagh 1980 for
the model, Le Cam 1956 for the step), with the variance that goes with it. Where there are both,
what moves a person between the ratings is in both and counted once; what is wrong with each
rating is its own, and they are weighed by it.

A mean of sliders is used here and is never shown to anyone.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from kindward.guide.asked import daypart
from kindward.journal import CheckIn, Felt, Record, Sitting

LIFE_VAR: Final = 74.0
"""What a mood does by itself within a sitting (points squared: SD 8.6; simulated, insight.md 1)."""

SLIDER_VAR: Final = 140.0
"""Error of the change of one slider: SD 10 each time, of which 30 % of the variance stays."""

TAP_VAR: Final = 98.0
"""Error of the tap beyond what life did: `LIFE_VAR` and this are 1/information at a relief of 7.5
for a tap that turns steadier above 5 and stirred below -9 with an error of SD 11."""

TAPPED: Final = {Felt.STEADIER: 17.8, Felt.SAME: -4.3, Felt.STIRRED: -22.9}
"""The one-step estimate of relief from each tap: 7.5 + score / information."""

WORSE: Final = -10.0
"""A change felt as worse, in slider points."""

USUAL: Final = 50.0
USUAL_WEIGHT: Final = 2
"""What is taken for usual before there is anything: the middle, with the weight of two ratings."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One sitting of the past, as far as it teaches."""

    practice: str
    at: dt.datetime
    daypart: str
    heaviness: float | None
    """How they came, 0 light to 100: the mean of the sliders that were touched."""

    relief: float | None
    """None where nothing was said: that is unknown, and neither good nor bad."""

    variance: float
    rested: bool
    """Whether relief is counted from after a quiet minute."""

    worse: bool
    steadier: bool


@dataclass(frozen=True, slots=True)
class History:
    """All sittings of a record, the oldest first."""

    heard: tuple[Heard, ...]

    def times(self, practice: str) -> int:
        """How often it was sat with."""
        return sum(one.practice == practice for one in self.heard)

    def usual(self) -> float:
        """How heavy a coming usually is, held towards the middle while little is known."""
        known = [one.heaviness for one in self.heard if one.heaviness is not None]
        return (USUAL * USUAL_WEIGHT + sum(known)) / (USUAL_WEIGHT + len(known))

    def worse_in_a_row(self) -> tuple[Heard, ...]:
        """The latest sittings, as long as each that said anything said worse; newest first."""
        told = (one for one in reversed(self.heard) if one.relief is not None)
        return tuple(takewhile(lambda one: one.worse, told))

    def cooling(self, lengths: Sequence[int]) -> dict[str, int]:
        """Practices that are left alone for now, and for how many sittings more.

        The first time one felt worse it rests for `lengths[0]` sittings, then for the next.
        """
        times: dict[str, int] = {}
        until: dict[str, int] = {}
        for number, one in enumerate(self.heard, start=1):
            if one.worse and lengths:
                nth = times.get(one.practice, 0)
                until[one.practice] = number + lengths[min(nth, len(lengths) - 1)]
                times[one.practice] = nth + 1
        now = len(self.heard)
        return {practice: end - now for practice, end in until.items() if end > now}


def read(record: Record) -> History:
    """The history of a record."""
    return History(tuple(map(_heard, record.sittings)))


def heaviness(check_in: CheckIn | None) -> float | None:
    """How heavy a moment is, 0..100, over the sliders that were touched; None without any."""
    values = _touched(check_in).values()
    return sum(values) / len(values) if values else None


def _heard(sitting: Sitting) -> Heard:
    rested = bool(_touched(sitting.between))
    begin, end = _touched(sitting.between if rested else sitting.before), _touched(sitting.after)
    both = begin.keys() & end.keys()
    change = sum(begin[name] - end[name] for name in both) / len(both) if both else None
    relief, variance = _weighed(change, len(both), sitting.felt)
    return Heard(
        practice=sitting.practice,
        at=sitting.at,
        daypart=daypart(sitting.at),
        heaviness=heaviness(sitting.before),
        relief=relief,
        variance=variance,
        rested=rested,
        worse=sitting.felt is Felt.STIRRED or (change is not None and change <= WORSE),
        steadier=sitting.felt is Felt.STEADIER
        or (sitting.felt is None and change is not None and change >= -WORSE),
    )


def _weighed(change: float | None, sliders: int, felt: Felt | None) -> tuple[float | None, float]:
    """One estimate of relief from sliders and tap, and its variance."""
    seen: list[tuple[float, float]] = []
    if change is not None:
        seen.append((change, SLIDER_VAR / sliders))
    if felt is not None:
        seen.append((TAPPED[felt], TAP_VAR))
    if not seen:
        return None, 0.0
    weight = sum(1 / own for _, own in seen)
    return _sum(value / own for value, own in seen) / weight, LIFE_VAR + 1 / weight


def _sum(values: Iterable[float]) -> float:
    return sum(values)


def _touched(check_in: CheckIn | None) -> dict[str, int]:
    """Sliders that were touched, each so that higher is harder."""
    if check_in is None:
        return {}
    turned = None if check_in.next_step is None else 100 - check_in.next_step
    every = {"judging": check_in.judging, "hurt": check_in.hurt, "stuck": turned}
    return {name: value for name, value in every.items() if value is not None}
