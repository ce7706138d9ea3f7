"""The guide as a way of choosing: every offer made by `kindward.guide` from a growing record."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from msgspec.structs import replace

from bench.people.course import Course
from bench.people.crowd import Crowd
from bench.people.record import at, check_in, sitting
from bench.people.world import GROUNDING, PRACTICES, SHORTEST_MIN
from kindward.arrays import Flags, Floats, Ints
from kindward.guide import RULES, Candidate, Care, Context, OfferRules, offer
from kindward.journal import Chosen, Offer, Record, Sitting

CANDIDATES: Final = tuple(
    Candidate(name, (), 60.0 * shortest)
    for name, shortest in zip(PRACTICES, SHORTEST_MIN, strict=True)
)
ANSWERS: Final = ("sliders and tap", "tap only", "sliders only")


@dataclass(frozen=True, slots=True)
class Made:
    """An offer that was taken, and the truth about it."""

    person: int
    sitting: int
    offer: Offer
    effects: Floats
    """[practice] what each would have done, points."""


class Guided:
    """A way of choosing, to be called before each sitting; care is followed by grounding."""

    def __init__(
        self, crowd: Crowd, rules: OfferRules = RULES, answers: str = ANSWERS[0], seed: int = 1
    ) -> None:
        """`answers`: what people give after a sitting, of ANSWERS."""
        self.rules, self.answers = rules, answers
        self.seeds: Ints = np.random.default_rng(seed).integers(
            0, 2**63 - 1, (crowd.people, crowd.sittings)
        )
        self.lives: list[list[Offer | Sitting]] = [[] for _ in range(crowd.people)]
        self.made: list[Made] = []

    def __call__(self, course: Course) -> Ints:
        """[p] what is offered to each who is still there."""
        effects = course.effects()
        chosen = np.zeros(course.crowd.people, np.int64)
        for person in np.flatnonzero(course.here[:, course.done]):
            chosen[person] = self._offer(course, int(person), effects[person])
        return chosen

    def record(self, person: int) -> Record:
        """All that one of them has, offers included; the last sitting is not over yet."""
        return Record(self.lives[person])

    def _offer(self, course: Course, person: int, effects: Floats) -> int:
        life, number = self.lives[person], course.done
        if number:
            life.append(self._last(course, person))
        made = offer(
            Record(life),
            CANDIDATES,
            Context(
                at(course, person, number),
                None if self.answers == "tap only" else check_in(course.before[person, number]),
                60.0 * int(course.crowd.minutes[person, number]),
            ),
            Chosen.OFFERED,
            int(self.seeds[person, number]),
            rules=self.rules,
        )
        if isinstance(made, Care):
            return GROUNDING
        life.append(made)
        self.made.append(Made(person, number, made, effects))
        return PRACTICES.index(made.practice)

    def _last(self, course: Course, person: int) -> Sitting:
        """The sitting that is over now, with what this kind of person says of it."""
        number = course.done - 1
        over = sitting(course, person, number, sliders=self.answers != "tap only")
        latest = self.lives[person][-1] if self.lives[person] else None
        followed = isinstance(latest, Offer) and latest.practice == over.practice
        return replace(
            over,
            felt=None if self.answers == "sliders only" else over.felt,
            offer=latest.id if followed and latest is not None else None,
        )


def felt_worse(course: Course) -> tuple[Flags, Flags]:
    """[p, s] sittings that felt worse, by slider or tap, and whether they came within five."""
    relief = (course.before - course.after).mean(2)
    worse: Flags = (relief <= -10) | (course.felt == 0)
    worse &= (course.practice >= 0) & (course.practice != GROUNDING)
    again = np.zeros_like(worse)
    for later in range(1, 6):
        again[:, :-later] |= course.practice[:, later:] == course.practice[:, :-later]
    return worse, worse & again
