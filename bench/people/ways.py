"""Plain ways of choosing, each a few lines over everyone at once, to hold a guide against.

A way is made for one crowd and then called before each sitting with the course so far; it returns
[p] practices, each among those that fit. What they learn from is the composite after a sitting.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from bench.people.course import Course
from bench.people.crowd import Crowd, N
from kindward.arrays import Flags, Floats, Ints

Way = Callable[[Course], Ints]

NONE: Final = -np.inf


def sit_by_chance(crowd: Crowd, *, seed: int = 0, leave: bool = True) -> Course:
    """A whole course with practices drawn evenly, and quiet minutes by the crowd's coin."""
    return through(crowd, by_chance(seed), leave=leave, quiet=True)


def through(crowd: Crowd, way: Way, *, leave: bool = True, quiet: bool = False) -> Course:
    """A whole course, chosen this way."""
    course = Course(crowd, leave=leave)
    for s in range(crowd.sittings):
        course.sit(way(course), crowd.quiet[:, s] if quiet else None)
    return course


def by_chance(seed: int = 0) -> Way:
    """Each that fits, equally likely."""
    chance = np.random.default_rng(seed)
    return lambda course: _most(chance.random((course.crowd.people, N)), course.fits())


def oracle(course: Course) -> Ints:
    """What would help most now, which nobody can know."""
    return _most(course.effects(), course.fits())


def favourite(seed: int = 0) -> Way:
    """Each once, in an order by chance; then always the one with the best mean so far."""
    chance = np.random.default_rng(seed)

    def choose(course: Course) -> Ints:
        times, mean = tried(course)
        eager = chance.random((course.crowd.people, N))
        return _most(np.where(times == 0, 1000 + eager, mean), course.fits())

    return choose


def ucb1(width: float = 11.0, seed: int = 0) -> Way:
    """Auer 2002: the best mean plus what it may yet turn out to be; `width` is the spread."""
    chance = np.random.default_rng(seed)

    def choose(course: Course) -> Ints:
        times, mean = tried(course)
        eager = chance.random((course.crowd.people, N))
        hope = width * np.sqrt(2 * np.log(max(course.done, 2)) / np.maximum(times, 1))
        return _most(np.where(times == 0, 1000 + eager, mean + hope), course.fits())

    return choose


def greedy(prior: float = 7.5, prior_sd: float = 5.5, noise_sd: float = 11.0) -> Way:
    """The best of the means, each shrunk towards one prior; no chance at all."""

    def choose(course: Course) -> Ints:
        times, mean = tried(course)
        weight = times / (times + (noise_sd / prior_sd) ** 2)
        return _most(prior + weight * (mean - prior) - 1e-6 * np.arange(N), course.fits())

    return choose


def tried(course: Course) -> tuple[Ints, Floats]:
    """[p, practice] how often each was sat with, and the mean relief after it (0 if never)."""
    done = course.done
    one = course.practice[:, :done, None] == np.arange(N)
    relief = np.nan_to_num(course.before[:, :done].mean(2) - course.after[:, :done].mean(2))
    times = one.sum(1)
    mean: Floats = (one * relief[:, :, None]).sum(1) / np.maximum(times, 1)
    return times, mean


def _most(worth: Floats, fits: Flags) -> Ints:
    most: Ints = np.where(fits, worth, NONE).argmax(1)
    return most
