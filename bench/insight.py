"""How honest the answers are: told what is not so, missed what is, and how long it takes.

    .venv/bin/python -m bench.insight [--people 600] [--seed 1] [TABLE ...]

Tables: `false` (people for whom no practice does anything, looking at every fifth sitting),
`true` (coverage and power in worlds where practices do something), `speed`. Nothing here is
chosen by the model: practices come evenly, quiet minutes by a coin, and nobody leaves.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter, process_time

import numpy as np

from bench.people import NULL_WORLDS, PRACTICES, WORLDS, Course, World, draw, record, sit_by_chance
from bench.people.days import Life, evenings, live
from kindward.arrays import Floats
from kindward.insight.claims import claims
from kindward.insight.findings import findings
from kindward.insight.interim import analyze
from kindward.insight.rating_pairs import NONE, RatingPairs, rating_pairs
from kindward.insight.statements import Comparator, Finding, Verdict
from kindward.journal import Record

YEAR = 365
ANALYZED_AT = range(5, 101, 5)
MARKED = 10
"""Sittings after which a person marks what they felt lightest after."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """An interim analysis: what one person is told after so many sittings."""

    person: int
    sittings: int
    told: tuple[Finding, ...]
    naive: bool
    """Whether after-minus-before, by itself, would say that practices help (t-test, 5 %)."""


def main() -> None:
    """Prints the tables that were asked for."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("tables", nargs="*", default=["false", "true", "speed"])
    asking.add_argument("--people", type=int, default=600)
    asking.add_argument("--seed", type=int, default=20_271)
    asked = asking.parse_args()
    for table in asked.tables:
        {"false": print_false, "true": print_true, "speed": print_speed}[table](
            asked.people, asked.seed
        )


def lived(world: World, people: int, sittings: int, seed: int) -> Course:
    """A crowd that stays."""
    return sit_by_chance(draw(world, people, sittings, seed), seed=seed + 1, leave=False)


def interim_analyses(course: Course, person: int, at: range | tuple[int, ...]) -> list[Analysis]:
    """All of one person."""
    theirs = rating_pairs(record(course, person))
    favourite = (PRACTICES[marked(course, person)],)
    return [
        Analysis(person, n, claims(analyze(theirs.first(n)), favourite), naive(theirs.first(n)))
        for n in at
    ]


def marked(course: Course, person: int) -> int:
    """The favourite: what they felt lightest after in the first sittings."""
    relief = (course.before[person] - course.after[person]).mean(1)[:MARKED]
    return int(course.practice[person, np.argmax(relief)])


def naive(theirs: RatingPairs) -> bool:
    """What most apps would say."""
    relief = theirs.relief[theirs.practice != NONE]
    return bool(relief.mean() / (relief.std(ddof=1) / np.sqrt(len(relief))) > 2)


def truth(course: Course, analysis: Analysis, found: Finding) -> float:
    """What is so: the mean of the effects of those very sittings, in slider points."""
    effect = course.effect[analysis.person, : analysis.sittings]
    practice = course.practice[analysis.person, : analysis.sittings]
    if found.practice is None:
        return float(effect.mean())
    own = practice == PRACTICES.index(found.practice)
    others = effect[~own].mean() if found.against is Comparator.MY_OTHERS else 0.0
    return float(effect[own].mean() - others)


def is_all(found: Finding) -> bool:
    """Whether it is of all practices together."""
    return found.practice is None


def is_one(found: Finding) -> bool:
    """Whether it is of one practice beside a quiet minute."""
    return found.practice is not None and found.against is Comparator.QUIET_MINUTE


def is_beyond(found: Finding) -> bool:
    """Whether it is of a favourite beside the others."""
    return found.against is Comparator.MY_OTHERS


def ever(people: list[list[Analysis]], asked: object, state: Verdict) -> float:
    """The share of people who are told so at any analysis."""
    told = [
        any(f.state is state and asked(f) for analysis in one for f in analysis.told)  # type: ignore[operator]
        for one in people
    ]
    return float(np.mean(told))


def print_false(people: int, seed: int) -> None:
    """The share who are ever told a falsehood, in worlds where nothing helps beyond a pause."""
    print(f"\nEver told within 100 sittings, looking at every fifth; {people} people, seed {seed}")
    print("world    naive | CLEAR all   one  beyond | HARDER all  one | LEANING all  one")
    for number, world in enumerate(NULL_WORLDS.values()):
        course = lived(world, people, 100, seed + 10 * number)
        seen = [interim_analyses(course, person, ANALYZED_AT) for person in range(people)]
        naively = np.mean([any(analysis.naive for analysis in one) for one in seen])
        print(
            f"{world.name:<8} {naively:5.3f} |"
            f"     {ever(seen, is_all, Verdict.CLEAR):5.3f}"
            f" {ever(seen, is_one, Verdict.CLEAR):5.3f}"
            f"  {ever(seen, is_beyond, Verdict.CLEAR):5.3f} |"
            f"      {ever(seen, is_all, Verdict.HARDER):5.3f}"
            f" {ever(seen, is_one, Verdict.HARDER):5.3f} |"
            f"       {ever(seen, is_all, Verdict.LEANING):5.3f}"
            f" {ever(seen, is_one, Verdict.LEANING):5.3f}",
            flush=True,
        )


