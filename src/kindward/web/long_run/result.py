"""What an honest look came to, as its page shows it: one of five answers, and what it cost."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Optional

from kindward.journal import Look, Record
from kindward.web.long_run.plan import Plan

if TYPE_CHECKING:
    from kindward.insight.look import LookAnswer

LEAST_REACH: Final = 10.0
"""Points of 100 to each side of the picture, at the least, so that a small range looks small."""

NOTHING_TOLD: Final = 200.0
"""A range as wide as this says nothing: too few evenings told how able the person felt."""

Answering = Callable[[Record, Look, dt.date], Optional["LookAnswer"]]
"""The answer of a look as far as a day; None where too few evenings were written for any."""


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

    plan: Plan
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


def shown(plan: Plan, answer: "LookAnswer | None", *, is_over: bool) -> Result:
    """The page of an answer. Without one, nothing can be told, which is an answer too."""
    if answer is None:
        return Result(plan, is_over)
    return Result(
        plan,
        is_over,
        answer.answer,
        answer.cost,
        answer.share,
        answer.estimate,
        answer.low,
        answer.high,
        _drawn(answer) if answer.high - answer.low < NOTHING_TOLD else None,
    )


def _drawn(answer: "LookAnswer") -> Drawing:
    """On a scale that is the same to both sides, and has room around the range."""
    reach = 1.25 * max(LEAST_REACH, abs(answer.low), abs(answer.high))
    low, estimate, high = (
        round(50 + 50 * points / reach, 1) for points in (answer.low, answer.estimate, answer.high)
    )
    return Drawing(low, estimate, high)
