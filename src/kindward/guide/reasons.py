"""Why a practice is offered: a name, and numbers for the one sentence that the page says.

The numbers stand in the offer's `digest`: `times` (sittings with it that said how they felt),
`steadier` (of these, those after which they felt steadier), `minutes` (its shortest sitting).
They count what the person has told, and claim nothing of what a practice does: `insight` does.
A page says the sentence in its own language; EXAMPLES shows the tone and what each means. Who
does not want to see results gets only the names in WITHOUT_RESULTS.
"""

from collections.abc import Mapping
from typing import Final

from kindward.guide.history import History
from kindward.guide.posterior import ReliefPosterior

EXAMPLES: Final[Mapping[str, str]] = {
    "first-visit": "This is one of several that are good to begin with.",
    "not-tried": "You have not tried {practice} yet. It can be as short as {minutes} minutes.",
    "while-ago": "It has been a while since you heard {practice}.",
    "favourite-marked": "You marked {practice} as a favorite.",
    "helped-most": "So far, {practice} left you steadier most often: {steadier} of {times} times.",
    "early": "You have tried {practice} {times} times, so it is too early to say how it is for"
    " you.",
    "lighter-after": "You felt steadier after {practice} {steadier} of {times} times.",
    "lighter-morning": "In the morning, {practice} has left you steadier {steadier} of {times}"
    " times.",
    "lighter-day": "During the day, {practice} has left you steadier {steadier} of {times} times.",
    "lighter-evening": "In the evening, {practice} has left you steadier {steadier} of {times}"
    " times.",
    "lighter-night": "At night, {practice} has left you steadier {steadier} of {times} times.",
    "lighter-heavy": "When a moment was heavy, {practice} left you steadier {steadier} of {times}"
    " times.",
    "gentle-before": "This moment sounds heavy, so here is one that left you steadier before.",
    "gentle-short": "This moment sounds heavy. {practice} can be as short as {minutes} minutes.",
    "for-change": "Something a little different today: {practice}.",
    "known": "You have done {practice} before.",
}
"""Each name with a sentence in English. `{practice}` is its title."""

WITHOUT_RESULTS: Final = frozenset(
    {"first-visit", "not-tried", "while-ago", "favourite-marked", "gentle-short", "for-change",
     "known"}
)  # fmt: skip

FEW: Final = 3
"""Sittings that said something, below which it is early."""

SMALL: Final = 0.10
"""A practice with at most this propensity was drawn for a change."""


def reason(
    posterior: ReliefPosterior,
    history: History,
    practice: str,
    *,
    careful: bool,
    propensity: float,
) -> str:
    """The name of the largest term in the posterior mean of this practice now."""
    here = posterior.practices.index(practice)
    if not history.observations:
        return "first-visit"
    if careful:
        return "gentle-before" if counts(history, practice)["steadier"] else "gentle-short"
    if practice not in history.last:
        return "not-tried"
    if counts(history, practice)["times"] < FEW:
        return "early"
    terms = {
        "lighter-after": float(posterior.level[here]),
        f"lighter-{posterior.daypart}": float(posterior.daypart_effect[here]),
        "lighter-heavy": float(posterior.heaviness_effect[here]),
    }
    most = max(terms, key=terms.__getitem__)
    if terms[most] <= 0 or not counts(history, practice, most)["steadier"]:
        return "for-change" if propensity <= SMALL else "known"
    return most


def counts(history: History, practice: str, why: str = "") -> dict[str, float]:
    """`times` and `steadier` of the sittings that a sentence speaks of: all, or of that hour."""
    part = why.removeprefix("lighter-")
    usual = history.usual()
    counted = [
        one
        for one in history.observations
        if one.practice == practice
        and one.relief is not None
        and (part not in {"morning", "day", "evening", "night"} or one.daypart == part)
        and (part != "heavy" or (one.heaviness is not None and one.heaviness > usual))
    ]
    return {"times": float(len(counted)), "steadier": float(sum(one.steadier for one in counted))}
