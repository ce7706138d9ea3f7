"""The guide: something new, a favourite, or whatever seems to suit now, offered and explained.

In goes a record, out comes a `journal.Offer` with its options, their chances, the seed that drew
and the name of the reason; or `Care`, where several sittings in a row stirred a person up. It
knows no clock, no disk and no chance but the seed it is given. `audit` holds a record's offers
against themselves. What weighs practices needs numpy, and is loaded when `offer` is first named.
"""

from typing import TYPE_CHECKING

from kindward.guide.asked import Candidate, Moment, daypart
from kindward.guide.audit import Audited, Worth, audit, value_of_chance
from kindward.guide.care import Care
from kindward.guide.drawn import drawn, quiet_minute_drawn
from kindward.guide.rules import POLICY, RULES, Rules

if TYPE_CHECKING:
    from kindward.guide.offering import offer

__all__ = [
    "POLICY",
    "RULES",
    "Audited",
    "Candidate",
    "Care",
    "Moment",
    "Rules",
    "Worth",
    "audit",
    "daypart",
    "drawn",
    "offer",
    "quiet_minute_drawn",
    "value_of_chance",
]


def __getattr__(name: str) -> object:
    """The offer, loaded with numpy when first named (PEP 562)."""
    if name != "offer":
        raise AttributeError(name)
    from kindward.guide.offering import offer  # noqa: PLC0415 - numpy waits until it is asked for

    return offer
