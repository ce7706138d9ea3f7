"""The guide: something new, a favourite, or whatever seems to suit now, offered and explained.

A contextual bandit over practices. In goes a record, out comes a `journal.Offer` with its options,
their propensities, the seed that drew and the name of the reason; or `Care`, where several sittings
in a row stirred a person up. It knows no clock, no disk and no chance but the seed it is given.
`audit` holds a record's offers against themselves. What weighs practices needs numpy, and is loaded
when `offer` is first named.
"""

from typing import TYPE_CHECKING

from kindward.guide.audit import OfferAudit, audit
from kindward.guide.care import Care
from kindward.guide.context import Candidate, Context, daypart
from kindward.guide.draw import drawn_practice, quiet_minute_drawn
from kindward.guide.off_policy import PolicyValue, uniform_policy_value
from kindward.guide.rules import POLICY, RULES, OfferRules

if TYPE_CHECKING:
    from kindward.guide.offering import offer

__all__ = [
    "POLICY",
    "RULES",
    "Candidate",
    "Care",
    "Context",
    "OfferAudit",
    "OfferRules",
    "PolicyValue",
    "audit",
    "daypart",
    "drawn_practice",
    "offer",
    "quiet_minute_drawn",
    "uniform_policy_value",
]


def __getattr__(name: str) -> object:
    """The offer, loaded with numpy when first named (PEP 562)."""
    if name != "offer":
        raise AttributeError(name)
    from kindward.guide.offering import offer  # noqa: PLC0415 - numpy waits until it is asked for

    return offer
