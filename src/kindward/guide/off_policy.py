"""Off-policy evaluation: what another way of choosing would have brought, from the logged offers.

Each rated sitting counts by how much likelier the other policy would have chosen its practice
(inverse propensity weighting; Horvitz and Thompson 1952), the weights made to add up to 1 (Hájek
1971). It speaks of the practices that had a propensity above 0, and of no others.
"""

from dataclasses import dataclass
from math import fsum, sqrt

from kindward.guide.audit import audit_offer
from kindward.guide.history import History, history_of
from kindward.journal import Chosen, Offer, Record


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """Mean relief under a policy, in slider points, as estimated."""

    estimate: float
    se: float
    """Its standard error."""

    sittings: int


def uniform_policy_value(record: Record) -> PolicyValue | None:
    """The value of an even draw among all that had a propensity, from the person's own log.

    Over sittings that followed an offer (asked for as OFFERED, outside heavy moments, where there
    is no lottery) with the practice offered, and that said how they felt. None below two of them.
    """
    weighted = _weighted(record, history_of(record))
    if len(weighted) < 2:  # noqa: PLR2004 - one sitting has no spread
        return None
    whole = fsum(weight for weight, _ in weighted)
    mean = fsum(weight * relief for weight, relief in weighted) / whole
    squares = fsum((weight * (relief - mean)) ** 2 for weight, relief in weighted)
    return PolicyValue(mean, sqrt(squares) / whole, len(weighted))


def _weighted(record: Record, history: History) -> list[tuple[float, float]]:
    """Importance weight and relief of each sitting that counts."""
    offers = {offer.id: offer for offer in record.offers if _has_lottery(offer)}
    pairs = zip(record.sittings, history.observations, strict=True)
    return [
        (_importance(offers[sitting.offer]), one.relief)
        for sitting, one in pairs
        if sitting.offer in offers
        and sitting.practice == offers[sitting.offer].practice
        and one.relief is not None
    ]


def _has_lottery(offer: Offer) -> bool:
    """Whether it is sound, and drawn outside heavy moments."""
    everything = offer.mode is Chosen.OFFERED and not offer.digest.get("careful")
    return everything and audit_offer(offer).is_sound


def _importance(offer: Offer) -> float:
    """How much likelier an even draw would have been to pick what was picked."""
    possible = [option for option in offer.options if option.probability > 0]
    own = next(option.probability for option in possible if option.practice == offer.practice)
    return 1 / len(possible) / own
