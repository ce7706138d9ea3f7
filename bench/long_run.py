"""How honest an honest look is told: its five answers, and what looking early or stopping does.

    .venv/bin/python -m bench.long_run [--people 300] [--seed 1] [TABLE ...]

Tables: `look` (false answers, and what is found, by days and size of the effect), `early` (people
who look every week from half on, and people who stop when the page offers it). Effects are in units
of a person's own daily SD, as in the tables a look is planned by; a fifth of the evenings is
missing, and days resemble each other.
"""

import argparse
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.random import Generator

from bench.people.days import FIRST
from kindward.insight.look import AnswerName, LookAnswer, answer_of
from kindward.journal import CheckIn, Did, Evening, Look, Record
from kindward.web.long_run.care import is_point_to_stop

LENGTHS = (16, 28, 40, 56, 84)
MISSING = 0.2
ONE_DAY = dt.timedelta(days=1)


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
        told = f"{self.effect:.1f}" if not self.today else f"0+{self.today:.1f}"
        told += f" spills {self.lasting:.1f}" if self.lasting else ""
        return told + (f" alike {self.inertia:.2f}" if self.inertia else "")


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
    asking.add_argument("tables", nargs="*", default=["look", "early"])
    asking.add_argument("--people", type=int, default=300)
    asking.add_argument("--seed", type=int, default=20_271)
    asked = asking.parse_args()
    for table in asked.tables:
        {"look": print_look, "early": print_early}[table](asked.people, asked.seed)


def planned(days: int, chance: Generator) -> Look:
    """A look that begins on the first day."""
    blocks = [chance.permutation([True, True, False, False]) for _ in range(days // 4)]
    return Look(
        id="a-look-to-try",
        at=dt.datetime.combine(FIRST, dt.time(8), dt.UTC),
        begins=FIRST,
        goal="goal",
        action="action",
        kind=tuple(map(bool, np.concatenate(blocks))),
        seed=int(chance.integers(2**63)),
    )


def lived(look: Look, kindness: Kindness, inertia: float, chance: Generator) -> Record:
    """Evenings through a look. A kind day helps the small thing and how able the next day is."""
    days = len(look.kind) + 1
    kind = np.array((*look.kind, False), float)
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
    return Record((look, *found))


def _days(days: int, inertia: float, chance: Generator) -> np.ndarray:
    """A stationary autoregression of SD 1."""
    level = chance.normal(size=days)
    for day in range(1, days):
        level[day] = inertia * level[day - 1] + np.sqrt(1 - inertia**2) * level[day]
    return level


def _slider(value: float) -> int:
    return int(np.clip(round(value), 0, 100))


def lives(days: int, kindness: Kindness, people: int, seed: int) -> list[tuple[Look, Record]]:
    """So many people's looks, as they would be if none was stopped."""
    chance = np.random.default_rng((seed, days, *kindness.seed))
    found = []
    for person in range(people):
        look = planned(days, chance)
        inertia = kindness.inertia or (0.2, 0.3, 0.4)[person % 3]
        found.append((look, lived(look, kindness, inertia, chance)))
    return found


def ended(look: Look, record: Record) -> LookAnswer | None:
    """What is answered after the last day."""
    return answer_of(record, look, look.ends + ONE_DAY)


def print_look(people: int, seed: int) -> None:
    """The five answers by length and effect; the range of the next day, in its own SD."""
    print(
        f"\nAn honest look to its end, {people} people a row;"
        f" SE at .05: {(0.0475 / people) ** 0.5:.3f}"
    )
    print(
        "days                 d | clearly  leaning  cannot  against  clearly | direction |"
        "  covers   +-SD  bias"
    )
    for days in LENGTHS:
        for kindness in TRIED:
            every = (ended(*one) for one in lives(days, kindness, people, seed))
            found = [one for one in every if one]
            share = Counter(one.answer for one in found)
            rates = "  ".join(f"{share[name] / people:7.3f}" for name in get_args(AnswerName))
            right = np.mean([one.estimate + one.done[0] > 0 for one in found])
            true = 15 * kindness.effect
            covers = np.mean([one.low <= true <= one.high for one in found])
            reach = np.median([(one.high - one.low) / 2 for one in found]) / 15
            bias = np.mean([one.estimate for one in found]) - true
            print(
                f"{days:4} {kindness.name:>17} | {rates} |     {right:5.2f} |"
                f"   {covers:5.3f}  {reach:5.2f} {bias:+5.2f}",
                flush=True,
            )
    print("0+0.8: no effect on what is done or on the next day, .8 SD on how able that evening is;")
    print("spills: that share of a kind day's effect is there a day later; alike: days resemble")
    print("each other so much (.2 to .4 otherwise)")


def print_early(people: int, seed: int) -> None:
    """Looking every week from half on; stopping on the first day that the page offers it."""
    print(f"\nLooking early and stopping, {people} people a row; shares of all who began")
    print("days    d | ever clearly  leaning (either way) | end clearly | stop: stopped  clearly")
    for days in (28, 56, 84):
        for effect in (0.0, 0.8):
            crowd = lives(days, Kindness(effect), people, seed + 1)
            seen = np.array([_seen(look, record) for look, record in crowd])
            ever, end = seen.any(1).mean(0), seen[:, -1].mean(0)
            stops = np.array([_stops(look, record) for look, record in crowd])
            stays = (seen[:, -1, 0] & ~stops).mean()
            print(
                f"{days:4}  {effect:.1f} |        {ever[0]:5.3f}    {ever[1]:5.3f}              |"
                f"       {end[0]:5.3f} |         {stops.mean():5.3f}    {stays:5.3f}",
                flush=True,
            )


def _seen(look: Look, record: Record) -> list[tuple[bool, bool]]:
    """Whether it is told clear, and leaning or clear, at each weekly look from half to the end."""
    half = len(look.kind) // 2
    days = (*range(half, len(look.kind), 7), len(look.kind))
    answers = [answer_of(record, look, look.begins + day * ONE_DAY) for day in days]
    told = ["cannot-tell" if one is None else one.answer for one in answers]
    return [(name.startswith("clearly"), name != "cannot-tell") for name in told]


def _stops(look: Look, record: Record) -> bool:
    """Whether the page offers to stop on any of its days, by evenings so far."""
    for day in range(len(look.kind)):
        today = look.begins + day * ONE_DAY
        so_far = Record(entry for entry in record.entries if entry.day <= today)
        if is_point_to_stop(so_far, look, today):
            return True
    return False


if __name__ == "__main__":
    main()
