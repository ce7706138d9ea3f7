"""The analysis of a trial: a randomization test of kind-coach days against usual ones.

The days were allocated in permuted blocks, so the same randomization is the yardstick: of all
allocations as likely as the trial's own, the p-value is the share that show at least its effect
(Fisher 1935). That holds whatever the days have to do with each other, with tiredness that lasts
and with weeks that drift, and for any number of missing evenings (Edgington and Onghena 2007). It
assumes that an evening is not left out because of what kind of day it was. Evenings written late
count; an answer whose direction hangs on them is not clear.

The primary outcome was fixed before the first day: whether the small thing was done, and how able
the person felt on the day after, each divided by its SD, half and half. An interim analysis (one
before the last day is over) is never clear, and neither is one of a trial that was stopped: who may
analyze every day, or stop on a day of their choice, would sooner or later see chance.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from kindward.arrays import Floats
from kindward.journal import Record, Trial
from kindward.trial.observations import Observations, mean_answered, observations
from kindward.trial.reference import (
    UNDETERMINED,
    EffectInterval,
    ReferenceSet,
    effect_interval,
    p_value,
    reference_set,
    treatment_effects,
)

AnswerName = Literal[
    "clearly-better", "leaning", "cannot-tell", "leaning-against", "clearly-against"
]
CostName = Literal["lighter", "same", "heavier", "cannot-tell"]

LEAST_BLOCKS: Final = 4
"""Blocks with a kind and a usual evening, below which there is no answer at all."""

CLEAR: Final = 0.05
LEANING: Final = 0.20
COSTS: Final = 0.10
"""Two-sided p-values, at most."""

SAME_POINTS: Final = 5.0
"""Points of 100: a confidence interval of the cost within this of 0 is no difference."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the days of a trial say, with the numbers behind it; effects in points of 100."""

    answer: AnswerName
    estimate: float
    """How much more able the day after a kind-coach day was than after a usual one."""

    low: float
    high: float
    """The ends of its 95 % confidence interval."""

    share: float
    """The share of blocks in which the kind-coach days came out at least as well."""

    cost: CostName
    chance: float
    """The p-value of the primary outcome, two-sided."""

    cost_points: float
    """How much heavier, and harder on oneself, kind-coach days were than usual ones."""

    blocks: int
    """Those that `share` is of."""

    evenings: int
    late: int = 0
    """Evenings that were written after their night."""

    chance_on_time: float = 1.0
    """`chance` without those."""

    done: EffectInterval = UNDETERMINED
    """How much more often the small thing was done on kind-coach days (partly: 50)."""

    judging: EffectInterval = UNDETERMINED
    hurt: EffectInterval = UNDETERMINED
    """The two sides of the cost, each by itself."""


def analysis_of(record: Record, trial: Trial, today: dt.date) -> Analysis | None:
    """The analysis of the days up to `today`; None with fewer than four blocks of evenings.

    The same record gives the same analysis: the reference set is drawn with the trial's own seed.
    """
    days = observations(record, trial, today)
    differences = _block_differences(_primary(days), days)
    if len(differences) < LEAST_BLOCKS:
        return None
    reference = reference_set(days, trial.seed)
    on_time = observations(record, trial, today, on_time=True)
    p, direction = p_value(_statistic(days, reference))
    p_on_time, direction_on_time = p_value(_statistic(on_time, reference))
    is_final = trial.stopped is None and today > trial.ends and direction == direction_on_time
    able, low, high = effect_interval(days.able_next, reference, of_next=True)
    cost = effect_interval(days.cost, reference)
    return Analysis(
        answer=_answer(p, direction, is_final=is_final),
        estimate=able,
        low=low,
        high=high,
        share=float(np.mean(differences >= 0)),
        done=effect_interval(days.done, reference),
        cost=_cost(p_value(treatment_effects(days.cost, reference))[0], *cost),
        cost_points=cost[0],
        judging=effect_interval(days.judging, reference),
        hurt=effect_interval(days.hurt, reference),
        chance=p,
        chance_on_time=p_on_time,
        blocks=len(differences),
        evenings=int(np.sum(~np.isnan(days.done))),
        late=int(days.late.sum()),
    )


def _statistic(days: Observations, reference: ReferenceSet) -> Floats:
    """[1 + DRAWS] the mean effect on the two parts of the primary outcome, in SDs of each."""
    done = treatment_effects(_in_sds(days.done), reference)
    able = treatment_effects(_in_sds(days.able_next), reference, of_next=True)
    statistic: Floats = (done + able) / 2
    return statistic


def _primary(days: Observations) -> Floats:
    """[days] the primary outcome of each day, in SDs."""
    return mean_answered(np.array((_in_sds(days.done), _in_sds(days.able_next))))


def _in_sds(values: Floats) -> Floats:
    """Divided by their SD (n - 1); 0 where all are the same."""
    answered = values[~np.isnan(values)]
    sd = float(answered.std(ddof=1)) if len(answered) > 1 else 0.0
    return values / sd if sd else np.where(np.isnan(values), np.nan, 0.0)


def _block_differences(values: Floats, days: Observations) -> Floats:
    """[blocks with both kinds] the mean of kind-coach days less that of usual ones."""
    found = []
    for block in np.unique(days.block):
        here = (days.block == block) & ~np.isnan(values)
        kind, usual = values[here & days.kind], values[here & ~days.kind]
        if len(kind) and len(usual):
            found.append(kind.mean() - usual.mean())
    return np.array(found)


def _answer(p: float, direction: float, *, is_final: bool) -> AnswerName:
    if direction == 0 or p > LEANING:
        return "cannot-tell"
    if p > CLEAR or not is_final:
        return "leaning" if direction > 0 else "leaning-against"
    return "clearly-better" if direction > 0 else "clearly-against"


def _cost(p: float, points: float, low: float, high: float) -> CostName:
    if p <= COSTS and points:
        return "heavier" if points > 0 else "lighter"
    return "same" if low >= -SAME_POINTS and high <= SAME_POINTS else "cannot-tell"
