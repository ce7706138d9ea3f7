"""What a trial came to, as its page shows it: one of five answers, and what it cost."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Optional

from kindward.journal import Record, Trial
from kindward.trial import Design

if TYPE_CHECKING:
    from kindward.trial.analysis import Analysis

LEAST_REACH: Final = 10.0
"""Points of 100 to each side of the picture, at the least, so that a small range looks small."""

NOTHING_TOLD: Final = 200.0
"""A range as wide as this says nothing: too few evenings told how able the person felt."""

Analyzing = Callable[[Record, Trial, dt.date], Optional["Analysis"]]
"""The analysis of a trial as far as a day; None where too few evenings were written for any."""


def analyzed(record: Record, trial: Trial, today: dt.date) -> "Analysis | None":
    """As `analysis_of`, which is loaded when somebody wants to see a result."""
    from kindward.trial.analysis import analysis_of  # noqa: PLC0415 - numpy waits for whoever asks

    return analysis_of(record, trial, today)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The range as it is drawn: places from 0 to 100, where 50 is no difference."""

    low: float
    estimate: float
    high: float

    @property
    def width(self) -> float:
        """From the low end to the high one."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Result:
    """What the page of a result shows; for each of the five answers the same."""

    design: Design
    is_over: bool
    answer: str = "cannot-tell"
    cost: str = "cannot-tell"
    share: float | None = None
    """Of blocks in which kind-coach days came out at least as well; None where there are none."""

    estimate: float = 0.0
    """How much more able the day after a kind-coach day was than after a usual one, of 100."""

    low: float = 0.0
    high: float = 0.0
    drawing: Drawing | None = None
    """Its range; None where there is nothing to draw."""


def shown(design: Design, analysis: "Analysis | None", *, is_over: bool) -> Result:
    """The page of an analysis. Without one nothing can be told, which is an answer too."""
    if analysis is None:
        return Result(design, is_over)
    return Result(
        design,
        is_over,
        analysis.answer,
        analysis.cost,
        analysis.share,
        analysis.estimate,
        analysis.low,
        analysis.high,
        _drawn(analysis) if analysis.high - analysis.low < NOTHING_TOLD else None,
    )


def _drawn(analysis: "Analysis") -> Drawing:
    """On a scale that is the same to both sides, and has room around the range."""
    reach = 1.25 * max(LEAST_REACH, abs(analysis.low), abs(analysis.high))
    low, estimate, high = (
        round(50 + 50 * points / reach, 1)
        for points in (analysis.low, analysis.estimate, analysis.high)
    )
    return Drawing(low, estimate, high)
