"""What a score is, once read: values that never change. Seconds are floats, to the hundredth."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Final

CHOICES: Final = ("touch", "breath", "imagery")
"""What a listener can leave out of a practice."""

SUITS: Final = ("walking", "wary")
"""What a practice may suit: being on one's feet; someone to whom kindness feels wrong."""


HEADERS: Final = {
    "Title": "title",
    "Language": "language",
    "Summary": "summary",
    "Picture": "picture",
    "Credit": "credits",
    "Note": "notes",
    "Alternative": "alternatives",
    "Suits": "suits",
}
"""Each header and the part of the Score that it fills; a plural may come often."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one listener asked for. The first three shape the words, `bell` and `pace` the sound."""

    touch: bool = True
    breath: bool = True
    imagery: bool = True
    bell: bool = False
    pace: bool = False
    """Whether a paced breath is heard as well as seen."""

    def without(self) -> tuple[str, ...]:
        """The names of what was left out."""
        return tuple(name for name in CHOICES if not getattr(self, name))

    def changed(self) -> dict[str, bool]:
        """Only what differs from what a first visit gets, by name."""
        asked = {f.name: bool(getattr(self, f.name)) for f in fields(self)}
        return {name: value for name, value in asked.items() if value is not (name in CHOICES)}


@dataclass(frozen=True, slots=True)
class When:
    """The choices under which something is there: all of them; none means always."""

    terms: tuple[tuple[str, bool], ...] = ()

    def holds(self, choices: Choices) -> bool:
        """Whether a listener with these choices meets it."""
        return not self.terms or all(getattr(choices, n) is wanted for n, wanted in self.terms)


ALWAYS: Final = When()


@dataclass(frozen=True, slots=True)
class Bounds:
    """A natural amount and how far it may go: least <= natural <= most."""

    natural: float
    least: float
    most: float


PARAGRAPH: Final = Bounds(natural=5.0, least=2.0, most=12.0)
"""The quiet after a paragraph that names none, in seconds: time to do what was said."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that are spoken, in one go: a sentence as a rule."""

    text: str
    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Silence:
    """Quiet, in seconds. One that was announced (`rest`) may be longer than a minute."""

    seconds: Bounds
    announced: bool = False
    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Breath:
    """A paced breath that comes a whole number of times."""

    in_s: float
    out_s: float
    times: Bounds
    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Bell:
    """One stroke of the bell, for those who asked for it."""

    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Note:
    """Words for whoever edits the score; never spoken."""

    text: str


Element = Line | Silence | Breath | Bell | Note


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage that comes again a whole number of times."""

    times: Bounds
    passage: tuple[Element, ...]
    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Section:
    """A named part: there in sittings of `from_s` and longer, but shorter than `under_s`."""

    name: str
    body: tuple[Element | Repeat, ...]
    from_s: float = 0.0
    under_s: float | None = None
    when: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Score:
    """A practice as written, before any length or voice is known."""

    title: str
    language: str
    sections: tuple[Section, ...]
    summary: str = ""
    picture: str = ""
    credits: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())
    alternatives: tuple[str, ...] = field(default=())
    suits: tuple[str, ...] = field(default=())
    """What it is good for besides, of `SUITS`."""

    def elements(self) -> Iterator[Element]:
        """Everything in it in order, repeats opened once."""
        for section in self.sections:
            for part in section.body:
                yield from part.passage if isinstance(part, Repeat) else (part,)

    def lines(self) -> tuple[str, ...]:
        """Every different spoken line, in order of first appearance."""
        return tuple(dict.fromkeys(e.text for e in self.elements() if isinstance(e, Line)))
