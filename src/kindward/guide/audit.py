"""Whether the offers of a record are what they say: from it alone, each draw is done again."""

from dataclasses import dataclass
from math import fsum, isclose
from typing import Final

from kindward.guide.draw import drawn_practice
from kindward.journal import Offer, Record

ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class OfferAudit:
    """One offer, held against itself."""

    offer: str
    adds_up: bool
    """Whether its propensities, each 0..1, add up to 1."""

    as_drawn: bool
    """Whether its seed picks what was offered."""

    all_told: bool
    """Whether each option has either a propensity or a reason why it has none."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is amiss."""
        return self.adds_up and self.as_drawn and self.all_told


def audit(record: Record) -> tuple[OfferAudit, ...]:
    """Every offer of the record, the oldest first, held against itself."""
    return tuple(map(audit_offer, record.offers))


def audit_offer(offer: Offer) -> OfferAudit:
    """One offer, held against itself."""
    propensities = [option.probability for option in offer.options]
    in_range = all(0 <= p <= 1 for p in propensities)
    return OfferAudit(
        offer=offer.id,
        adds_up=in_range and isclose(fsum(propensities), 1, abs_tol=ROUNDING),
        as_drawn=any(propensities) and drawn_practice(offer) == offer.practice,
        all_told=all((option.probability > 0) != bool(option.left_out) for option in offer.options),
    )
