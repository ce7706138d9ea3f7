"""How often the analysis of a trial misleads: its five answers, interim analyses, and stopping.

    .venv/bin/python -m bench.trial [--people 300] [--seed 1] [TABLE ...]

Tables: `final` (false answers, and what is found, by days and size of the effect), `interim`
(people who see an analysis each week from half on, and people who stop when the page offers it).
Randomization, stopping rule and analysis are those that ship (`kindward.trial`). Effects are in
units of a person's own daily SD, as in the lengths a trial is designed by; a fifth of the evenings
is missing, and days resemble each other.
"""

import argparse
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.random import Generator

from bench.people.days import FIRST
from kindward.journal import CheckIn, Did, Evening, Record, Trial
from kindward.trial import LENGTHS, SEEDS, Design, begun, design_of, meets_stopping_rule
from kindward.trial.analysis import Analysis, AnswerName, analysis_of

MISSING = 0.2
ONE_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Kindness:
    """What a kind-coach day does, in daily SDs, and what days are like without it."""

    effect: float = 0.0
    """On the small thing of that day, and on how able the next one is."""
    today: float = 0.0
    """On how able that very evening is, which says nothing of the day after."""
    lasting: float = 0.0
    """Share of the effect that is still there a day later, and so spills into usual days."""
    inertia: float | None = None
    """How much a day resembles the one before; None for .2, .3 and .4 by turns."""

    @property
    def seed(self) -> tuple[int, ...]:
        """Its own chance, the same in every run."""
        parts = self.effect, self.today, self.lasting, self.inertia or 0.0
        return tuple(round(100 * abs(part)) for part in parts)

    @property
    def name(self) -> str:
        """In a table."""
        name = f"{self.effect:.1f}" if not self.today else f"0+{self.today:.1f}"
        name += f" spills {self.lasting:.1f}" if self.lasting else ""
        return name + (f" alike {self.inertia:.2f}" if self.inertia else "")


TRIED = (
    *(Kindness(effect) for effect in (0.0, 0.3, 0.5, 0.8)),
    Kindness(today=0.8),
    Kindness(inertia=0.8),
    Kindness(inertia=0.97),
    Kindness(0.8, lasting=0.5),
)


def main() -> None:
    """Prints the tables that were asked for."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("tables", nargs="*", default=["final", "interim"])
    asking.add_argument("--people", type=int, default=300)
    asking.add_argument("--seed", type=int, default=20_271)
    asked = asking.parse_args()
    for table in asked.tables:
        {"final": print_final, "interim": print_interim}[table](asked.people, asked.seed)


def drawn(days: int, chance: Generator) -> Trial:
    """A trial that begins on the first day, randomized as a person's is."""
    written = dt.datetime.combine(FIRST, dt.time(8), dt.UTC)
    design = Design("goal", "action", days, FIRST)
    return begun(design, written, int(chance.integers(SEEDS)), "a-trial-to-try")


def lived(trial: Trial, kindness: Kindness, inertia: float, chance: Generator) -> Record:
    """Evenings of a trial. A kind day helps the small thing and how able the next day is."""
    days = len(trial.kind) + 1
    kind = np.array((*trial.kind, False), float)
    gives = kindness.effect * (kind + kindness.lasting * np.append(0.0, kind[:-1]))
    mood, doing = (_days(days, inertia, chance) for _ in range(2))
    able = mood + np.append(0.0, gives[:-1]) + kindness.today * kind
    does = doing + gives
    written = chance.random(days) >= MISSING
    found = [
        Evening(
            id=f"evening-{day:04}",
            at=dt.datetime.combine(FIRST + day * ONE_DAY, dt.time(21), dt.UTC),
            of=FIRST + day * ONE_DAY,
            did=(Did.NO, Did.PARTLY, Did.YES)[int(does[day] > -0.6) + int(does[day] > 0.6)],
            feeling=CheckIn(
                next_step=_slider(50 + 15 * able[day]), hurt=_slider(50 - 15 * mood[day])
            ),
        )
        for day in np.flatnonzero(written).tolist()
    ]
    return Record((trial, *found))


def _days(days: int, inertia: float, chance: Generator) -> np.ndarray:
    """A stationary first-order autoregression of SD 1."""
    level = chance.normal(size=days)
    for day in range(1, days):
        level[day] = inertia * level[day - 1] + np.sqrt(1 - inertia**2) * level[day]
    return level


