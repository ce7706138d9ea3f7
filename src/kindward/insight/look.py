"""What an honest look came to: kind-coach days beside usual ones, by the chance that chose them.

The order of the days was drawn in blocks of four, two and two, so the same draw is the yardstick:
of all orders that could have been drawn, how many would have made at least this difference (Fisher
1935)? That holds whatever the days have to do with each other, with tiredness that lasts and with
weeks that drift, and for any number of evenings left out (Edgington and Onghena 2007). It takes for
granted that an evening is not left out because of what kind of day it was. Evenings written late
count; an answer whose direction hangs on them is not clear.

The main outcome was fixed before the first day: whether the small thing was done, and how able the
person felt on the day after, each in units of its own spread, half and half. Until the last day is
over no answer is clear, however it looks, and none of a look that was stopped: who may look every
day, or stop on a day of their choice, would sooner or later see chance.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from kindward.insight.look_days import Floats, LookDays, look_days, mean_told
from kindward.insight.look_orders import (
    NOTHING,
    Estimate,
    Orders,
    chance_of,
    differences,
    estimate,
    orders,
)
from kindward.journal import Look, Record

AnswerName = Literal[
    "clearly-better", "leaning", "cannot-tell", "leaning-against", "clearly-against"
]
CostName = Literal["lighter", "same", "heavier", "cannot-tell"]

LEAST_BLOCKS: Final = 4
"""Blocks with a kind and a usual evening, below which there is no answer at all."""

CLEAR: Final = 0.05
LEANING: Final = 0.20
COSTS: Final = 0.10
"""Shares of orders (both directions) that make at least such a difference."""

SAME_POINTS: Final = 5.0
"""Points of 100: a range of the cost within this is no difference worth speaking of."""


@dataclass(frozen=True, slots=True)
class LookAnswer:
    """What the days of a look say, with the numbers behind it."""

    answer: AnswerName
    estimate: float
    """How much more able the day after a kind-coach day was than after a usual one, of 100."""

    low: float
    high: float
    """The ends of its 95 % range (the test inverted)."""

    share: float
    """The share of blocks in which the kind days came out at least as well."""

    cost: CostName
    chance: float
    """The share of orders of days that would make at least the difference of the main outcome."""

    cost_points: float
    """How much heavier, and harder on oneself, kind-coach days were than usual ones, of 100."""

    blocks: int
    evenings: int
    late: int = 0
    """Evenings that were written after their night."""

    chance_on_time: float = 1.0
    """`chance` without those."""

    done: Estimate = NOTHING
    """How much more often the small thing was done on kind-coach days, of 100 (partly: 50)."""

    judging: Estimate = NOTHING
    hurt: Estimate = NOTHING
    """The two sides of the cost, each by itself."""


def answer_of(record: Record, look: Look, today: dt.date) -> LookAnswer | None:
    """The answer as far as `today`; None with fewer than four blocks of evenings.

    The same record gives the same answer: the orders are drawn with the look's own seed.
    """
    days = look_days(record, look, today)
    blocks = _blocks(_main(days), days)
    if len(blocks) < LEAST_BLOCKS:
        return None
    by = orders(days, look.seed)
    on_time = look_days(record, look, today, on_time=True)
    chance, direction = chance_of(_found(days, by))
    chance_on_time, direction_on_time = chance_of(_found(on_time, by))
    is_whole = look.stopped is None and today > look.ends and direction == direction_on_time
    able, low, high = estimate(days.able_next, by, of_next=True)
    cost = estimate(days.cost, by)
    return LookAnswer(
        answer=_answer(chance, direction, is_whole=is_whole),
        estimate=able,
        low=low,
        high=high,
        share=float(np.mean(blocks >= 0)),
        done=estimate(days.done, by),
        cost=_cost(chance_of(differences(days.cost, by))[0], *cost),
        cost_points=cost[0],
        judging=estimate(days.judging, by),
        hurt=estimate(days.hurt, by),
        chance=chance,
        chance_on_time=chance_on_time,
        blocks=len(blocks),
        evenings=int(np.sum(~np.isnan(days.done))),
        late=int(days.late.sum()),
    )


def _found(days: LookDays, by: Orders) -> Floats:
    """[orders] the main outcome: both parts, each in units of its spread, half and half."""
    done = differences(_scaled(days.done), by)
    able = differences(_scaled(days.able_next), by, of_next=True)
    found: Floats = (done + able) / 2
    return found


def _main(days: LookDays) -> Floats:
    """The main outcome of each day, to count the blocks in which kind days came out as well."""
    return mean_told(np.array((_scaled(days.done), _scaled(days.able_next))))


def _scaled(values: Floats) -> Floats:
    told = values[~np.isnan(values)]
    spread = float(told.std(ddof=1)) if len(told) > 1 else 0.0
    return values / spread if spread else np.where(np.isnan(values), np.nan, 0.0)


def _blocks(values: Floats, days: LookDays) -> Floats:
    """Kind minus usual in each block that has both."""
    found = []
    for block in np.unique(days.block):
        here = (days.block == block) & ~np.isnan(values)
        kind, usual = values[here & days.kind], values[here & ~days.kind]
        if len(kind) and len(usual):
            found.append(kind.mean() - usual.mean())
    return np.array(found)


def _answer(chance: float, direction: float, *, is_whole: bool) -> AnswerName:
    if direction == 0 or chance > LEANING:
        return "cannot-tell"
    if chance > CLEAR or not is_whole:
        return "leaning" if direction > 0 else "leaning-against"
    return "clearly-better" if direction > 0 else "clearly-against"


def _cost(chance: float, points: float, low: float, high: float) -> CostName:
    if chance <= COSTS and points:
        return "heavier" if points > 0 else "lighter"
    return "same" if low >= -SAME_POINTS and high <= SAME_POINTS else "cannot-tell"
