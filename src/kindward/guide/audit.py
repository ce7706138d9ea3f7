"""Whether the offers of a record are what they say, and what pure chance would have been worth.

Everything here is read from the record alone. `audit` does each draw again; `value_of_chance`
weighs what followed by how likely it was (inverse propensities; Horvitz & Thompson 1952, made to
add up as Hájek 1971). It speaks of the practices that had a chance, each a chance worth a weight.
"""

from dataclasses import dataclass
from math import fsum, isclose, sqrt
from typing import Final

from kindward.guide.drawn import drawn
from kindward.guide.history import History, read
from kindward.journal import Chosen, Offer, Record

ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Audited:
    """One offer, held against itself."""

    offer: str
    adds_up: bool
    """Whether its probabilities, each 0..1, add up to 1."""

    as_drawn: bool
    """Whether its seed picks what was offered."""

    all_told: bool
    """Whether each option has either a probability or a reason why it has none."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is amiss."""
        return self.adds_up and self.as_drawn and self.all_told


@dataclass(frozen=True, slots=True)
class Worth:
    """Relief after offers drawn evenly from what had a chance, in slider points, as estimated."""

    estimate: float
    se: float
    sittings: int


def audit(record: Record) -> tuple[Audited, ...]:
    """Every offer of the record, the oldest first, held against itself."""
    return tuple(map(_audited, record.offers))


def value_of_chance(record: Record) -> Worth | None:
    """What an even draw among all that had a chance would have brought, from the person's own log.

    Over sittings that followed an offer (asked for as OFFERED, outside heavy moments, where there
    is no lottery) with the practice offered, and that said how they felt. None below two of them.
    """
    weighed = _weighed(record, read(record))
    if len(weighed) < 2:  # noqa: PLR2004 - one sitting has no spread
        return None
    whole = fsum(weight for weight, _ in weighed)
    mean = fsum(weight * relief for weight, relief in weighed) / whole
    spread = fsum((weight * (relief - mean)) ** 2 for weight, relief in weighed)
    return Worth(mean, sqrt(spread) / whole, len(weighed))


def _weighed(record: Record, history: History) -> list[tuple[float, float]]:
    """Weight and relief of each sitting that counts."""
    offers = {offer.id: offer for offer in record.offers if _is_even_possible(offer)}
    pairs = zip(record.sittings, history.heard, strict=True)
    return [
        (_weight(offers[sitting.offer]), one.relief)
        for sitting, one in pairs
        if sitting.offer in offers
        and sitting.practice == offers[sitting.offer].practice
        and one.relief is not None
    ]


def _is_even_possible(offer: Offer) -> bool:
    """Whether it is sound, and drawn outside heavy moments."""
    everything = offer.mode is Chosen.OFFERED and not offer.digest.get("careful")
    return everything and _audited(offer).is_sound


def _weight(offer: Offer) -> float:
    """How much likelier an even draw would have been to pick what was picked."""
    possible = [option for option in offer.options if option.probability > 0]
    own = next(option.probability for option in possible if option.practice == offer.practice)
    return 1 / len(possible) / own


def _audited(offer: Offer) -> Audited:
    chances = [option.probability for option in offer.options]
    adds_up = all(0 <= p <= 1 for p in chances) and isclose(fsum(chances), 1, abs_tol=ROUNDING)
    return Audited(
        offer=offer.id,
        adds_up=adds_up,
        as_drawn=any(chances) and drawn(offer) == offer.practice,
        all_told=all((option.probability > 0) != bool(option.left_out) for option in offer.options),
    )