def _slider(value: float) -> int:
    return int(np.clip(round(value), 0, 100))


def lives(days: int, kindness: Kindness, people: int, seed: int) -> list[tuple[Trial, Record]]:
    """So many people's trials, as they would be if none was stopped."""
    chance = np.random.default_rng((seed, days, *kindness.seed))
    found = []
    for person in range(people):
        trial = drawn(days, chance)
        inertia = kindness.inertia or (0.2, 0.3, 0.4)[person % 3]
        found.append((trial, lived(trial, kindness, inertia, chance)))
    return found


def final(trial: Trial, record: Record) -> Analysis | None:
    """The analysis after the last day."""
    return analysis_of(record, trial, trial.ends + ONE_DAY)


def print_final(people: int, seed: int) -> None:
    """The five answers by length and effect; the interval of the next day, in its own SD."""
    print(f"\nFinal analyses, {people} people a row; SE at .05: {(0.0475 / people) ** 0.5:.3f}")
    print(
        "days                 d | clearly  leaning  cannot  against  clearly | direction |"
        "  covers   +-SD  bias"
    )
    for length in LENGTHS:
        for kindness in TRIED:
            every = (final(*one) for one in lives(length.days, kindness, people, seed))
            found = [one for one in every if one]
            share = Counter(one.answer for one in found)
            rates = "  ".join(f"{share[name] / people:7.3f}" for name in get_args(AnswerName))
            right = np.mean([one.estimate + one.done[0] > 0 for one in found])
            true = 15 * kindness.effect
            covers = np.mean([one.low <= true <= one.high for one in found])
            reach = np.median([(one.high - one.low) / 2 for one in found]) / 15
            bias = np.mean([one.estimate for one in found]) - true
            print(
                f"{length.days:4} {kindness.name:>17} | {rates} |     {right:5.2f} |"
                f"   {covers:5.3f}  {reach:5.2f} {bias:+5.2f}",
                flush=True,
            )
    print("0+0.8: no effect on what is done or on the next day, .8 SD on how able that evening is;")
    print("spills: that share of a kind day's effect is there a day later; alike: days resemble")
    print("each other so much (.2 to .4 otherwise)")


def print_interim(people: int, seed: int) -> None:
    """An analysis each week from half on; stopping on the first day that the page offers it."""
    print(f"\nInterim analyses and stopping, {people} people a row; shares of all who began")
    print("days    d | ever clearly  leaning (either way) | end clearly | stop: stopped  clearly")
    for days in (28, 56, 84):
        for effect in (0.0, 0.8):
            crowd = lives(days, Kindness(effect), people, seed + 1)
            seen = np.array([_seen(trial, record) for trial, record in crowd])
            ever, end = seen.any(1).mean(0), seen[:, -1].mean(0)
            stops = np.array([_stops(trial, record) for trial, record in crowd])
            stays = (seen[:, -1, 0] & ~stops).mean()
            print(
                f"{days:4}  {effect:.1f} |        {ever[0]:5.3f}    {ever[1]:5.3f}              |"
                f"       {end[0]:5.3f} |         {stops.mean():5.3f}    {stays:5.3f}",
                flush=True,
            )


def _seen(trial: Trial, record: Record) -> list[tuple[bool, bool]]:
    """Whether it is told clear, and leaning or clear, in each interim analysis and in the final."""
    analyses = [analysis_of(record, trial, day) for day in _interim_days(trial)]
    every = (*analyses, final(trial, record))
    answers = ["cannot-tell" if one is None else one.answer for one in every]
    return [(name.startswith("clearly"), name != "cannot-tell") for name in answers]


def _interim_days(trial: Trial) -> list[dt.date]:
    """Each week from the first day on which the page would show an analysis."""
    weeks = (trial.ends - design_of(trial).first_interim) // WEEK
    return [design_of(trial).first_interim + week * WEEK for week in range(weeks + 1)]


def _stops(trial: Trial, record: Record) -> bool:
    """Whether the page offers to stop on any of its days, by evenings so far."""
    for today in design_of(trial).dates:
        so_far = Record(entry for entry in record.entries if entry.day <= today)
        if meets_stopping_rule(so_far, trial, today):
            return True
    return False


if __name__ == "__main__":
    main()
