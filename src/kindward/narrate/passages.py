"""Which sentences of a score are spoken in one go.

A passage is a run of sentences without a quiet between them, in one section, as somebody hears them
who made some choice or other. Each sentence has to be in one of them.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from kindward.score.model import Choices, Line, Note, Repeat, Score, Section

Passage = tuple[str, ...]
"""The texts of its lines, as they stand in the score."""


def passages(scores: Iterable[Score]) -> tuple[Passage, ...]:
    """Those that hold every line of the scores, in the order in which somebody comes to them.

    What is heard under the first choices comes first; a passage whose lines are all in earlier ones
    is left out.
    """
    held: set[str] = set()
    found: list[Passage] = []
    for score in scores:
        for passage in dict.fromkeys(_of_all_choices(score)):
            if not held.issuperset(passage):
                held.update(passage)
                found.append(passage)
    return tuple(found)


def _of_all_choices(score: Score) -> Iterator[Passage]:
    for touch, breath, imagery in product((True, False), repeat=3):
        choices = Choices(touch, breath, imagery)
        for section in score.sections:
            if section.when.holds(choices):
                yield from _runs(section, choices)


def _runs(section: Section, choices: Choices) -> Iterator[Passage]:
    """The runs of lines between two of anything else."""
    run: list[str] = []
    for text in _heard(section, choices):
        if text is not None:
            run.append(text)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _heard(section: Section, choices: Choices) -> Iterator[str | None]:
    """Each line's text, and None for whatever is no words."""
    for part in section.body:
        if isinstance(part, Note) or not part.when.holds(choices):
            continue
        for element in part.passage if isinstance(part, Repeat) else (part,):
            if not isinstance(element, Note) and element.when.holds(choices):
                yield element.text if isinstance(element, Line) else None
        if isinstance(part, Repeat):
            yield None
