"""People and the moments of their lives, drawn whole before anything is chosen for them.

All chance lies here, so every way of choosing meets the same people, the same moments and the
same errors: differences between ways are paired.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from bench.people.world import DAYPARTS_H, PRACTICES, World
from kindward.arrays import Flags, Floats, Ints

N: Final = len(PRACTICES)
MOMENTS: Final = 6
"""Moments of the coming days, of which one is the one they come at."""

TOWN: Final = 50
"""People who share what is true of a practice for everyone; the next fifty have their own."""

MINUTES: Final = (2, 5, 10, 15)
QUIET: Final = 0.3
"""How often a quiet minute comes first, for those who asked to know."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """`p` people in `s` sittings; arrays run [person, sitting, practice or slider].

    Levels are points of a hundred, higher is harder. Nothing in here depends on what is chosen.
    """

    world: World
    effect: Floats
    """[p, s, practice] what it would do here and now, before repeats: points of relief."""
    repeat: float
    pause: Floats
    """[p]"""
    usual: Floats
    """[p] the level around which a person's days move."""
    level: Floats
    """[p, s, 3] truth as they come, after a quiet minute, and at the end, if nothing helped."""
    error: Floats
    """[p, s, 3 ratings, 3 sliders]"""
    tap: Floats
    """[p, s] error of the tap, their lean included."""
    day: Ints
    """[p, s] since the first."""
    daypart: Ints
    minutes: Ints
    quiet: Flags
    """[p, s] a fair coin of `QUIET`."""
    leaving: Floats
    """[p, s] uniform; who stays is decided by it and by what happened."""

    @property
    def people(self) -> int:
        """How many."""
        return len(self.pause)

    @property
    def sittings(self) -> int:
        """How many each has, if they stay."""
        return len(self.day[0])


def draw(world: World, people: int, sittings: int, seed: int) -> Crowd:
    """The people of a world. The same for the same arguments."""
    chance = np.random.default_rng(seed)
    day, daypart, level = _moments(world, people, sittings, chance)
    usual = chance.normal(50.0, world.level_sd, people)
    week = chance.normal(0, world.week_sd / np.sqrt(7), (people, int(day.max()) + 1)).cumsum(1)
    away = level[:, :, 0]
    return Crowd(
        world=world,
        effect=_effects(world, away, daypart, chance),
        repeat=world.repeat,
        pause=chance.normal(world.pause, world.pause_sd, people),
        usual=usual,
        level=(usual[:, None] + np.take_along_axis(week, day, 1))[:, :, None] + level,
        error=_errors(world, people, sittings, chance),
        tap=chance.normal(0, world.tap_sd, (people, sittings)) + chance.normal(0, 3.0, (people, 1)),
        day=day,
        daypart=daypart,
        minutes=chance.choice(MINUTES, (people, sittings), p=(0.15, 0.40, 0.30, 0.15)),
        quiet=chance.random((people, sittings)) < QUIET,
        leaving=chance.random((people, sittings)),
    )


def _moments(w: World, people: int, sittings: int, chance: Generator) -> tuple[Ints, Ints, Floats]:
    """Day, part of the day, and the level around one's usual at three points of each sitting."""
    inertia = chance.normal(w.inertia, w.inertia_sd, (people, 1)).clip(0.0, 0.85)
    better = chance.normal(w.next_day, w.next_day_sd, people)
    spread = np.sqrt(w.day_var + w.slow_var + w.fast_var)
    own_day, at = np.zeros(people), np.zeros(people, np.int64)
    day = np.zeros((people, sittings), np.int64)
    level = np.zeros((people, sittings, 3))
    anyone = np.arange(people)
    for s in range(sittings):
        shape = (people, MOMENTS)
        gap = chance.geometric(0.65, shape)
        kept = inertia**gap
        days = kept * own_day[:, None] + np.sqrt(w.day_var * (1 - kept**2)) * chance.normal(
            size=shape
        )
        slow = chance.normal(0, np.sqrt(w.slow_var), shape)
        fast = chance.normal(0, np.sqrt(w.fast_var), shape)
        pull = w.opening * (days + slow + fast) / spread + chance.gumbel(size=shape)
        came = pull.argmax(1)
        gap_days, own_day, slow_now, fast_now = (of[anyone, came] for of in (gap, days, slow, fast))
        at = at + gap_days
        day[:, s] = at
        eased = better * np.exp(1.0 - gap_days) if s else np.zeros(people)
        level[:, s, 0] = own_day + slow_now + fast_now - eased
        for leg, hours in ((1, 1 / 30), (2, 1 / 6)):
            slow_now = _later(slow_now, w.slow_var, hours / 4.0, chance)
            fast_now = _later(fast_now, w.fast_var, hours / 0.5, chance)
            level[:, s, leg] = own_day + slow_now + fast_now - eased
    daypart = chance.choice(len(DAYPARTS_H), (people, sittings), p=(0.25, 0.2, 0.35, 0.2))
    return day, daypart, level


