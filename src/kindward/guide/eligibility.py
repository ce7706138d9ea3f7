"""Which practices are eligible now, and which of these are in the choice set that was asked for."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from kindward.guide.context import Candidate, Context
from kindward.guide.history import History
from kindward.guide.rules import OfferRules
from kindward.journal import Chosen

LONG_AGO: Final = dt.timedelta(days=45)
"""After this a practice counts as long not heard."""


def exclusions(
    known: Sequence[Candidate], history: History, context: Context, rules: OfferRules
) -> dict[str, str]:
    """Why practices are not eligible, by name; those that are eligible are not in it.

    `resting`, `not-suited` or `too-long`. What must suit gives way only where no practice here
    could ever suit, and the time only to the shortest of them; resting never does.
    """
    resting = history.cooling(rules.cool_off)
    suited = [one for one in known if context.suits <= set(one.suits)] or list(known)
    awake = [one for one in suited if one.name not in resting]
    available_s = float("inf") if context.available_s is None else context.available_s
    bound_s = max(available_s, min((one.shortest_s for one in awake), default=0.0))
    return (
        {one.name: "not-suited" for one in known if one not in suited}
        | {one.name: "too-long" for one in awake if one.shortest_s > bound_s}
        | {one.name: "resting" for one in known if one.name in resting}
    )


def choice_set(
    mode: Chosen, names: Sequence[str], history: History, at: dt.datetime, marked: Sequence[str]
) -> tuple[list[str], str]:
    """Those of the eligible that were asked for, and the reason if that already is one."""
    if mode is Chosen.NEW:
        return _new(names, history, at)
    if mode is Chosen.FAVOURITE:
        return _favourite(names, history, marked)
    return list(names), ""


def _new(names: Sequence[str], history: History, at: dt.datetime) -> tuple[list[str], str]:
    """Never heard; or else long ago; or else the third that was heard least lately."""
    last = history.last
    if unheard := [name for name in names if name not in last]:
        return unheard, "not-tried" if last else "first-visit"
    if long_ago := [name for name in names if at - last[name] > LONG_AGO]:
        return long_ago, "while-ago"
    oldest = sorted(names, key=lambda name: (last[name], name))
    return sorted(oldest[: max(1, len(names) // 3)]), "for-change"


def _favourite(
    names: Sequence[str], history: History, marked: Sequence[str]
) -> tuple[list[str], str]:
    """Marked by the person; or else whatever said how it felt, of which the best is taken."""
    if favourites := [name for name in names if name in marked]:
        return favourites, "favourite-marked"
    steadied = {one.practice for one in history.observations if one.steadier}
    if helped := [name for name in names if name in steadied]:
        return helped, "helped-most"
    return list(names), ""
