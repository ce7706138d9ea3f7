"""The thresholds by which practices are claimed of; `claims.py` says what each is there for."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """Thresholds, in probabilities, sittings and slider points."""

    sittings: int = 10
    own_sittings: int = 5
    """With one practice, before anything is said of it."""
    quiet_minutes: int = 8
    widest: float = 15.0
    """A 95 % credible interval wider than this says nothing yet."""
    leaning: float = 0.8
    clear_all: float = 0.98
    clear_one: float = 0.99
    all_with_one: float = 0.9
    look: int = 5
    """Sittings between two interim analyses."""
    same: float = 3.0
    """No difference: the 95 % credible interval lies within this of nothing."""
    harder: float = 0.985
    """By the kinder reading, which leaves what settles by itself to the practice, at two
    analyses. At .975, 6 in 100 were told so of some practice where none did anything."""
    stirred: int = 3
    """Or so many taps after it, the latest ones, that all said so..."""
    stirred_harder: float = 0.95
    """...while the sliders lean the same way, at one analysis. Taps alone, three in a row somewhere
    among nine practices, told 17 in 100. What stirred rests at once anyway: that is the guide's,
    and needs no proof."""
    hardest: float = 0.1
    """What counts as hard, for a sitting that ended without a rating: the share of the worst..."""
    hard: float = -10.0
    """...and in any case a relief of this."""
    lead_in: float = 0.3
    """How often a quiet minute comes first."""
    most_more: int = 100


RULES: Final = ClaimRules()

MOST_SITTINGS: Final = 400
"""The latest sittings that are weighed: what a practice does changes over the years."""