def _later(now: Floats, variance: float, lifetimes: float, chance: Generator) -> Floats:
    """An Ornstein-Uhlenbeck process after so many of its lifetimes."""
    kept = np.exp(-lifetimes)
    later: Floats = kept * now + np.sqrt(variance * (1 - kept**2)) * chance.normal(size=now.shape)
    return later


def _effects(w: World, away: Floats, daypart: Ints, chance: Generator) -> Floats:
    """[p, s, practice]: person, practice, their meeting, the moment, drift and turning points."""
    people, sittings = away.shape
    pair = _pairs(w, people, chance)
    effect = np.repeat(
        (
            w.effect
            + chance.normal(0, w.practice_sd, (_towns(people), N))[_town(people)]
            + chance.normal(0, w.person_sd, (people, 1))
            + pair
        )[:, None, :],
        sittings,
        axis=1,
    )
    effect += chance.normal(0, w.drift_sd, (people, sittings, N)).cumsum(1)
    if w.change:
        turned = chance.random((people, 1, N)) < 0.5
        after = np.arange(sittings)[:, None] >= chance.integers(15, 41, (people, 1, 1))
        effect += turned * after * (_pairs(w, people, chance) - pair)[:, None, :]
    fits = chance.normal(0, w.daypart_sd, (people, len(DAYPARTS_H), N))
    effect += np.take_along_axis(fits, daypart[:, :, None], 1)
    effect += chance.normal(0, w.slope_sd, (people, 1, N)) * away[:, :, None]
    order = chance.random((people, N)).argsort(1)
    turns = order < chance.integers(1, 3, (people, 1))
    turns &= chance.random((people, 1)) < w.backdraft_share
    effect -= w.backdraft * turns[:, None, :] * (away[:, :, None] > 0)
    return effect


def _pairs(w: World, people: int, chance: Generator) -> Floats:
    """[p, practice] how a practice suits a person."""
    if not w.kinds:
        return chance.normal(0, w.pair_sd, (people, N))
    kinds = chance.normal(0, w.pair_sd, (_towns(people), w.kinds, N))
    own = chance.normal(0, w.pair_sd / 4, (people, N))
    suited: Floats = kinds[_town(people), chance.integers(w.kinds, size=people)] + own
    return suited


def _town(people: int) -> Ints:
    return np.arange(people) // TOWN


def _towns(people: int) -> int:
    return -(-people // TOWN)


def _errors(w: World, people: int, sittings: int, chance: Generator) -> Floats:
    """[p, s, rating, slider]: 30 % of the variance stays within a sitting; each slider leans."""
    shape = (people, sittings, 3, 3)
    own = chance.standard_t(3, shape) / np.sqrt(3) if w.heavy_tails else chance.normal(size=shape)
    kept = chance.normal(size=(people, sittings, 1, 3))
    lean = chance.normal(0, 8.0, (people, 1, 1, 3))
    error: Floats = lean + w.rating_sd * (np.sqrt(0.3) * kept + np.sqrt(0.7) * own)
    return error
