"""The three sliders: in which order they are asked, and which way each of them runs. Pure.

Each is a whole number from 0 to 100 as it was set. Models want all of them to run one way:
`CheckIn.heaviness` turns the one of which more is lighter. They are never added up for anyone.
"""

from enum import StrEnum
from typing import Annotated, Final

from msgspec import Meta, Struct

MOST: Final = 100
"""The upper end of a slider; the lower one is 0."""

Slider = Annotated[int, Meta(ge=0, le=MOST)]
Three = tuple[int | None, int | None, int | None]
"""One value for each slider, in their order; None for one that was not touched."""


class Measure(StrEnum):
    """The three things that are rated, in the order in which they are asked."""

    JUDGING = "judging"
    HURT = "hurt"
    NEXT_STEP = "next-step"

    @property
    def slider(self) -> str:
        """The field of a check-in, and of a form, that it is told in."""
        return self.value.replace("-", "_")

    @property
    def is_lighter_above(self) -> bool:
        """Whether more of it is lighter; of the others more is heavier."""
        return self is Measure.NEXT_STEP


SLIDERS: Final = tuple(measure.slider for measure in Measure)
"""Their fields, in the order of `Measure`."""


class CheckIn(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Three sliders at one moment, each of which may have been left alone. Never added up."""

    judging: Slider | None = None
    """How hard I am being on myself: 0 not at all, 100 very."""

    hurt: Slider | None = None
    """How heavy this moment is: 0 light, 100 very heavy."""

    next_step: Slider | None = None
    """How able I feel to do one small thing that matters: 0 not, 100 fully."""

    def is_empty(self) -> bool:
        """Whether no slider was touched."""
        return self.as_set() == (None, None, None)

    def as_set(self) -> Three:
        """The three as they were set."""
        return self.judging, self.hurt, self.next_step

    def heaviness(self) -> Three:
        """The three, each turned so that 100 is hardest."""
        able = self.next_step
        return self.judging, self.hurt, None if able is None else turned(able)


def turned(value: int) -> int:
    """A value of a slider as it would be on one that runs the other way."""
    return MOST - value


def relief_between(begin: CheckIn, end: CheckIn) -> tuple[float | None, int]:
    """Mean points by which the later one is lighter, and over how many sliders.

    Sliders that were touched both times count; with none of them it is None, over 0. One by one,
    which takes a fifth of the time of a loop: each offer asks this of 200 sittings.
    """
    points = sliders = 0
    judging, hurt, stuck = begin.heaviness()
    judging_then, hurt_then, stuck_then = end.heaviness()
    if judging is not None and judging_then is not None:
        points += judging - judging_then
        sliders += 1
    if hurt is not None and hurt_then is not None:
        points += hurt - hurt_then
        sliders += 1
    if stuck is not None and stuck_then is not None:
        points += stuck - stuck_then
        sliders += 1
    return (points / sliders if sliders else None), sliders
