"""One offer: from a record and a context to a practice, its propensities, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kindward.guide.care import Care, care
from kindward.guide.context import Candidate, Context, daypart
from kindward.guide.draw import draw
from kindward.guide.eligibility import choice_set, exclusions
from kindward.guide.history import History, heaviness, history_of
from kindward.guide.posterior import ReliefPosterior, relief_posterior
from kindward.guide.propensities import (
    Propensities,
    careful_propensities,
    is_heavy,
    thompson_propensities,
)
from kindward.guide.reasons import WITHOUT_RESULTS, counts, reason
from kindward.guide.rules import POLICY, RULES, OfferRules
from kindward.journal import Chosen, Offer, Option, Record, Wishes

QUIET_S: Final = 60.0
"""How long a quiet minute is."""

MODES: Final = frozenset({Chosen.NEW, Chosen.FAVOURITE, Chosen.OFFERED})


@dataclass(frozen=True, slots=True)
class _Inputs:
    """All that is known before anything is weighed."""

    candidates: list[Candidate]
    history: History
    wishes: Wishes | None
    context: Context
    mode: Chosen
    rules: OfferRules


@dataclass(frozen=True, slots=True)
class _Policy:
    """All that an offer is, before anything is drawn."""

    posterior: ReliefPosterior
    propensities: Propensities
    left_out: dict[str, str]
    careful: bool
    why: str
    """The reason, where the way of asking already is one."""


def offer(  # noqa: PLR0913 - a record, what there is, when, how, and chance: each is its own
    record: Record,
    candidates: Iterable[Candidate],
    context: Context,
    mode: Chosen,
    seed: int,
    *,
    rules: OfferRules = RULES,
) -> Offer | Care:
    """What is offered now, or care in its place.

    `mode` is NEW, FAVOURITE or OFFERED; ValueError for any other, and without candidates. `seed`
    is 0 .. 2**63 - 1, and nobody foretells it. The same arguments give the same offer,
    whatever the order of the candidates, and the propensities do not depend on `seed`. What
    rests after it felt worse has none.
    """
    known = sorted({one.name: one for one in candidates}.values(), key=lambda one: one.name)
    if not known or mode not in MODES:
        raise ValueError("an offer needs practices, and one of its three modes")
    inputs = _Inputs(known, history_of(record), record.wishes, context, mode, rules)
    if slower := care(inputs.history, context.at, rules):
        return slower
    left_out = exclusions(known, inputs.history, context, rules)
    resting = sum(why == "resting" for why in left_out.values())
    if len(left_out) == len(known) or resting > rules.most_resting * len(known):
        return Care("resting", resting)
    return _offer(inputs, _policy(inputs, left_out), seed)


def _policy(inputs: _Inputs, left_out: dict[str, str]) -> _Policy:
    history, rules, context = inputs.history, inputs.rules, inputs.context
    eligible = [one.name for one in inputs.candidates if one.name not in left_out]
    marked = inputs.wishes.favourites if inputs.wishes else ()
    chosen, why = choice_set(inputs.mode, eligible, history, context.at, marked)
    heavy = heaviness(context.before)
    posterior = relief_posterior(history, tuple(chosen), daypart(context.at), heavy)
    if why == "helped-most":
        posterior = posterior.select([int(posterior.mean.argmax())])
    careful = is_heavy(history, heavy, rules)
    weigh = careful_propensities if careful else thompson_propensities
    propensities = weigh(posterior, rules)
    others = {name: "mode" for name in eligible if name not in posterior.practices}
    return _Policy(posterior, propensities, left_out | others | propensities.left_out, careful, why)


def _offer(inputs: _Inputs, policy: _Policy, seed: int) -> Offer:
    options = tuple(
        Option(
            practice=one.name,
            probability=policy.propensities.of.get(one.name, 0.0),
            left_out=policy.left_out.get(one.name, ""),
        )
        for one in inputs.candidates
    )
    practice = draw(options, seed)
    shortest_s = next(one.shortest_s for one in inputs.candidates if one.name == practice)
    why = _why(inputs, policy, practice)
    return Offer(
        id=f"offer-{seed:016x}",
        at=inputs.context.at,
        mode=inputs.mode,
        options=options,
        practice=practice,
        seed=seed,
        policy=POLICY,
        reason=why,
        quiet_minute=_quiet(inputs, shortest_s, careful=policy.careful),
        digest=_digest(inputs.history, policy, practice, why)
        | {"minutes": float(-(-shortest_s // 60))},
    )


def _why(inputs: _Inputs, policy: _Policy, practice: str) -> str:
    """The reason's name; one that tells no result, for those who do not want to see any."""
    why = policy.why or reason(
        policy.posterior,
        inputs.history,
        practice,
        careful=policy.careful,
        propensity=policy.propensities.of[practice],
    )
    hidden = inputs.wishes is not None and not inputs.wishes.results
    return "known" if hidden and why not in WITHOUT_RESULTS else why


def _quiet(inputs: _Inputs, shortest_s: float, *, careful: bool) -> float:
    """How likely a quiet minute comes first: for who asked to know, if the moment has room."""
    wished = inputs.wishes is not None and inputs.wishes.quiet_minutes
    available_s = inputs.context.available_s
    fits = available_s is None or available_s >= shortest_s + QUIET_S
    return inputs.rules.quiet if wished and fits and not careful else 0.0


def _digest(history: History, policy: _Policy, practice: str, why: str) -> dict[str, float]:
    """The posterior of this practice, in slider points, and what the sentence counts."""
    here = policy.posterior.practices.index(practice)
    return {
        "relief": round(float(policy.posterior.mean[here]), 3),
        "relief_sd": round(float(policy.posterior.sd[here]), 3),
        "sittings": float(len(history.observations)),
        "careful": float(policy.careful),
        **counts(history, practice, why),
    }
