"""What keeps an offer gentle: how long a practice rests, what counts as risk, when to be careful.

Each rule stands here because it was measured by itself (bench/guide.py prints the table): crude
ones raise harm, since one hard sitting is mostly noise, and steering away from everything that
ever had one steers towards the unknown.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class OfferRules:
    """The rules of an offer, in slider points and shares. Of a policy, all or nothing is logged."""

    temperature: float = 0.3
    """SD of the Thompson draws, as a share of the posterior SD: below 1 it explores less."""

    cool_off: int = 5
    """Sittings for which a practice rests each time it felt worse; the posterior does more."""
    most_resting: float = 0.4
    """Share of practices resting, from which on none of the others is offered either."""

    risk: float = 0.20
    """A practice stays out if it is likelier than this to do `harm` or worse..."""
    harm: float = -5.0
    """...beyond what a pause does by itself..."""
    pause: float = 3.5
    """...which is taken to be this."""

    careful: bool = True
    """Whether heavy moments get what is surest, in place of what may be best."""
    heavy: float = 15.0
    """Above one's usual: a heavy moment."""

    lottery: float = 0.10
    """Share of offers drawn evenly, so that they can be analyzed..."""
    near: float = 3.0
    """...from the safe ones whose posterior mean is this close to the best: what chance costs."""
    least: float = 0.02
    """A propensity below this is none, before all are made to add up to 1."""

    stirred: int = 3
    """Sittings in a row that felt worse, after which nothing is offered but care."""
    stirred_days: int = 7
    """How long that holds."""

    quiet: float = 0.3
    """How often a quiet minute comes first, for those who asked to know."""


RULES: Final = OfferRules()
POLICY: Final = "layered-thompson-3"
"""Method, priors and rules as they stand; a change of any of them is another number."""
