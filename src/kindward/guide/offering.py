"""One offer: from a record and a moment to a practice, its chances, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kindward.guide.asked import Candidate, Moment, daypart
from kindward.guide.belief import Belief, believe
from kindward.guide.care import Care, care
from kindward.guide.chances import Chances, is_heavy, likeliest, surest
from kindward.guide.drawn import draw
from kindward.guide.hand import at_hand, of_mode
from kindward.guide.history import History, heaviness, read
from kindward.guide.reasons import WITHOUT_RESULTS, counts, reason
from kindward.guide.rules import POLICY, RULES, Rules
from kindward.journal import Chosen, Offer, Option, Record, Wishes

QUIET_S: Final = 60.0
"""How long a quiet minute is."""

MODES: Final = frozenset({Chosen.NEW, Chosen.FAVOURITE, Chosen.OFFERED})


@dataclass(frozen=True, slots=True)
class _Asking:
    """All that is known before anything is weighed."""

    known: list[Candidate]
    history: History
    wishes: Wishes | None
    moment: Moment
    mode: Chosen
    rules: Rules


@dataclass(frozen=True, slots=True)
class _Weighed:
    """All that an offer is, before anything is drawn."""

    belief: Belief
    chances: Chances
    left_out: dict[str, str]
    careful: bool
    why: str
    """The reason, where the way of asking already is one."""


def offer(  # noqa: PLR0913 - a record, what there is, when, how, and chance: each is its own
    record: Record,
    candidates: Iterable[Candidate],
    moment: Moment,
    mode: Chosen,
    seed: int,
    *,
    rules: Rules = RULES,
) -> Offer | Care:
    """What is offered now, or care in its place.

    `mode` is NEW, FAVOURITE or OFFERED; ValueError for any other, and without candidates. `seed`
    is 0 .. 2**63 - 1, and nobody foretells it. The same arguments give the same offer,
    whatever the order of the candidates, and the probabilities do not depend on `seed`. What
    rests after it felt worse has none.
    """
    known = sorted({one.name: one for one in candidates}.values(), key=lambda one: one.name)
    if not known or mode not in MODES:
        raise ValueError("an offer needs practices, and one of its three modes")
    asking = _Asking(known, read(record), record.wishes, moment, mode, rules)
    if slower := care(asking.history, moment.at, rules):
        return slower
    left_out = at_hand(known, asking.history, moment, rules)
    resting = sum(why == "resting" for why in left_out.values())
    if len(left_out) == len(known) or resting > rules.most_resting * len(known):
        return Care("resting", resting)
    return _offer(asking, _weigh(asking, left_out), seed)


def _weigh(asking: _Asking, left_out: dict[str, str]) -> _Weighed:
    history, rules = asking.history, asking.rules
    open_to = [one.name for one in asking.known if one.name not in left_out]
    marked = asking.wishes.favourites if asking.wishes else ()
    asked, why = of_mode(asking.mode, open_to, history, asking.moment.at, marked)
    heavy = heaviness(asking.moment.before)
    belief = believe(history, tuple(asked), daypart(asking.moment.at), heavy)
    if why == "helped-most":
        belief = belief.only([int(belief.mean.argmax())])
    careful = is_heavy(history, heavy, rules)
    chances = surest(belief, rules) if careful else likeliest(belief, rules)
    others = {name: "mode" for name in open_to if name not in belief.practices}
    return _Weighed(belief, chances, left_out | others | chances.left_out, careful, why)


def _offer(asking: _Asking, weighed: _Weighed, seed: int) -> Offer:
    options = tuple(
        Option(
            practice=one.name,
            probability=weighed.chances.of.get(one.name, 0.0),
            left_out=weighed.left_out.get(one.name, ""),
        )
        for one in asking.known
    )
    practice = draw(options, seed)
    shortest_s = next(one.shortest_s for one in asking.known if one.name == practice)
    why = _why(asking, weighed, practice)
    return Offer(
        id=f"offer-{seed:016x}",
        at=asking.moment.at,
        mode=asking.mode,
        options=options,
        practice=practice,
        seed=seed,
        policy=POLICY,
        reason=why,
        quiet_minute=_quiet(asking, shortest_s, careful=weighed.careful),
        digest=_digest(asking.history, weighed, practice, why)
        | {"minutes": float(-(-shortest_s // 60))},
    )


def _why(asking: _Asking, weighed: _Weighed, practice: str) -> str:
    """The reason's name; one that tells no result, for those who do not want to see any."""
    why = weighed.why or reason(
        weighed.belief,
        asking.history,
        practice,
        careful=weighed.careful,
        chance=weighed.chances.of[practice],
    )
    hidden = asking.wishes is not None and not asking.wishes.results
    return "known" if hidden and why not in WITHOUT_RESULTS else why


def _quiet(asking: _Asking, shortest_s: float, *, careful: bool) -> float:
    """How likely a quiet minute comes first: for who asked to know, if the moment has room."""
    wished = asking.wishes is not None and asking.wishes.quiet_minutes
    available_s = asking.moment.available_s
    fits = available_s is None or available_s >= shortest_s + QUIET_S
    return asking.rules.quiet if wished and fits and not careful else 0.0


def _digest(history: History, weighed: _Weighed, practice: str, why: str) -> dict[str, float]:
    """What was believed of this practice, in slider points, and what the sentence counts."""
    here = weighed.belief.practices.index(practice)
    return {
        "relief": round(float(weighed.belief.mean[here]), 3),
        "relief_sd": round(float(weighed.belief.sd[here]), 3),
        "sittings": float(len(history.heard)),
        "careful": float(weighed.careful),
        **counts(history, practice, why),
    }
