"""A simulated person's course as the record that a real one would have."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import numpy as np

from bench.people.course import FELT, Course
from bench.people.world import DAYPARTS_H, PRACTICES
from kindward.arrays import Floats
from kindward.journal import CheckIn, Felt, Outcome, Record, Sitting
from kindward.journal.ratings import turned

FIRST_DAY: Final = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def at(course: Course, person: int, sitting: int) -> dt.datetime:
    """When it begins."""
    crowd = course.crowd
    hour = DAYPARTS_H[crowd.daypart[person, sitting]]
    return FIRST_DAY + dt.timedelta(days=int(crowd.day[person, sitting]), hours=hour)


def check_in(sliders: Floats) -> CheckIn | None:
    """Three sliders as the journal keeps them; None where they were not asked for."""
    if np.isnan(sliders[0]):
        return None
    judging, hurt, stuck = (round(float(value)) for value in sliders)
    return CheckIn(judging=judging, hurt=hurt, next_step=turned(stuck))


def sitting(course: Course, person: int, number: int, *, sliders: bool = True) -> Sitting:
    """One sitting that is over. Without `sliders` they only tapped."""
    place = person, number
    return Sitting(
        id=f"sitting-{number:05}",
        at=at(course, person, number),
        practice=(*PRACTICES, "grounding")[course.practice[place]],
        seconds=60 * int(course.crowd.minutes[place]),
        language="en",
        before=check_in(course.before[place]) if sliders else None,
        quiet_minute=bool(course.quiet[place]),
        between=check_in(course.between[place]) if sliders else None,
        after=check_in(course.after[place]) if sliders else None,
        outcome=Outcome.FINISHED,
        felt=Felt(FELT[course.felt[place]]),
    )


def record(course: Course, person: int, *, sliders: bool = True) -> Record:
    """All sittings of one person so far, until they stopped coming."""
    return Record(_sittings(course, person, sliders=sliders))


def _sittings(course: Course, person: int, *, sliders: bool) -> Iterator[Sitting]:
    for number in range(course.done):
        if course.here[person, number]:
            yield sitting(course, person, number, sliders=sliders)
