"""Findings as plain data that anybody can check: the numbers, and the rules that they met.

`report(findings)` is a dict of JSON's own types (docs/record.md). Beside each finding stand the
rows it rests on, the posterior's mean and SD and both credible intervals; `method` has every prior
and threshold, so that each sentence can be worked out again from the record alone.
"""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from kindward.insight import (
    claim_rules,
    cross_lagged,
    daily,
    effect_design,
    next_day,
    trend,
    trend_model,
)
from kindward.insight.findings import Findings
from kindward.trial import analysis, reference

VERSION: Final = 1
"""Of the report's shape. What was said before may be said otherwise by another `model`."""

MODEL: Final = "beyond-a-quiet-minute-2"
"""Priors, thresholds and rules as they stand; a change of any of them is another number."""


@dataclass(frozen=True, slots=True)
class CrossLagRules:
    """What `cross_lags` go by."""

    slope_sd: float = cross_lagged.SLOPE_SD
    days: int = cross_lagged.LEAST_DAYS
    pairs: int = cross_lagged.LEAST_PAIRS
    leaning: float = cross_lagged.LEANING
    clear: float = cross_lagged.CLEAR
    backwards: float = cross_lagged.BACKWARDS


@dataclass(frozen=True, slots=True)
class NextDayRules:
    """What `next_days` go by."""

    away: float = next_day.AWAY
    around: int = next_day.FORTNIGHT
    least_around: int = next_day.LEAST_AROUND
    pairs: int = next_day.LEAST_PAIRS
    sure: float = next_day.SURE
    memory: int = next_day.MEMORY


@dataclass(frozen=True, slots=True)
class TrialRules:
    """What the analysis of a trial goes by: p-values, and a number of allocations."""

    blocks: int = analysis.LEAST_BLOCKS
    draws: int = reference.DRAWS
    clear: float = analysis.CLEAR
    leaning: float = analysis.LEANING
    costs: float = analysis.COSTS
    same_points: float = analysis.SAME_POINTS


@dataclass(frozen=True, slots=True)
class Method:
    """Priors (mean, SD) and thresholds, in slider points, days, sittings and probabilities."""

    practices: effect_design.EffectPriors = effect_design.PRIORS
    practice_rules: claim_rules.ClaimRules = claim_rules.RULES
    most_sittings: int = claim_rules.MOST_SITTINGS
    trends: trend_model.TrendPriors = trend_model.TREND_PRIORS
    trend_rules: trend.TrendRules = trend.RULES
    most_days: int = daily.MOST_DAYS
    follows: CrossLagRules = CrossLagRules()
    next_days: NextDayRules = NextDayRules()
    looks: TrialRules = TrialRules()


@dataclass(frozen=True, slots=True)
class Report:
    """Findings and how they were come by."""

    kindward_insight: int
    model: str
    method: Method
    findings: Findings


def report(findings: Findings) -> dict[str, Any]:
    """The findings as JSON would have them: text, numbers, lists and dicts, days as ISO 8601."""
    plain: dict[str, Any] = msgspec.to_builtins(Report(VERSION, MODEL, Method(), findings))
    return plain
