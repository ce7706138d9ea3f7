"""What an honest look came to: kind-coach days beside usual ones, by the chance that chose them.

The order of the days was drawn in blocks of four, two and two, so the same draw is the yardstick:
of all orders that could have been drawn, how many would have made at least this difference (Fisher
1935)? That holds whatever the days have to do with each other, with tiredness that lasts and with
weeks that drift, and for any number of evenings left out (Edgington and Onghena 2007). It takes for
granted that an evening is not left out because of what kind of day it was.

The main outcome was fixed before the first day: whether the small thing was done, and how able the
person felt on the day after, each in units of its own spread, half and half. Before the last day no
answer is clear, however it looks: who may look every day would sooner or later see chance.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from kindward.journal import Did, Evening, Look, Record

Floats = NDArray[np.float64]
AnswerName = Literal[
    "clearly-better", "leaning", "cannot-tell", "leaning-against", "clearly-against"
]
CostName = Literal["lighter", "same", "heavier", "cannot-tell"]

BLOCK_DAYS: Final = 4
LEAST_BLOCKS: Final = 4
"""Blocks with a kind and a usual evening, below which there is no answer at all."""

DRAWS: Final = 4_999
CLEAR: Final = 0.05
LEANING: Final = 0.20
COSTS: Final = 0.10
"""Shares of orders (both directions) that make at least such a difference."""

SAME_POINTS: Final = 5.0
"""Points of 100: a range of the cost within this is no difference worth speaking of."""

DONE: Final[Mapping[Did, float]] = {Did.NO: 0.0, Did.PARTLY: 50.0, Did.YES: 100.0}


@dataclass(frozen=True, slots=True)
class LookAnswer:
    """What the days of a look say, with the numbers behind it."""

    answer: AnswerName
    estimate: float
    """How much more able the day after a kind-coach day was than after a usual one, of 100."""

    low: float
    high: float
    """The ends of its 95 % range (Student's t over the blocks)."""

    share: float
    """The share of blocks in which the kind days came out at least as well."""

    cost: CostName
    chance: float
    """The share of orders of days that would make at least the difference of the main outcome."""

    cost_points: float
    """How much heavier, and harder on oneself, kind-coach days were than usual ones, of 100."""

    blocks: int
    evenings: int


@dataclass(frozen=True, slots=True)
class _Days:
    """One row for each day of the look; NaN where nothing was said."""

    kind: NDArray[np.bool_]
    block: NDArray[np.int64]
    done: Floats
    able_next: Floats
    cost: Floats


def answer_of(record: Record, look: Look, today: dt.date) -> LookAnswer | None:
    """The answer as far as `today`; None with fewer than four blocks of evenings.

    The same record gives the same answer: the orders are drawn with the look's own seed.
    """
    days = _days(record, look, today)
    chance = np.random.default_rng(look.seed)
    orders = _orders(days, chance)
    main = _main(days)
    usable = _blocks(main, days)
    if len(usable) < LEAST_BLOCKS:
        return None
    share_of_chance, direction = _chance(main, days, orders)
    is_over = today >= (look.stopped or look.ends)
    estimate, low, high = _range(_blocks(days.able_next, days))
    cost_points, cost_low, cost_high = _range(_blocks(days.cost, days))
    cost_chance, _ = _chance(days.cost, days, orders)
    return LookAnswer(
        answer=_answer(share_of_chance, direction, is_over=is_over),
        estimate=estimate,
        low=low,
        high=high,
        share=float(np.mean(usable >= 0)),
        cost=_cost(cost_chance, cost_points, cost_low, cost_high),
        chance=share_of_chance,
        cost_points=cost_points,
        blocks=len(usable),
        evenings=int(np.sum(~np.isnan(days.done))),
    )


def _days(record: Record, look: Look, today: dt.date) -> _Days:
    """The days of the look that are over, the last of them with what its next day said."""
    last = min(today, look.stopped or look.ends)
    count = min(max((last - look.begins).days + 1, 0), len(look.kind))
    by_day = {evening.of: evening for evening in record.evenings}
    told = [by_day.get(look.begins + dt.timedelta(days=day)) for day in range(count + 1)]
    return _Days(
        kind=np.array(look.kind[:count], dtype=bool),
        block=np.arange(count) // BLOCK_DAYS,
        done=_column(_done(evening) for evening in told[:count]),
        able_next=_column(_able(evening) for evening in told[1:]),
        cost=_column(_cost_of(evening) for evening in told[:count]),
    )


def _done(evening: Evening | None) -> float:
    return DONE[evening.did] if evening and evening.did else np.nan


def _able(evening: Evening | None) -> float:
    told = evening.feeling.next_step if evening and evening.feeling else None
    return np.nan if told is None else float(told)


def _cost_of(evening: Evening | None) -> float:
    """The mean of judging and hurt, of those that were told."""
    if not (evening and evening.feeling):
        return np.nan
    told = [n for n in (evening.feeling.judging, evening.feeling.hurt) if n is not None]
    return sum(told) / len(told) if told else np.nan


def _main(days: _Days) -> Floats:
    """The main outcome of each day: the mean of its two parts, each in units of its spread."""
    parts = np.array([_scaled(days.done), _scaled(days.able_next)])
    told = ~np.isnan(parts)
    count = told.sum(0)
    summed = np.where(told, parts, 0.0).sum(0)
    return np.where(count > 0, summed / np.maximum(count, 1), np.nan)


def _scaled(values: Floats) -> Floats:
    told = values[~np.isnan(values)]
    spread = float(told.std(ddof=1)) if len(told) > 1 else 0.0
    return values / spread if spread else np.where(np.isnan(values), np.nan, 0.0)


def _blocks(values: Floats, days: _Days) -> Floats:
    """Kind minus usual in each block that has both."""
    found = []
    for block in np.unique(days.block):
        here = (days.block == block) & ~np.isnan(values)
        kind, usual = values[here & days.kind], values[here & ~days.kind]
        if len(kind) and len(usual):
            found.append(kind.mean() - usual.mean())
    return np.array(found)


def _orders(days: _Days, chance: np.random.Generator) -> NDArray[np.bool_]:
    """Orders that could have been drawn, one in each row; whole blocks have two and two."""
    marks = chance.random((DRAWS, len(days.kind)))
    orders = np.zeros((DRAWS, len(days.kind)), dtype=bool)
    for block in np.unique(days.block):
        here = np.flatnonzero(days.block == block)
        ranks = marks[:, here].argsort(1).argsort(1)
        orders[:, here] = ranks < days.kind[here].sum()
    return orders


def _chance(values: Floats, days: _Days, orders: NDArray[np.bool_]) -> tuple[float, float]:
    """The share of orders that make at least this difference, and its direction (1, 0 or -1).

    The difference is the sum of what is said on kind days, each measured from the mean of its
    block; the order that was drawn counts among the orders, so the share is never 0.
    """
    told = ~np.isnan(values)
    centred = np.zeros(len(values))
    for block in np.unique(days.block):
        here = (days.block == block) & told
        if here.any():
            centred[here] = values[here] - values[here].mean()
    seen = float(centred @ days.kind)
    drawn = orders @ centred
    slack = 1e-9 * max(float(np.abs(centred).sum()), 1.0)
    as_far = int(np.sum(np.abs(drawn) >= abs(seen) - slack))
    return (1 + as_far) / (1 + DRAWS), float(np.sign(seen)) if abs(seen) > slack else 0.0


def _range(differences: Sequence[float] | Floats) -> tuple[float, float, float]:
    """The mean over the blocks, and the ends of its 95 % range."""
    values = np.asarray(differences, dtype=float)
    if len(values) < 2:  # noqa: PLR2004 - one block has no spread
        return 0.0, -100.0, 100.0
    mean = float(values.mean())
    reach = float(stdtrit(len(values) - 1, 0.975) * values.std(ddof=1) / np.sqrt(len(values)))
    return mean, mean - reach, mean + reach


def _answer(chance: float, direction: float, *, is_over: bool) -> AnswerName:
    if direction == 0 or chance > LEANING:
        return "cannot-tell"
    if chance > CLEAR or not is_over:
        return "leaning" if direction > 0 else "leaning-against"
    return "clearly-better" if direction > 0 else "clearly-against"


def _cost(chance: float, points: float, low: float, high: float) -> CostName:
    if chance <= COSTS and points:
        return "heavier" if points > 0 else "lighter"
    return "same" if low >= -SAME_POINTS and high <= SAME_POINTS else "cannot-tell"


def _column(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=float)
