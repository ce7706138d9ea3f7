"""Daily lives, for what takes weeks: evenings and mornings of people, as records and as numbers.

    people = live(Days(slope=-1.5), people=150, days=168, seed=1)
    people.evening            # [person, day, 3] judging, hurt, next step as set, NaN: not written

Slider points, 0..100. A person has a level, days that lean on each other, a mood within the day
and errors of rating (the same numbers as `world.py`). All three sliders share
most of a day; next step goes the other way.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from kindward.arrays import Floats
from kindward.journal import CheckIn, Evening, Record

FIRST: Final = dt.date(2027, 1, 4)


@dataclass(frozen=True, slots=True)
class Life:
    """What days are like."""

    slope: float = 0.0
    """Points a week, the same for all three; next step the other way."""

    walk_sd: float = 0.0
    """Random walk, for the square root of a week."""

    followed: float = 0.0
    """How much of today's judging is added to tomorrow's hurt, for each point."""

    level_sd: float = 16.0
    day_sd: float = 13.8
    inertia: float = 0.45
    inertia_sd: float = 0.12
    moment_sd: float = 13.4
    """What moods of hours add at the moment of rating."""
    rating_sd: float = 10.0
    together: float = 0.8
    """Share of the day's variance that the three have in common."""
    written: float = 0.77
    """Share of evenings that are written."""


@dataclass(frozen=True, slots=True)
class Lives:
    """Many people's days."""

    evening: Floats
    """[person, day, 3] NaN where none was written."""


def live(life: Life, people: int, days: int, seed: int) -> Lives:
    """The same for the same arguments."""
    chance = np.random.default_rng(seed)
    shape = people, days, 3
    shared = _days(life, (people, days, 1), chance)
    own = _days(life, shape, chance)
    day = np.sqrt(life.together) * shared + np.sqrt(1 - life.together) * own
    walk = chance.normal(0, life.walk_sd / np.sqrt(7), (people, days, 1)).cumsum(1)
    week = (np.arange(days) - days / 2)[None, :, None] / 7
    level = chance.normal(0, life.level_sd, (people, 1, 1)) + walk + life.slope * week + day
    moment = chance.normal(0, life.moment_sd, (people, days, 1))
    if life.followed:
        level[:, 1:, 1] += life.followed * level[:, :-1, 0]
    seen = 50 + (level + moment) * (1, 1, -1) + chance.normal(0, life.rating_sd, shape)
    seen[chance.random((people, days)) >= life.written] = np.nan
    return Lives(seen.clip(0, 100).round())


def _days(life: Life, shape: tuple[int, int, int], chance: Generator) -> Floats:
    """A stationary autoregression by days."""
    kept = chance.normal(life.inertia, life.inertia_sd, (shape[0], 1)).clip(0, 0.85)
    fresh = chance.normal(0, life.day_sd, shape)
    level = np.empty(shape)
    level[:, 0] = fresh[:, 0]
    for day in range(1, shape[1]):
        level[:, day] = kept * level[:, day - 1] + np.sqrt(1 - kept**2) * fresh[:, day]
    return level


def evenings(lives: Lives, person: int) -> Record:
    """The record of one person who writes evenings and nothing else."""
    return Record(
        evening(FIRST + dt.timedelta(days=day), sliders)
        for day, sliders in enumerate(lives.evening[person])
        if not np.isnan(sliders).all()
    )


def evening(of: dt.date, sliders: Floats) -> Evening:
    """One evening, written at nine."""
    judging, hurt, able = (None if np.isnan(value) else int(value) for value in sliders)
    return Evening(
        id=f"evening-{of}",
        at=dt.datetime.combine(of, dt.time(21), dt.UTC),
        of=of,
        feeling=CheckIn(judging=judging, hurt=hurt, next_step=able),
    )
