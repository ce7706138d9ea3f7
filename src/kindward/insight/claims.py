"""What may be said of practices, and what not yet: a sequential test with interim analyses.

Looking again and again finds something in the end, also where there is nothing (the rate of false
claims rises with the number of interim analyses; Armitage et al. 1969). Of 600 simulated
people in each of four worlds where no practice does anything, who look at every fifth of 100
sittings, at most 5 in 100 may ever be told that practices help them, or that any one does. The
rules below reach that (`bench/insight.py` prints the table); each is there for one of its cells:

* at least 8 quiet minutes, as the answer leans on them;
* .98 for all practices and .99 for one among many, now and at the analysis five sittings ago;
* one practice is clear only while all together are likely (.9) to help: a claim that can be found
  in nine places must not be easier to find than one;
* that one is harder than a quiet minute takes .985 at both analyses, or the person's own word three
  times running with .95: fewer than 5 in 100 are told that falsely of any practice;
* sittings that ended without a rating may not be able to undo it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from scipy.special import ndtri

from kindward.arrays import Floats
from kindward.insight.claim_rules import RULES, ClaimRules
from kindward.insight.effect_design import PRIORS
from kindward.insight.interim import Analyses, Marginal, Marginals
from kindward.insight.rating_pairs import RatingPairs
from kindward.insight.statements import Comparator, Finding, Interval, Verdict

_TINY: Final = 1e-6


def claims(analyses: Analyses, favourites: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """All practices, then each, then each favourite beyond the others; most often rated first.

    Favourites are what a person marked; without any, none is picked out for them.
    """
    names, times = analyses.pairs.practices, analyses.pairs.times
    order = sorted(range(len(times)), key=lambda number: (-times[number], number))
    rated = [number for number in order if times[number]]
    marked = [
        number for number in rated if names[number] in favourites and times[number] < times.sum()
    ]
    return (
        _overall(analyses),
        *(_each(analyses, number) for number in rated),
        *(_beyond(analyses, number) for number in marked),
    )


def _overall(analyses: Analyses) -> Finding:
    rules = analyses.rules
    found = _finding(analyses, lambda of: of.overall, analyses.ends.overall)
    verdict = _verdict(found, rules, rules.sittings, rules.clear_all)
    return _decided(found, verdict, rules)


def _each(analyses: Analyses, number: int) -> Finding:
    rules, ends = analyses.rules, analyses.ends.each[:, number]
    found = _finding(analyses, lambda of: of.each[number], ends, number)
    verdict = _verdict(found, rules, rules.own_sittings, rules.clear_one)
    overall = min(analyses.now.overall.lighter, analyses.before.overall.lighter)
    if verdict is Verdict.CLEAR and overall < rules.all_with_one:
        verdict = Verdict.LEANING
    if found.harder > rules.stirred_harder and reported_harder(analyses.pairs, number, rules):
        verdict = Verdict.HARDER
    return _decided(found, verdict, rules)


def _beyond(analyses: Analyses, number: int) -> Finding:
    """What sittings share cancels between practices, so no quiet minute is needed."""
    rules, ends = replace(analyses.rules, quiet_minutes=0), analyses.ends.beyond[:, number]
    found = _finding(analyses, lambda of: of.beyond[number], ends, number)
    found = replace(found, against=Comparator.MY_OTHERS)
    verdict = _verdict(found, rules, rules.own_sittings, rules.clear_one)
    return _decided(found, verdict, rules)


def reported_harder(pairs: RatingPairs, number: int, rules: ClaimRules = RULES) -> bool:
    """Whether the last taps after a practice said that it stirred them up."""
    taps = pairs.stirred[pairs.sat_with == number][-rules.stirred :]
    return bool(taps.sum() == rules.stirred)


def _finding(
    analyses: Analyses,
    contrast: Callable[[Marginals], Marginal],
    ends: Floats,
    number: int | None = None,
) -> Finding:
    """The numbers of one contrast, beside a quiet minute, before anything is said."""
    now, before, worst = map(contrast, (analyses.now, analyses.before, analyses.worst_case))
    pairs = analyses.pairs
    low_95, low_80, high_80, high_95 = map(float, ends)
    times = pairs.times if number is None else pairs.times[number]
    silent = pairs.silent if number is None else pairs.silent & (pairs.sat_with == number)
    return Finding(
        practice=None if number is None else pairs.practices[number],
        against=Comparator.QUIET_MINUTE,
        state=Verdict.TOO_EARLY,
        sure=now.lighter,
        sure_before=before.lighter,
        harder=now.harder,
        harder_before=before.harder,
        effect=now.mean,
        sd=now.sd,
        range_80=Interval(low_80, high_80),
        range_95=Interval(low_95, high_95),
        sittings=int(times.sum()),
        quiet_minutes=pairs.quiet_minutes,
        more=0,
        silent=int(silent.sum()),
        effect_if_hard=worst.mean,
        stands_if_hard=worst.lighter > analyses.rules.leaning,
    )


def _verdict(found: Finding, rules: ClaimRules, sittings: int, clear: float) -> Verdict:
    """What may be said, by the rules of one contrast."""
    interval = found.range_95
    if found.sittings < sittings or found.quiet_minutes < rules.quiet_minutes:
        return Verdict.TOO_EARLY
    if interval.width > rules.widest:
        return Verdict.TOO_EARLY
    if min(found.sure, found.sure_before) > clear and found.stands_if_hard:
        return Verdict.CLEAR
    if -rules.same < interval.low and interval.high < rules.same:
        return Verdict.NO_DIFFERENCE
    if min(found.harder, found.harder_before) > rules.harder:
        return Verdict.HARDER
    return Verdict.LEANING if found.sure > rules.leaning else Verdict.TOO_EARLY


def _decided(found: Finding, verdict: Verdict, rules: ClaimRules) -> Finding:
    more = _more(found, rules) if verdict is Verdict.TOO_EARLY else 0
    return replace(found, state=verdict, more=more)


def _more(found: Finding, rules: ClaimRules) -> int:
    """About how many sittings more, if they are like those so far, until something can be told.

    Posterior precision less prior precision grows in step with the ratings. The interval has to be
    narrow enough, and then as far from nothing as the mean is now.
    """
    least = rules.own_sittings if found.practice else rules.sittings
    minutes = 0 if found.against is Comparator.MY_OTHERS else rules.quiet_minutes
    missing = max(least - found.sittings, (minutes - found.quiet_minutes) / rules.lead_in)
    target_sd = min(rules.widest / 4, abs(found.effect) / ndtri(rules.leaning) + _TINY)
    prior = PRIORS.theta[1] ** -2
    learned = max(_TINY, found.sd**-2 - prior)
    narrow = found.sittings * ((target_sd**-2 - prior) / learned - 1)
    steps = np.clip(max(missing, narrow, 1), 1, rules.most_more) / rules.look
    return rules.look * int(np.ceil(steps))
