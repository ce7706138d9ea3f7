"""What the weeks of a record show, in the English sentences that pages and command both say.

Pages have each in every language of their catalogues; `release/words.py` gathers them from here.
"""

from collections.abc import Mapping
from typing import Final

MEASURES: Final[Mapping[str, str]] = {
    "judging": "Being hard on yourself",
    "hurt": "How heavy it is",
    "next-step": "Being able to do a small thing",
}
"""The three, by the names of `journal.Measure`."""

TRENDS: Final[Mapping[str, str]] = {
    "too-early": "It is too early to tell which way it goes."
    " Eight to twelve weeks usually show more.",
    "leaning": "It may be getting a little easier: the chance is about %(sure)s in 10."
    " This may still change.",
    "clear": "It has been getting easier, by about %(points)s points a week on a scale of 100.",
    "no-difference": "It goes up and down, and stays about where it was.",
    "harder": "It has been harder lately. That says nothing bad about you, and talking to a"
    " person can help more than words on a screen.",
}
"""Where one of them has been going, by the names of `insight.Verdict`.

`sure` is how many times in 10; `points` are those of a slider, without a sign.
"""
