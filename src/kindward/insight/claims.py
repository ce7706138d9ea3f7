"""What may be said of practices, and what not yet, by rules that people who look often put to test.

Looking again and again finds something in the end, also where there is nothing. Of 600 simulated
people in each of four worlds where no practice does anything, who look at every fifth of 100
sittings, at most 5 in 100 may ever be told that practices help them, or that any one does. The
rules below reach that (`bench/insight.py` prints the table); each is there for one of its cells:

* at least 8 quiet minutes, as the answer leans on them;
* .98 for all practices and .99 for one among many, now and five sittings ago;
* one practice is clear only while all together are likely (.9) to help: a claim that can be found
  in nine places must not be easier to find than one;
* that one is harder than a quiet minute takes .985 at both looks, or the person's own word three
  times running with .95: fewer than 5 in 100 are told that falsely of any practice;
* sittings that ended without a rating may not be able to undo it.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.special import ndtri

from kindward.insight.effect import PRIORS, Effects, Floats, Priors, effects
from kindward.insight.rows import NONE, Rows
from kindward.insight.words import Against, Finding, Range, State


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds, in probabilities, sittings and slider points."""

    sittings: int = 10
    own_sittings: int = 5
    """With one practice, before anything is said of it."""
    quiet_minutes: int = 8
    widest: float = 15.0
    """A 95 % range wider than this says nothing yet."""
    leaning: float = 0.8
    clear_all: float = 0.98
    clear_one: float = 0.99
    all_with_one: float = 0.9
    look: int = 5
    """Sittings between two looks."""
    same: float = 3.0
    """No difference: the 95 % range lies within this of nothing."""
    harder: float = 0.985
    """By the kinder reading, which leaves what settles by itself to the practice, at two looks. At
    .975, 6 in 100 were told so of some practice where none did anything."""
    stirred: int = 3
    """Or so many taps after it, the latest ones, that all said so..."""
    stirred_harder: float = 0.95
    """...while the sliders lean the same way, at one look. Taps alone, three in a row somewhere
    among nine practices, told 17 in 100. What stirred rests at once anyway: that is the guide's,
    and needs no proof."""
    hardest: float = 0.1
    """What counts as hard, for a sitting that ended without a rating: the share of the worst..."""
    hard: float = -10.0
    """...and in any case a relief of this."""
    lead_in: float = 0.3
    """How often a quiet minute comes first."""
    most_more: int = 100


RULES: Final = Rules()

_TINY: Final = 1e-6

MOST_SITTINGS: Final = 400
"""The latest sittings that are weighed: what a practice does changes over the years."""


@dataclass(frozen=True, slots=True)
class Known:
    """A posterior in the numbers that claims rest on, each [2 + 3a] as in `Effects`."""

    effects: Effects
    sure: Floats
    mean: Floats
    sd: Floats


@dataclass(frozen=True, slots=True)
class Looks:
    """What is known now, what was known a look ago, and what would be in the worst case."""

    rows: Rows
    now: Known
    before: Known
    if_hard: Known
    ends: Floats
    """[4, 2 + 3a] now: the ends of the 95 % range and, within, of the 80 % range."""
    rules: Rules


def looks(rows: Rows, priors: Priors = PRIORS, rules: Rules = RULES) -> Looks:
    """The three posteriors of the latest sittings."""
    recent = rows.last(MOST_SITTINGS)
    now = known(effects(recent, priors))
    return Looks(
        rows=recent,
        now=now,
        before=known(effects(recent.first(recent.sittings - rules.look), priors)),
        if_hard=known(effects(if_hard(recent, rules), priors)) if recent.silent.any() else now,
        ends=now.effects.known.quantiles(0.025, 0.1, 0.9, 0.975),
        rules=rules,
    )


def known(of: Effects) -> Known:
    """The numbers of a posterior."""
    return Known(of, of.known.above(0.0), of.known.mean, of.known.sd)


def if_hard(rows: Rows, rules: Rules = RULES) -> Rows:
    """The rows, with each sitting that ended without a rating put among the hardest."""
    relief = rows.relief[rows.practice != NONE]
    hardest = float(np.quantile(relief, rules.hardest)) if relief.size else rules.hard
    return rows.told(min(rules.hard, hardest))


