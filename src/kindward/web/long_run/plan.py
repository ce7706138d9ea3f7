"""An honest look as days: its lengths, its shuffle, and where a day stands in it. Pure.

Days come in blocks of four, two of each kind, so that good weeks and bad ones meet both alike
(randomised blocks; Fisher, The Design of Experiments, 1935).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

from kindward.journal import Expected, Look
from kindward.web.journal.fields import NIGHT_ENDS_H

BLOCK: Final = (True, True, False, False)


@dataclass(frozen=True, slots=True)
class Length:
    """A length on offer, and of ten people with a difference, about how many would see it.

    Simulated with a fifth of the evenings missing and days that resemble each other; large is 0.8
    and medium 0.5 of how much a person's days differ among themselves.
    """

    days: int
    large: int
    medium: int


LENGTHS: Final = (
    Length(16, large=2, medium=1),
    Length(28, large=4, medium=2),
    Length(40, large=6, medium=3),
    Length(56, large=7, medium=4),
    Length(84, large=9, medium=6),
)
USUAL_DAYS: Final = 56
"""The shortest that usually finds a large difference."""


class Stage(StrEnum):
    """Where a look stands."""

    WAITING = "waiting"
    RUNNING = "running"
    OVER = "over"
    STOPPED = "stopped"

    @property
    def is_under_way(self) -> bool:
        """Whether it has days to come."""
        return self in {Stage.WAITING, Stage.RUNNING}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person writes down before the first day: all of a look but its shuffle."""

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
    def half(self) -> dt.date:
        """The first day on which a result may be seen: half of the days have gone by."""
        return self.begins + dt.timedelta(days=self.days // 2)

    @property
    def evenings(self) -> tuple[dt.date, ...]:
        """All of its days."""
        return tuple(self.begins + dt.timedelta(days=number) for number in range(self.days))


def shuffled(days: int, seed: int) -> tuple[bool, ...]:
    """One value for each day, True for a kind coach: two and two in every block of four.

    `days` is a multiple of four. The same seed gives the same days (Mersenne Twister).
    """
    chance = Random(seed)  # noqa: S311 - a shuffle that can be checked, not a secret
    return tuple(kind for _ in range(days // 4) for kind in chance.sample(BLOCK, 4))


def begun(plan: Plan, now: dt.datetime, seed: int, name: str) -> Look:
    """The plan as it is kept, written at `now` under the id `name`."""
    return Look(
        id=name,
        at=now,
        begins=plan.begins,
        goal=plan.goal,
        action=plan.action,
        changes_my_mind=plan.changes_my_mind,
        expected=plan.expected,
        kind=shuffled(plan.days, seed),
        seed=seed,
    )


def planned(look: Look) -> Plan:
    """The plan that a look was begun with; `begun` keeps all of it."""
    return Plan(
        look.goal,
        look.action,
        len(look.kind),
        look.begins,
        look.expected,
        look.changes_my_mind,
    )


def latest(looks: Sequence[Look]) -> Look | None:
    """The look that was planned last, of those of a record; only the last can be under way."""
    return looks[-1] if looks else None


def today(now: dt.datetime) -> dt.date:
    """The day that goes on: until four in the morning it is still the one before."""
    return (now - dt.timedelta(hours=NIGHT_ENDS_H)).date()


def stage(look: Look, day: dt.date) -> Stage:
    """Where a look stands on a day."""
    if look.stopped:
        return Stage.STOPPED
    if day < look.begins:
        return Stage.WAITING
    return Stage.OVER if day > look.ends else Stage.RUNNING


@dataclass(frozen=True, slots=True)
class Running:
    """A day of a look that is under way."""

    look: Look
    number: int
    """Which of its days it is, from 1."""

    @property
    def is_kind(self) -> bool:
        """Whether it is a kind-coach day."""
        return self.look.kind[self.number - 1]


def running(looks: Sequence[Look], day: dt.date) -> Running | None:
    """The day of the look that runs; None while none does."""
    look = latest(looks)
    if look is None or stage(look, day) is not Stage.RUNNING:
        return None
    return Running(look, (day - look.begins).days + 1)


def told_of(look: Look, day: dt.date) -> tuple[dt.date, ...]:
    """The days of a look that an evening can be written for, the oldest first."""
    last = min(day, look.stopped or day)
    return tuple(evening for evening in planned(look).evenings if evening <= last)


def may_be_seen(look: Look, day: dt.date) -> bool:
    """Whether a result may be shown: half of its days have gone by, before it was stopped."""
    return min(day, look.stopped or day) >= planned(look).half
