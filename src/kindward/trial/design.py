"""The design of a trial: all that is fixed before its first day, and how it is kept. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from kindward.journal import Expected, Trial
from kindward.trial.randomization import randomized


@dataclass(frozen=True, slots=True)
class TrialLength:
    """A length on offer, and its power: of ten people with an effect, how many are told of it.

    Simulated with a fifth of the evenings missing and days that resemble each other; a large
    effect is 0.8, a medium one 0.5 of the SD of a person's days.
    """

    days: int
    large: int
    medium: int


LENGTHS: Final = (
    TrialLength(16, large=2, medium=1),
    TrialLength(28, large=4, medium=2),
    TrialLength(40, large=6, medium=3),
    TrialLength(56, large=7, medium=4),
    TrialLength(84, large=9, medium=6),
)
USUAL_DAYS: Final = 56
"""The shortest that usually finds a large effect."""


@dataclass(frozen=True, slots=True)
class Design:
    """What a person writes down before the first day: all of a trial but its randomization."""

    goal: str
    action: str
    days: int
    begins: dt.date
    expected: Expected | None = None
    changes_my_mind: str = ""

    @property
    def ends(self) -> dt.date:
        """The last of its days."""
        return self.begins + dt.timedelta(days=self.days - 1)

    @property
    def first_interim(self) -> dt.date:
        """The first day on which an interim analysis may be shown: half of the days are over."""
        return self.begins + dt.timedelta(days=self.days // 2)

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """All of its days, in their order."""
        return tuple(self.begins + dt.timedelta(days=number) for number in range(self.days))


def begun(design: Design, now: dt.datetime, seed: int, name: str) -> Trial:
    """The trial of a design, randomized with `seed`, as it is kept at `now` under the id `name`."""
    return Trial(
        id=name,
        at=now,
        begins=design.begins,
        goal=design.goal,
        action=design.action,
        changes_my_mind=design.changes_my_mind,
        expected=design.expected,
        kind=randomized(design.days, seed),
        seed=seed,
    )


def design_of(trial: Trial) -> Design:
    """The design that a trial was begun with: `design_of(begun(design, ...)) == design`."""
    return Design(
        trial.goal,
        trial.action,
        len(trial.kind),
        trial.begins,
        trial.expected,
        trial.changes_my_mind,
    )
