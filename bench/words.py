"""How the practices sound in time: words, gaps and quiet, measured on the plan of each sitting.

`python -m bench.words [NAME ...] [--language es]` prints one row for each practice and length.
What the columns mean is said at `Heard`; `tests/practices/test_timing.py` holds them in bounds.
"""

import argparse
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import fmean, pstdev
from typing import Final

from kindward.library import Library, Practice
from kindward.plan import Cue, Kind, layout
from kindward.score import Choices
from kindward.voice.pace import spoken_s

LIBRARY: Final = Library()
MINUTES: Final = (1, 2, 5, 10, 20, 30)
TOGETHER_S: Final = 2.5
"""A line that begins this soon after the one before belongs to the same breath of thought."""

APART_S: Final = 5.0
JOINING: Final = {
    "en": frozenset({"so", "and", "now", "then", "but", "or"}),
    "es": frozenset({"y", "e", "así", "ahora", "entonces", "luego", "pero", "o", "u"}),
}
"""Words with which a sentence goes on from the one before."""

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")  # noqa: RUF001 - a curly apostrophe too


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener hears in one sitting. Shares are of lines or of time, 0 to 1."""

    minutes: float
    words: int
    rate: float
    """Words a minute over all, quiet included."""

    together: float
    """Share of lines within 2.5 s of the one before."""

    apart: float
    """Share of lines 5 s and more after the one before."""

    most_together: int
    """Lines in the longest run without a pause of more than 2.5 s."""

    mean: float
    deviation: float
    """Words in a line: mean and standard deviation."""

    joining: float
    """Share of sentences that begin with So, And, Now, Then, But, Or."""

    quiet: float
    announced: tuple[tuple[str, float], ...]
    """Each quiet or paced breath that was announced: the line before it, and its seconds."""

    began_s: dict[str, float]
    """When each section begins."""


@cache
def lengths_of(practice: Practice, pace: float = 1.0) -> dict[str, float]:
    """Seconds that each line of the practice takes to speak, at our pace or another."""
    return {text: spoken_s(text, practice.language) * pace for text in practice.score.lines()}


def heard(practice: Practice, minutes: float, choices: Choices | None = None) -> Heard:
    """One sitting of this practice, measured on its plan."""
    plan = layout(practice.score, lengths_of(practice), minutes * 60, choices)
    lines = [cue for cue in plan.cues if cue.kind is Kind.LINE]
    gaps = [other.start_s - one.end_s for one, other in pairwise(lines)]
    counts = [len(WORD.findall(line.text)) for line in lines]
    begins = [found[0].lower() for line in lines if (found := WORD.findall(line.text))]
    joined = [word in JOINING[practice.language] for word in begins]
    quiet = sum(cue.length for cue in plan.cues if cue.kind is Kind.SILENCE)
    began: dict[str, float] = {}
    for cue in plan.cues:
        began.setdefault(cue.section, cue.start_s)
    return Heard(
        minutes=minutes,
        words=sum(counts),
        rate=sum(counts) / minutes,
        together=fmean(gap <= TOGETHER_S for gap in gaps),
        apart=fmean(gap >= APART_S for gap in gaps),
        most_together=_longest_run(gaps),
        mean=fmean(counts),
        deviation=pstdev(counts),
        joining=fmean(joined),
        quiet=quiet / plan.total,
        announced=tuple(_announced(plan.cues)),
        began_s=began,
    )


def _longest_run(gaps: list[float]) -> int:
    longest = run = 1
    for gap in gaps:
        run = run + 1 if gap <= TOGETHER_S else 1
        longest = max(longest, run)
    return longest


def _announced(cues: tuple[Cue, ...]) -> list[tuple[str, float]]:
    """Announced quiet and runs of paced breath, each with the last line before it."""
    found: list[tuple[str, float]] = []
    said, before = "", None
    for cue in cues:
        if cue.kind is Kind.LINE:
            said = cue.text
        elif cue.kind is Kind.BREATH and before is Kind.BREATH:
            found[-1] = (found[-1][0], found[-1][1] + cue.end_s - cue.start_s)
        elif cue.kind is Kind.BREATH or cue.announced:
            found.append((said, cue.end_s - cue.start_s))
        before = cue.kind
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--language", default="en")
    asked = parser.parse_args()
    print(f"{'practice':40}  min words /min  <=2.5s >=5s run  mean   sd  join quiet announced")
    for practice in LIBRARY.practices(asked.language):
        if not asked.names or practice.name in asked.names:
            for minutes in MINUTES:
                print(f"{practice.name:40} {_row(heard(practice, minutes))}")


def _row(one: Heard) -> str:
    return (
        f"{one.minutes:4} {one.words:5} {one.rate:4.0f}  {one.together:6.0%} {one.apart:4.0%}"
        f" {one.most_together:3} {one.mean:5.1f} {one.deviation:4.1f} {one.joining:5.0%}"
        f" {one.quiet:5.0%} {len(one.announced):9}"
    )


if __name__ == "__main__":
    main()
