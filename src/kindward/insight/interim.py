"""The three analyses that a claim rests on: now, an interim one, and the worst case."""

from dataclasses import dataclass

import numpy as np

from kindward.insight.claim_rules import MOST_SITTINGS, RULES, ClaimRules
from kindward.insight.effect import Contrasts, Effects, effects
from kindward.insight.effect_design import PRIORS, EffectPriors
from kindward.insight.rating_pairs import NONE, RatingPairs
from kindward.insight.state_space import Floats


@dataclass(frozen=True, slots=True)
class Estimate:
    """The marginal posterior of one contrast, in slider points."""

    lighter: float
    """Probability of lying above 0."""

    harder: float
    """Probability of lying below 0, by the kinder reading."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """One analysis: each contrast that is claimed of."""

    overall: Estimate
    each: tuple[Estimate, ...]
    beyond: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Analyses:
    """Now, the interim analysis before, and now in the worst case of what relief is missing."""

    pairs: RatingPairs
    now: Estimates
    before: Estimates
    worst_case: Estimates
    ends: Contrasts
    """[4, ...] now: the ends of the 95 % credible interval and, within, of the 80 % one."""

    rules: ClaimRules


def analyze(
    pairs: RatingPairs, priors: EffectPriors = PRIORS, rules: ClaimRules = RULES
) -> Analyses:
    """The three posteriors of the latest sittings."""
    recent = pairs.last(MOST_SITTINGS)
    posterior = effects(recent, priors)
    now, missing = estimates(posterior), recent.silent.any()
    return Analyses(
        pairs=recent,
        now=now,
        before=estimates(effects(recent.first(recent.sittings - rules.look), priors)),
        worst_case=estimates(effects(worst_case(recent, rules), priors)) if missing else now,
        ends=posterior.quantiles(0.025, 0.1, 0.9, 0.975),
        rules=rules,
    )


def estimates(of: Effects) -> Estimates:
    """The marginals of a posterior. Between practices there is no kinder reading."""
    lighter, mean, sd = of.above(0.0), of.mean, of.sd
    return Estimates(
        overall=_estimates(lighter.overall, lighter.overall_settled, mean.overall, sd.overall)[0],
        each=_estimates(lighter.each, lighter.each_settled, mean.each, sd.each),
        beyond=_estimates(lighter.beyond, lighter.beyond, mean.beyond, sd.beyond),
    )


def _estimates(
    lighter: Floats, lighter_settled: Floats, mean: Floats, sd: Floats
) -> tuple[Estimate, ...]:
    columns = map(np.ravel, (lighter, 1 - lighter_settled, mean, sd))
    return tuple(Estimate(*map(float, values)) for values in zip(*columns, strict=True))


def worst_case(pairs: RatingPairs, rules: ClaimRules = RULES) -> RatingPairs:
    """The rows, with each missing relief imputed among the hardest."""
    relief = pairs.relief[pairs.practice != NONE]
    hardest = float(np.quantile(relief, rules.hardest)) if relief.size else rules.hard
    return pairs.imputed(min(rules.hard, hardest))
