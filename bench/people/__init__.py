"""Simulated people: who they are, what each practice would do for them, and what they would tap.

    from bench.people import Course, WORLDS, NULL_WORLDS, draw, record

    crowd = draw(WORLDS["base"], people=600, sittings=100, seed=7)   # all chance is in here
    course = Course(crowd)                                           # leave=False: nobody stops
    for s in range(crowd.sittings):
        practice = ...        # [600] of 0..8, say by course.fits(), course.after[:, :s] ...
        course.sit(practice, crowd.quiet[:, s])                      # or no quiet minutes: None
    course.before, course.between, course.after   # [person, sitting, 3] points, NaN: unasked
    course.felt, course.practice, course.quiet, course.here
    course.effect             # truth: what it did beyond a pause, [person, sitting], points
    record(course, person)    # the same as a kindward.journal.Record

`sit_by_chance(crowd)` does this loop with practices drawn evenly and quiet minutes by a coin, which
is what an answer is measured on. `draw` is deterministic; two courses over one crowd meet the same
people, moments and errors, so differences between them are paired.

`.venv/bin/python -m bench.people` prints the face check: what these people look like beside what is
known of real ones.
"""

from bench.people.course import FELT, NEVER, Course
from bench.people.crowd import QUIET, Crowd, draw
from bench.people.record import at, check_in, record, sitting
from bench.people.ways import by_chance, sit_by_chance
from bench.people.world import (
    BASE,
    DAYPARTS_H,
    GROUNDING,
    NULL_WORLDS,
    PRACTICES,
    SHORTEST_MIN,
    WORLDS,
    World,
)

__all__ = [
    "BASE",
    "DAYPARTS_H",
    "FELT",
    "GROUNDING",
    "NEVER",
    "NULL_WORLDS",
    "PRACTICES",
    "QUIET",
    "SHORTEST_MIN",
    "WORLDS",
    "Course",
    "Crowd",
    "World",
    "at",
    "by_chance",
    "check_in",
    "draw",
    "record",
    "sit_by_chance",
    "sitting",
]
