"""When nothing new is offered: several sittings in a row that stirred a person up."""

import datetime as dt
from dataclasses import dataclass

from kindward.guide.history import History
from kindward.guide.rules import OfferRules


@dataclass(frozen=True, slots=True)
class Care:
    """In place of an offer: slowing down, grounding, and people. Choosing oneself stays open."""

    reason: str
    """`stirred` after several sittings in a row; `resting` where too many practices rest."""

    number: int
    """How many sittings, or how many practices."""


def care(history: History, at: dt.datetime, rules: OfferRules) -> Care | None:
    """Care, if the latest sittings that said anything said worse, and not long ago."""
    row = history.worse_in_a_row()
    if len(row) < rules.stirred:
        return None
    if at - row[0].at > dt.timedelta(days=rules.stirred_days):
        return None
    return Care("stirred", len(row))
