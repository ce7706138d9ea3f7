"""The three analyses that a claim rests on: now, an interim one, and the worst case."""

from dataclasses import dataclass

import numpy as np

from kindward.arrays import Floats
from kindward.insight.claim_rules import MOST_SITTINGS, RULES, ClaimRules
from kindward.insight.effect import Contrasts, Effects, effects
from kindward.insight.effect_design import PRIORS, EffectPriors
from kindward.insight.rating_pairs import NONE, RatingPairs


@dataclass(frozen=True, slots=True)
class Marginal:
    """The marginal posterior of one contrast, in slider points."""

    lighter: float
    """Probability of lying above 0."""

    harder: float
    """Probability of lying below 0, by the kinder reading."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Marginals:
    """One analysis: each contrast that is claimed of."""

    overall: Marginal
    each: tuple[Marginal, ...]
    beyond: tuple[Marginal, ...]


@dataclass(frozen=True, slots=True)
class Analyses:
    """Now, the interim analysis before, and now in the worst case of what relief is missing."""

    pairs: RatingPairs
    now: Marginals
    before: Marginals
    worst_case: Marginals
    ends: Contrasts
    """[4, ...] now: the ends of the 95 % credible interval and, within, of the 80 % one."""

    rules: ClaimRules


def analyze(
    pairs: RatingPairs, priors: EffectPriors = PRIORS, rules: ClaimRules = RULES
) -> Analyses:
    """The three posteriors of the latest sittings."""
    recent = pairs.last(MOST_SITTINGS)
    posterior = effects(recent, priors)
    now, missing = marginals(posterior), recent.silent.any()
    return Analyses(
        pairs=recent,
        now=now,
        before=marginals(effects(recent.first(recent.sittings - rules.look), priors)),
        worst_case=marginals(effects(worst_case(recent, rules), priors)) if missing else now,
        ends=posterior.quantiles(0.025, 0.1, 0.9, 0.975),
        rules=rules,
    )


def marginals(of: Effects) -> Marginals:
    """The marginals of a posterior. Between practices there is no kinder reading."""
    lighter, mean, sd = of.above(0.0), of.mean, of.sd
    return Marginals(
        overall=_marginals(lighter.overall, lighter.overall_settled, mean.overall, sd.overall)[0],
        each=_marginals(lighter.each, lighter.each_settled, mean.each, sd.each),
        beyond=_marginals(lighter.beyond, lighter.beyond, mean.beyond, sd.beyond),
    )


def _marginals(
    lighter: Floats, lighter_settled: Floats, mean: Floats, sd: Floats
) -> tuple[Marginal, ...]:
    columns = map(np.ravel, (lighter, 1 - lighter_settled, mean, sd))
    return tuple(Marginal(*map(float, values)) for values in zip(*columns, strict=True))


def worst_case(pairs: RatingPairs, rules: ClaimRules = RULES) -> RatingPairs:
    """The rows, with each missing relief imputed among the hardest."""
    relief = pairs.relief[pairs.practice != NONE]
    hardest = float(np.quantile(relief, rules.hardest)) if relief.size else rules.hard
    return pairs.imputed(min(rules.hard, hardest))