COUNTS = (20, 30, 50, 75, 100, 150, 200)


def print_true(people: int, seed: int) -> None:
    """Coverage of the 95 % range, and what people are told whom practices do help (> 3 points)."""
    print(f"\n{people} people a world, seed {seed}; c: coverage of 95 %; w: its width in points;")
    print(
        "told: share with a true effect above 3 points that are told CLEAR (or at least LEANING);"
    )
    print("right: of those told LEANING, how many are right; their mean sure")
    print(
        "world     n | all: c    w   told  lean | favourite: c  told | beyond: c  told"
        " | right sure | wrong HARDER"
    )
    for number, world in enumerate(WORLDS.values()):
        course = lived(world, people, max(COUNTS), seed + 100 + 10 * number)
        seen = [interim_analyses(course, person, COUNTS) for person in range(people)]
        for place, count in enumerate(COUNTS):
            at = [one[place] for one in seen]
            pairs = [(f, truth(course, analysis, f)) for analysis in at for f in analysis.told]
            every = [pair for pair in pairs if is_all(pair[0])]
            own = [
                (f, truth(course, analysis, f))
                for analysis in at
                for f in analysis.told
                if is_one(f)
                and PRACTICES.index(f.practice or "") == marked(course, analysis.person)
            ]
            beyond = [pair for pair in pairs if is_beyond(pair[0])]
            lean = [(f.sure, true > 0) for f, true in pairs if f.state is Verdict.LEANING]
            hard = [true < 0 for f, true in pairs if f.state is Verdict.HARDER and is_one(f)]
            sure, right = np.mean(lean, 0) if lean else (np.nan, np.nan)
            print(
                f"{world.name:<8}{count:4} |    {covered(every):.3f} {width(every):4.1f}"
                f"  {told(every, Verdict.CLEAR):.2f}"
                f"  {told(every, Verdict.CLEAR, Verdict.LEANING):.2f} |"
                f"        {covered(own):.3f}  {told(own, Verdict.CLEAR):.2f} |"
                f"    {covered(beyond):.3f}  {told(beyond, Verdict.CLEAR):.2f} |"
                f"  {right:.2f}  {sure:.2f} |"
                f" {1 - np.mean(hard) if hard else np.nan:.2f} of {len(hard)}",
                flush=True,
            )


Pairs = list[tuple[Finding, float]]


def covered(pairs: Pairs) -> float:
    """The share of ranges that hold the truth."""
    return float(np.mean([f.range_95.low <= true <= f.range_95.high for f, true in pairs]))


def width(pairs: Pairs) -> float:
    """Mean width of the ranges."""
    return float(np.mean([f.range_95.width for f, _ in pairs]))


def told(pairs: Pairs, *states: Verdict) -> float:
    """The share that is told so, of those for whom it is so."""
    said = [f.state in states for f, true in pairs if true > 3]
    return float(np.mean(said)) if said else float("nan")


def print_speed(_: int, seed: int) -> None:
    """A year and five years understood, everything together; beside it one least squares."""
    print("\nEverything that a record may mean, worked out from nothing kept; medians of 5")
    for years in (1, 5):
        course = lived(WORLDS["base"], 1, YEAR * years, seed)
        sat = record(course, 0).entries
        nights = evenings(live(Life(), 1, YEAR * years, seed), 0).entries
        whole = Record((*sat, *nights))
        today = max(entry.day for entry in whole.entries)
        took = _median_ms(partial(findings, whole, today))
        own = _median_ms(partial(findings, whole, today), process_time)
        theirs = rating_pairs(whole)
        beside = _median_ms(partial(line, theirs))
        print(
            f"{years} year(s), {len(sat)} sittings, {len(nights)} evenings: {took:.0f} ms,"
            f" of the processor {own:.0f} ms",
            end="",
        )
        print(f"; least squares on the same ratings {beside:.2f} ms (x {took / beside:.0f})")


def line(theirs: RatingPairs) -> Floats:
    """Relief on how it began and on each practice, the plain way."""
    own = theirs.practice[:, None] == np.arange(len(theirs.practices))
    x = np.column_stack((np.ones(len(own)), np.nan_to_num(theirs.begin).mean(1), own))
    found: Floats = np.linalg.lstsq(x, theirs.relief, rcond=None)[0]
    return found


def _median_ms(done: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    took = []
    for _ in range(5):
        begun = clock()
        done()
        took.append(1000 * (clock() - begun))
    return float(np.median(took))


if __name__ == "__main__":
    main()
