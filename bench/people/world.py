"""The worlds that simulated people live in, each a few numbers that are argued for, not known.

Everything is in slider points of a hundred, as in all of Kindward. Where a number was published
it is named; the rest is a plausible choice, which is why there are several worlds, and why nothing
that is shipped may hold in the first one only.
"""

from dataclasses import dataclass, replace
from typing import Final

from kindward.library import NINE

PRACTICES: Final = NINE
SHORTEST_MIN: Final = (2, 1, 2, 3, 2, 1, 8, 5, 3)
"""Minutes that each needs at least; what a person has time for leaves out the rest."""

GROUNDING: Final = len(PRACTICES)
"""The practice, after the nine, that asks for no kindness and does nothing beyond a pause."""

DAYPARTS_H: Final = (8, 13, 19, 23)
"""Hours of the day at which people sit: morning, day, evening, night."""


@dataclass(frozen=True, slots=True)
class World:
    """How people, practices, days and ratings are drawn. Spreads (`_sd`) are standard deviations.

    `effect` is what a practice does beyond a pause (RCTs of whole programmes: self-criticism
    g = .51, Wakelin 2021; .56, Ferrari 2019), spread over people, practices and their meeting.
    `pause` is what being asked and a quiet minute give by themselves, once in a sitting, whether
    or not a quiet minute comes first.
    """

    name: str = "base"

    effect: float = 4.0
    person_sd: float = 3.5
    practice_sd: float = 2.0
    pair_sd: float = 5.0
    pause: float = 3.5
    pause_sd: float = 2.0
    next_day: float = 1.0
    next_day_sd: float = 2.0

    backdraft_share: float = 0.15
    """Share of people with one or two practices that turn on them when they are low already."""
    backdraft: float = 15.0

    daypart_sd: float = 1.8
    slope_sd: float = 0.08
    """How a practice's effect changes for each point above one's own usual."""
    repeat: float = -1.2
    """Boredom (or habit, if positive) for each time it came among the last three."""
    drift_sd: float = 0.3
    """Random walk of each effect, for each sitting."""
    kinds: int = 0
    """So many kinds of people share their effects; 0 for everyone their own."""
    change: bool = False
    """Whether half of the effects are others from some sitting between the 15th and the 40th."""

    level_sd: float = 16.0
    """Between people: 41 % of the variance (Eltohami Ahmed 2024: ICC of state self-compassion)."""
    day_var: float = 190.0
    slow_var: float = 90.0
    fast_var: float = 90.0
    """Within people 192 in all: days that lean on each other, and moods of 4 h and of 0.5 h."""
    inertia: float = 0.45
    inertia_sd: float = 0.12
    week_sd: float = 0.0
    """Random walk of the level, for a week."""
    opening: float = 0.5
    """How much likelier opening is for each standard deviation of distress (log odds)."""

    rating_sd: float = 10.0
    """Of one slider: a tenth of the scale (Dejonckheere 2022); 30 % stays within a sitting."""
    heavy_tails: bool = False
    """Student's t with 3 degrees of freedom in place of a Gaussian, of the same variance."""
    tap_sd: float = 7.0
    """Error of the one tap, on top of a person's own lean (3)."""


BASE: Final = World()
WORLDS: Final = {
    world.name: world
    for world in (
        BASE,
        replace(BASE, name="alike", person_sd=2.0, practice_sd=1.0, pair_sd=2.2),
        replace(BASE, name="noisy", rating_sd=17.0, fast_var=160.0, tap_sd=12.0),
        replace(BASE, name="context", daypart_sd=4.2, slope_sd=0.14, repeat=-2.5),
        replace(BASE, name="alien", kinds=4, pair_sd=7.5, heavy_tails=True, repeat=0.6,
                change=True),
    )
}  # fmt: skip
"""Base, low heterogeneity, noisy, strong context, and one unlike what any model here assumes."""

NULL: Final = replace(
    BASE, name="null", effect=0, person_sd=0, practice_sd=0, pair_sd=0, next_day=0, next_day_sd=0,
    backdraft_share=0, daypart_sd=0, slope_sd=0, repeat=0, drift_sd=0,
)  # fmt: skip
NULL_WORLDS: Final = {
    world.name: world
    for world in (
        NULL,
        replace(NULL, name="demand", pause=10.0),
        replace(NULL, name="crisis", opening=2.0),
        replace(NULL, name="drift", week_sd=2.5),
    )
}
"""Where no practice does anything that a quiet minute does not: whoever claims more, claims it
falsely. Plain; being asked gives ten points; people come at their lowest; life drifts."""
