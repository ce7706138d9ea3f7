"""How honest the long run is told: an honest look's five answers, trends, and what follows what.

    .venv/bin/python bench/long_run.py [--people 300] [--seed 1] [TABLE ...]

Tables: `look` (false answers, and what is found, by days and size of the effect), `trend`,
`follows`. Effects of a look are in units of a person's own daily SD, as in the tables it is
planned by; a fifth of the evenings is missing, and days resemble each other.
"""

import argparse
import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import get_args

import numpy as np
from numpy.random import Generator

sys.path.insert(0, str(Path(__file__).parent))

from kindward.insight.bands import WEEK
from kindward.insight.follows import follows
from kindward.insight.look import AnswerName, LookAnswer, answer_of
from kindward.insight.trend import trends
from kindward.insight.words import Measure, State, Trend
from kindward.journal import CheckIn, Did, Evening, Look, Record
from people.days import FIRST, Life, Lives, evenings, live

LENGTHS = (16, 28, 40, 56, 84)
MISSING = 0.2


def main() -> None:
    """Prints the tables that were asked for."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("tables", nargs="*", default=["look", "trend", "follows"])
    asking.add_argument("--people", type=int, default=300)
    asking.add_argument("--seed", type=int, default=20_271)
    asked = asking.parse_args()
    for table in asked.tables:
        {"look": print_look, "trend": print_trend, "follows": print_follows}[table](
            asked.people, asked.seed
        )


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


def lived(look: Look, effect: float, inertia: float, chance: Generator, today: float = 0) -> Record:
    """Evenings through a look. A kind day helps the small thing and how able the next day is.

    `today` is what it gives to how able that very evening is.
    """
    days = len(look.kind) + 1
    kind = np.array((*look.kind, False), float)
    mood, doing = (_days(days, inertia, chance) for _ in range(2))
    able = mood + effect * np.append(0.0, kind[:-1]) + today * kind
    does = doing + effect * kind
    written = chance.random(days) >= MISSING
    found = [
        Evening(
            id=f"evening-{day:04}",
            at=dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(21), dt.UTC),
            of=FIRST + dt.timedelta(days=day),
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


def answers(
    days: int, effect: float, people: int, seed: int, today: float = 0.0
) -> list[LookAnswer | None]:
    """What so many people are answered after their last day."""
    chance = np.random.default_rng((seed, days, round(100 * effect) % 1000))
    found = []
    for person in range(people):
        look = planned(days, chance)
        record = lived(look, effect, (0.2, 0.3, 0.4)[person % 3], chance, today)
        found.append(answer_of(record, look, look.ends + dt.timedelta(days=1)))
    return found


def print_look(people: int, seed: int) -> None:
    """The five answers by length and effect; the range of the next day, in its own SD."""
    print(
        f"\nAn honest look to its end, {people} people a row;"
        f" SE at .05: {(0.0475 / people) ** 0.5:.3f}"
    )
    print(
        "days     d | clearly  leaning  cannot  against  clearly | direction |  covers   +-SD  bias"
    )
    for days in LENGTHS:
        for effect, today in ((0.0, 0.0), (0.3, 0.0), (0.5, 0.0), (0.8, 0.0), (0.0, 0.8)):
            found = [one for one in answers(days, effect, people, seed, today) if one]
            share = Counter(one.answer for one in found)
            rates = "  ".join(f"{share[name] / people:7.3f}" for name in get_args(AnswerName))
            right = np.mean([one.estimate + one.done[0] > 0 for one in found])
            true = 15 * effect
            covers = np.mean([one.low <= true <= one.high for one in found])
            reach = np.median([(one.high - one.low) / 2 for one in found]) / 15
            bias = np.mean([one.estimate for one in found]) - true
            label = f"{effect:.1f}" if not today else f"0+{today:.1f}"
            print(
                f"{days:4} {label:>5} | {rates} |     {right:5.2f} |"
                f"   {covers:5.3f}  {reach:5.2f} {bias:+5.2f}",
                flush=True,
            )
    print("0+0.8: no effect on what is done or on the next day, .8 SD on how able that evening is")


LIVES_TRIED = {
    "flat": Life(),
    "drift": Life(walk_sd=2.5),
    "-1 a week": Life(slope=-1.0),
    "-1, drift": Life(slope=-1.0, walk_sd=1.2),
}
SPANS = (56, 84, 168)


def print_trend(people: int, seed: int) -> None:
    """Coverage and claims of the slope; beside it a plain regression line."""
    people = max(1, people // 2)
    print(f"\nTrends, {people} people x 3 sliders; better: P > .95 at one look, and what is said;")
    print(
        "ever: said CLEAR at any of the weekly looks so far; line: least squares, p < .05, better"
    )
    print(
        "life        days | covers  width | P>.95  CLEAR  LEANING  HARDER |"
        "  line covers  better |   ms"
    )
    for name, life in LIVES_TRIED.items():
        lives = live(life, people, max(SPANS), seed)
        for days in SPANS:
            start = perf_counter()
            told = [_trends(lives, person, days) for person in range(people)]
            each_s = (perf_counter() - start) / people
            every = [trend for trends_ in told for trend in trends_]
            covers = np.mean([_covers(trend, life) for trend in every])
            width = np.mean([trend.range_95.width for trend in every])
            better = np.mean([trend.sure > 0.95 for trend in every])
            said = Counter(trend.state for trend in every)
            lines = [_line(lives, person, days, life) for person in range(people)]
            line_covers, line_better = np.mean(np.concatenate(lines), 0)
            print(
                f"{name:<11} {days:4} | {covers:6.3f}  {width:5.2f} | {better:5.3f}"
                f"  {_share(said, State.CLEAR):5.3f}    {_share(said, State.LEANING):5.3f}"
                f"   {_share(said, State.HARDER):5.3f} |"
                f"        {line_covers:5.3f}   {line_better:5.3f} | {1000 * each_s:4.0f}",
                flush=True,
            )


def _share(said: Counter[State], state: State) -> float:
    return said[state] / said.total()


def _trends(lives: Lives, person: int, days: int) -> tuple[Trend, ...]:
    return trends(
        evenings(Lives(lives.evening[:, :days]), person), FIRST + dt.timedelta(days=days - 1)
    )


def _covers(trend: Trend, life: Life) -> bool:
    true = -life.slope if trend.of is Measure.NEXT_STEP else life.slope
    return trend.range_95.low <= true <= trend.range_95.high


def _line(lives: Lives, person: int, days: int, life: Life) -> np.ndarray:
    """[3, 2] whether least squares covers the truth, and whether it says better."""
    found = []
    for place, better in enumerate((-1, -1, 1)):
        value = lives.evening[person, :days, place]
        told = np.flatnonzero(~np.isnan(value))
        week = (told - told.mean()) / WEEK
        slope = week @ value[told] / (week @ week)
        rest = value[told] - value[told].mean() - slope * week
        reach = 1.98 * np.sqrt(rest @ rest / (len(told) - 2) / (week @ week))
        found.append((abs(slope + better * life.slope) <= reach, better * slope > reach))
    return np.array(found, float)


def print_follows(people: int, seed: int) -> None:
    """What people are told of judging and the next evening's hurt, and how many of anything."""
    print(f"\nFollows, {people} people; of each question: P > .95 either way, and what is said;")
    print("right: told of judging and hurt, in the right direction")
    print("life           days | P>.95  LEANING  CLEAR | any of six | judging, hurt: said  right")
    tried = {"nothing": Life(), "drift": Life(walk_sd=2.5), "own days": Life(together=0.0)}
    tried |= {f"{size:+.1f}": Life(followed=size) for size in (-0.2, 0.2, 0.3)}
    for name, life in tried.items():
        lives = live(life, people, 365, seed)
        for days in (224, 365):
            cut = Lives(lives.evening[:, :days])
            today = FIRST + dt.timedelta(days=days - 1)
            told = [follows(evenings(cut, person), today) for person in range(people)]
            every = [one for six in told for one in six]
            sure = np.mean([max(one.rises, 1 - one.rises) > 0.95 for one in every])
            said = Counter(one.state for one in every)
            anything = np.mean(
                [any(one.state is not State.TOO_EARLY for one in six) for six in told]
            )
            asked = [one for one in every if (one.of, one.then) == (Measure.JUDGING, Measure.HURT)]
            ours = [one for one in asked if one.state is not State.TOO_EARLY]
            right = (
                sum((one.slope > 0) == (life.followed > 0) for one in ours) if life.followed else 0
            )
            print(
                f"{name:<13} {days:5} | {sure:5.3f}    {said[State.LEANING] / len(every):5.3f}"
                f"  {said[State.CLEAR] / len(every):5.3f} |      {anything:5.3f} |"
                f"               {len(ours) / people:5.3f}  {right / people:5.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
