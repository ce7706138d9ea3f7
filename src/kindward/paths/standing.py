"""Where somebody stands on a path, told from their record: a pure function of its entries.

The same entries give the same step, in whatever order they came and whatever the clocks around them
said: moments are compared as instants, never as days. Nothing here knows what day it is today, so
none can be late.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kindward.journal import Course, Outcome, Record, Sitting
from kindward.paths.model import Path

APART: Final = dt.timedelta(hours=1)
"""How far two clocks may differ: a first sitting may seem to come before its path."""

HEARD_S: Final = 60
"""So much of a sitting counts, though it was not heard to its end."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A path that was begun and goes on."""

    courses: tuple[Course, ...]
    """Each time it was begun, the earliest first: together they are one."""

    heard: tuple[int, ...]
    skipped: tuple[int, ...]
    """Steps, from 0."""

    next: int | None
    """The step that comes next; None where all have been heard or skipped."""

    last: Sitting | None
    """The latest sitting that was a step of it."""


def standing(record: Record, name: str, path: Path) -> Standing | None:
    """Where somebody stands on the path of this name; None where it does not go on."""
    courses = [each for each in record.courses if each.path == name and not each.stopped]
    courses.sort(key=lambda each: (each.at, each.id))
    if not courses:
        return None
    skipped = {step for each in courses for step in each.skipped if step < len(path.steps)}
    began = courses[0].at - APART
    sittings = sorted(
        (each for each in record.sittings if each.at >= began and _counts(each)),
        key=lambda each: (each.at, each.id),
    )
    heard = _heard(path, sittings, skipped)
    return Standing(
        courses=tuple(courses),
        heard=tuple(sorted(heard)),
        skipped=tuple(sorted(skipped - heard.keys())),
        next=_first_open(path, heard.keys() | skipped),
        last=max(heard.values(), key=lambda each: (each.at, each.id), default=None),
    )


def _heard(path: Path, sittings: Iterable[Sitting], skipped: set[int]) -> dict[int, Sitting]:
    """The steps that were heard, each with its sitting.

    A sitting is one of the first open step that names its practice. A step where the person
    chooses takes what comes once all before it are done, or else any first sitting would be it.
    """
    heard: dict[int, Sitting] = {}
    for sitting in sittings:
        done = heard.keys() | skipped
        first = _first_open(path, done)
        fitting = (
            place
            for place, step in enumerate(path.steps)
            if place not in done
            and step.takes(sitting.practice)
            and (place == first or not step.is_open)
        )
        if (place := next(fitting, None)) is not None:
            heard[place] = sitting
    return heard


def _first_open(path: Path, done: Iterable[int]) -> int | None:
    return next((place for place in range(len(path.steps)) if place not in set(done)), None)


def _counts(sitting: Sitting) -> bool:
    return sitting.outcome is Outcome.FINISHED or sitting.heard_s >= HEARD_S
