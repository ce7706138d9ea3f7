"""How honest the weeks are told: trends, and what follows what.

    .venv/bin/python -m bench.weeks [--people 300] [--seed 1] [TABLE ...]

Tables: `trend` (the slope's range and what is said of it), `follows` (what each of the three tends
to be followed by). Days resemble each other, and a quarter of the evenings is missing.
"""

import argparse
import datetime as dt
from collections import Counter
from time import perf_counter

import numpy as np

from bench.people.days import FIRST, Life, Lives, evenings, live
from kindward.insight.cross_lagged import FOUR_WEEKS, cross_lags
from kindward.insight.state_space import WEEK
from kindward.insight.statements import CrossLag, Trend, Verdict
from kindward.insight.trend import trends
from kindward.journal import Measure


def main() -> None:
    """Prints the tables that were asked for."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("tables", nargs="*", default=["trend", "follows"])
    asking.add_argument("--people", type=int, default=300)
    asking.add_argument("--seed", type=int, default=20_271)
    asked = asking.parse_args()
    for table in asked.tables:
        {"trend": print_trend, "follows": print_follows}[table](asked.people, asked.seed)


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
    print("line: least squares, p < .05, better; ever: told so at any look each fortnight so far")
    print(
        "life        days | covers  width | P>.95  CLEAR  LEANING  HARDER |"
        "  line covers  better | ever CLEAR  HARDER |   ms"
    )
    for name, life in LIVES_TRIED.items():
        lives = live(life, people, max(SPANS), seed)
        ever = {
            Verdict.CLEAR: np.zeros((people, 3), bool),
            Verdict.HARDER: np.zeros((people, 3), bool),
        }
        for days in range(min(SPANS), max(SPANS) + 1, 14):
            start = perf_counter()
            told = [_trends(lives, person, days) for person in range(people)]
            for state, so_far in ever.items():
                so_far |= [[trend.state is state for trend in trends_] for trends_ in told]
            if days not in SPANS:
                continue
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
                f"  {_share(said, Verdict.CLEAR):5.3f}    {_share(said, Verdict.LEANING):5.3f}"
                f"   {_share(said, Verdict.HARDER):5.3f} |"
                f"        {line_covers:5.3f}   {line_better:5.3f} |"
                f"      {ever[Verdict.CLEAR].mean():5.3f}   {ever[Verdict.HARDER].mean():5.3f} |"
                f" {1000 * each_s:4.0f}",
                flush=True,
            )


def _share(said: Counter[Verdict], state: Verdict) -> float:
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
    print("right: told of judging and hurt, in the right direction; covers: the slope that much")
    print("longer records of such people would have, which is not nothing where there is nothing:")
    print("rough ratings of the same days go along with each other")
    print(
        "life           days | covers   P>.95  LEANING  CLEAR | any of six |"
        " judging, hurt: said  right"
    )
    tried = {"nothing": Life(), "drift": Life(walk_sd=2.5), "own days": Life(together=0.0)}
    tried |= {f"{size:+.1f}": Life(followed=size) for size in (-0.2, 0.2, 0.3)}
    for name, life in tried.items():
        lives = live(life, people, 365, seed)
        slopes = limits(live(life, 600, 364, seed + 1))
        for days in (224, 365):
            cut = Lives(lives.evening[:, :days])
            today = FIRST + dt.timedelta(days=days - 1)
            told = [cross_lags(evenings(cut, person), today) for person in range(people)]
            every = [one for six in told for one in six]
            covers = np.mean([_holds(one, slopes) for one in every])
            sure = np.mean([max(one.rises, 1 - one.rises) > 0.95 for one in every])
            said = Counter(one.state for one in every)
            anything = np.mean(
                [any(one.state is not Verdict.TOO_EARLY for one in six) for six in told]
            )
            asked = [one for one in every if (one.of, one.then) == (Measure.JUDGING, Measure.HURT)]
            ours = [one for one in asked if one.state is not Verdict.TOO_EARLY]
            right = (
                sum((one.slope > 0) == (life.followed > 0) for one in ours) if life.followed else 0
            )
            print(
                f"{name:<13} {days:5} |  {covers:5.3f}   {sure:5.3f}  "
                f"  {_share(said, Verdict.LEANING):5.3f}  {_share(said, Verdict.CLEAR):5.3f} |"
                f"      {anything:5.3f} |"
                f"               {len(ours) / people:5.3f}  {right / people:5.3f}",
                flush=True,
            )


def limits(lives: Lives) -> dict[tuple[Measure, Measure], float]:
    """Each slope at equal ratings of the other today, within four weeks, by least squares."""
    days = lives.evening.shape[1]
    here = np.broadcast_to(np.arange(days - 1) // FOUR_WEEKS, (len(lives.evening), days - 1))
    month = (here + 1000 * np.arange(len(here))[:, None]).ravel()
    found = {}
    for x, of in enumerate(Measure):
        for y, then in enumerate(Measure):
            own = [lives.evening[:, :-1, x], lives.evening[:, :-1, y], lives.evening[:, 1:, y]]
            pairs = np.column_stack([part.ravel() for part in own])
            told = ~np.isnan(pairs).any(1)
            pairs, number = pairs[told], np.unique(month[told], return_inverse=True)[1]
            means = np.column_stack([np.bincount(number, part) for part in pairs.T])
            pairs = pairs - (means / np.bincount(number)[:, None])[number]
            found[of, then] = float(np.linalg.lstsq(pairs[:, :2], pairs[:, 2], rcond=None)[0][0])
    return found


def _holds(one: CrossLag, slopes: dict[tuple[Measure, Measure], float]) -> bool:
    return one.range_95.low <= slopes[one.of, one.then] <= one.range_95.high


if __name__ == "__main__":
    main()
