"""The few statements that can be made, as names: the edge has the sentence for each.

"Too early" is an answer like the others, and so is "no difference". Nothing here is a score.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kindward.journal import Measure


def in_ten(sure: float) -> int:
    """About how many times in ten, 5 to 9: what may still change is never ten of ten sure."""
    return min(max(round(sure * 10), 5), 9)


class Verdict(StrEnum):
    """How much is known."""

    TOO_EARLY = "too-early"
    LEANING = "leaning"
    """About so sure that it is lighter; this may still change."""

    CLEAR = "clear"
    """As sure as one person's record can be, at two looks running."""

    NO_DIFFERENCE = "no-difference"
    """About as helpful as a quiet minute, which can be enough."""

    HARDER = "harder"
    """Harder lately, by the sliders, with or without the person's own word."""


class Comparator(StrEnum):
    """What a practice is held against."""

    QUIET_MINUTE = "quiet-minute"
    MY_OTHERS = "my-others"


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of an interval: of equal tails, credible or of confidence as its field says."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """From end to end."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Finding:
    """What a practice, or all together, does beyond something else; slider points, 0..100."""

    practice: str | None
    """None for all practices, as often as each was sat with."""

    against: Comparator
    state: Verdict
    sure: float
    """Posterior probability that it is lighter than what it is held against."""

    sure_before: float
    """The same without the latest five sittings: CLEAR needs both."""

    harder: float
    """Posterior probability that it is harder, by the kinder of two readings."""

    harder_before: float
    """The same without the latest five sittings: HARDER needs both, or own word too."""

    effect: float
    """Posterior mean of how much lighter; positive is lighter."""

    sd: float
    """Posterior SD."""

    range_80: Interval
    """80 % credible interval."""

    range_95: Interval
    """95 % credible interval."""

    sittings: int
    """With this practice (or any), rated before and after: what it rests on."""

    quiet_minutes: int
    more: int
    """About so many sittings more until it can be told; 0 where something is told already."""

    silent: int
    """Sittings that began with a rating and ended without one: unknown."""

    effect_if_hard: float
    """The same mean if each of those had been among the hardest."""

    stands_if_hard: bool
    """Whether it would still be likelier than 4 in 5."""

    @property
    def in_ten(self) -> int:
        """`sure` as it is told."""
        return in_ten(self.sure)


@dataclass(frozen=True, slots=True)
class Level:
    """About where somebody was around a day, without what was that day's own."""

    on: dt.date
    mean: float
    """Posterior mean of line and random walk, in slider points."""

    range_80: Interval
    """80 % credible interval."""


@dataclass(frozen=True, slots=True)
class Week:
    """The evenings, or the moments before a sitting, of one calendar week from Monday."""

    begins: dt.date
    mean: float
    ratings: int
    level: Level | None = None
    """None while there are too few ratings for any."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Where one of the three has been going; slider points as they are set, for a week."""

    of: Measure
    state: Verdict
    sure: float
    """Posterior probability that it has been getting better: less judging, less hurt, more able."""

    sure_before: float
    """The same a fortnight earlier; CLEAR needs both, and so does HARDER."""

    a_week: float
    """Posterior mean of the slope; negative where the slider goes down."""

    sd: float
    """Posterior SD of the slope."""

    range_80: Interval
    """80 % credible interval of the slope."""

    range_95: Interval
    """95 % credible interval of the slope."""

    days: int
    """From the first rating to the last."""

    rated: int
    """Days with a rating."""

    wobble: float | None
    """How far ratings usually differ from one to the next (SD); None for fewer than 10."""

    weeks: tuple[Week, ...]
    at_sittings: bool = False
    """Whether levels are those of moments before a sitting, where these are more than evenings."""

    @property
    def in_ten(self) -> int:
        """`sure` as it is told."""
        return in_ten(self.sure)

    @classmethod
    def unknown(cls, of: Measure) -> "Trend":
        """Before any rating."""
        nothing = Interval(0.0, 0.0)
        return cls(of, Verdict.TOO_EARLY, 0.5, 0.5, 0.0, 0.0, nothing, nothing, 0, 0, None, ())


@dataclass(frozen=True, slots=True)
class CrossLag:
    """What one of the three tends to be followed by on the next evening: a direction."""

    of: Measure
    then: Measure
    state: Verdict
    """TOO_EARLY, LEANING or CLEAR; the latter almost never."""

    rises: float
    """Posterior probability that the slope is above 0: that more is followed by more."""

    rather_after: float
    """Probability that it follows more than it precedes."""

    slope: float
    """Its posterior mean: points for a point, at equal ratings of the other today."""

    range_95: Interval
    """95 % credible interval of the slope."""

    pairs: int
    """Pairs of evenings that it rests on."""
