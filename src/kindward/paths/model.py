"""What a path is, once read: values that never change. Lengths are whole seconds."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, Protocol

ANY: Final = "any"
"""Stands for a practice where the person chooses one."""

LEAST_STEP_S: Final = 120
MOST_STEP_S: Final = 600
"""The shortest and the longest practice of a step, in seconds."""

HEADERS: Final = {
    "Title": "title",
    "Language": "language",
    "Summary": "summary",
    "Credit": "credits",
    "Note": "notes",
}
"""Each header and the part of the Path that it fills; a plural may come often."""


class Practices(Protocol):
    """What a path needs to know of the practices that are here."""

    def names(self, language: str) -> Collection[str]:
        """The practices of a language by their names; none where it has none."""

    def lasts(self, name: str, language: str, seconds: int) -> bool:
        """Whether one of them can have this length."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A practice by its name, or `ANY`, and how long it lasts."""

    practice: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a path."""

    name: str
    practice: Timed
    other: Timed | None = None
    """What can be done in its place."""

    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the person chooses the practice."""
        return self.practice.practice == ANY

    def takes(self, practice: str) -> bool:
        """Whether a sitting with this practice is one of this step."""
        named = {self.practice.practice, *([self.other.practice] if self.other else [])}
        return self.is_open or practice in named


@dataclass(frozen=True, slots=True)
class Path:
    """A path as written. Its steps have an order and no dates: no day of it is ever late."""

    title: str
    language: str
    steps: tuple[Step, ...]
    summary: str = ""
    credits: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())

    def practices(self) -> tuple[Timed, ...]:
        """Every practice that is named, each once: those of the steps in order, then the others."""
        named = [*(step.practice for step in self.steps), *(step.other for step in self.steps)]
        found: dict[str, Timed] = {}
        for timed in named:
            if timed and timed.practice != ANY:
                found.setdefault(timed.practice, timed)
        return tuple(found.values())