def claims(looks: Looks, favourites: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """All practices, then each, then each favourite beyond the others; most often rated first.

    Favourites are what a person marked; without any, none is picked out for them.
    """
    names, times = looks.rows.practices, looks.rows.times
    order = sorted(range(len(times)), key=lambda number: (-times[number], number))
    rated = [number for number in order if times[number]]
    marked = [
        number for number in rated if names[number] in favourites and times[number] < times.sum()
    ]
    return (_all(looks), *(_one(looks, n) for n in rated), *(_beyond(looks, n) for n in marked))


def _all(looks: Looks) -> Finding:
    rules, now = looks.rules, looks.now
    found = _found(looks, 0, now.effects.settled(0))
    return _said(found, _state(found, rules, rules.sittings, rules.clear_all), rules)


def _one(looks: Looks, number: int) -> Finding:
    rules, place = looks.rules, looks.now.effects.each(number)
    found = _found(looks, place, looks.now.effects.settled(place), number)
    state = _state(found, rules, rules.own_sittings, rules.clear_one)
    everyone = min(looks.now.sure[0], looks.before.sure[0])
    if state is State.CLEAR and everyone < rules.all_with_one:
        state = State.LEANING
    if found.harder > rules.stirred_harder and said_harder(looks.rows, number, rules):
        state = State.HARDER
    return _said(found, state, rules)


def _beyond(looks: Looks, number: int) -> Finding:
    """What sittings share cancels between practices, so no quiet minute is needed."""
    rules = replace(looks.rules, quiet_minutes=0)
    place = looks.now.effects.beyond(number)
    found = _found(looks, place, place, number, Against.MY_OTHERS)
    return _said(found, _state(found, rules, rules.own_sittings, rules.clear_one), rules)


def said_harder(rows: Rows, number: int, rules: Rules = RULES) -> bool:
    """Whether the last taps after a practice said that it stirred them up."""
    return bool(rows.stirred[rows.sat == number][-rules.stirred :].sum() == rules.stirred)


def _found(
    looks: Looks,
    place: int,
    kinder: int,
    number: int | None = None,
    against: Against = Against.QUIET_MINUTE,
) -> Finding:
    """The numbers of one question, before anything is said."""
    rows, now, rules = looks.rows, looks.now, looks.rules
    low_95, low_80, high_80, high_95 = (float(end) for end in looks.ends[:, place])
    here = rows.times if number is None else rows.times[number]
    silent = rows.silent if number is None else rows.silent & (rows.sat == number)
    return Finding(
        practice=None if number is None else rows.practices[number],
        against=against,
        state=State.TOO_EARLY,
        sure=float(now.sure[place]),
        sure_before=float(looks.before.sure[place]),
        harder=float(1 - now.sure[kinder]),
        harder_before=float(1 - looks.before.sure[kinder]),
        effect=float(now.mean[place]),
        sd=float(now.sd[place]),
        range_80=Range(low_80, high_80),
        range_95=Range(low_95, high_95),
        sittings=int(here.sum()),
        quiet_minutes=rows.quiet_minutes,
        more=0,
        silent=int(silent.sum()),
        effect_if_hard=float(looks.if_hard.mean[place]),
        stands_if_hard=bool(looks.if_hard.sure[place] > rules.leaning),
    )


def _state(found: Finding, rules: Rules, sittings: int, clear: float) -> State:
    """What may be said, by the rules of one question."""
    span = found.range_95
    if found.sittings < sittings or found.quiet_minutes < rules.quiet_minutes:
        return State.TOO_EARLY
    if span.width > rules.widest:
        return State.TOO_EARLY
    if min(found.sure, found.sure_before) > clear and found.stands_if_hard:
        return State.CLEAR
    if -rules.same < span.low and span.high < rules.same:
        return State.NO_DIFFERENCE
    if min(found.harder, found.harder_before) > rules.harder:
        return State.HARDER
    return State.LEANING if found.sure > rules.leaning else State.TOO_EARLY


def _said(found: Finding, state: State, rules: Rules) -> Finding:
    more = _more(found, rules) if state is State.TOO_EARLY else 0
    return replace(found, state=state, more=more)


def _more(found: Finding, rules: Rules) -> int:
    """About how many sittings more, if they are like those so far, until something can be told.

    What ratings add to the prior's certainty grows in step with their number. The range has to
    be narrow enough, and then as far from nothing as the mean is now.
    """
    least = rules.own_sittings if found.practice else rules.sittings
    minutes_missing = 0 if found.against is Against.MY_OTHERS else rules.quiet_minutes
    missing = max(least - found.sittings, (minutes_missing - found.quiet_minutes) / rules.lead_in)
    asked_sd = min(rules.widest / 4, abs(found.effect) / ndtri(rules.leaning) + _TINY)
    prior = PRIORS.theta[1] ** -2
    learned = max(_TINY, found.sd**-2 - prior)
    narrow = found.sittings * ((asked_sd**-2 - prior) / learned - 1)
    steps = np.clip(max(missing, narrow, 1), 1, rules.most_more) / rules.look
    return rules.look * int(np.ceil(steps))
