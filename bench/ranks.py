"""Whether the answers are as sure as they may be: simulation-based calibration (Talts et al. 2018).

    .venv/bin/python -m bench.ranks [--people 600] [--seed 1]

People are drawn from the very priors of a model, and their ratings from the model itself. Where the
arithmetic is right, the truth then lies anywhere in what is believed of it, equally often: so many
tenths, so many people. A heap at both ends is a model that is too sure, one in the middle a model
that is not sure enough, a slope one that leans.
"""

import argparse
import datetime as dt

import numpy as np
from numpy.random import Generator
from scipy import stats

from kindward.arrays import Floats
from kindward.insight.daily import DailyRatings
from kindward.insight.effect import effects
from kindward.insight.effect_design import PRIORS, EffectPriors, design
from kindward.insight.rating_pairs import NONE, RatingPairs
from kindward.insight.state_space import WEEK
from kindward.insight.trend_model import TREND_PRIORS, TrendPriors, lines

TENTHS = 10
PRACTICES = 4


def main() -> None:
    """Prints how often the truth lies in each tenth of what is believed."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("--people", type=int, default=600)
    asking.add_argument("--seed", type=int, default=20_271)
    asked = asking.parse_args()
    chance = np.random.default_rng(asked.seed)
    print(f"\nThe truth in tenths of what is believed, {asked.people} people, seed {asked.seed};")
    print("p: of counts at least as uneven, were they even (chi-squared)")
    practices = np.array([in_practices(chance, 10 + n % 90) for n in range(asked.people)])
    for name, places in zip(("all", "one", "beyond"), practices.T, strict=True):
        print_ranks(f"practices, {name}", places)
    trends = np.array([in_trend(chance, 20 + n % 100) for n in range(asked.people)])
    for name, places in zip(("usual", "slope", "opening"), trends.T, strict=True):
        print_ranks(f"trend, {name}", places)


def print_ranks(name: str, places: Floats) -> None:
    """One line."""
    counts = np.histogram(places, TENTHS, (0, 1))[0]
    p = stats.chisquare(counts).pvalue
    print(f"{name:<18} {' '.join(f'{count:4}' for count in counts)}   p {p:.2f}", flush=True)


def in_practices(
    chance: Generator, sittings: int, believed: EffectPriors = PRIORS
) -> tuple[float, ...]:
    """Where the truth lies in the posterior of all, of one practice, and of one beyond others."""
    plan = planned(chance, sittings)
    x, spread = design(plan)
    shared = [chance.normal(mean, sd) for mean, sd in PRIORS.fixed]
    own = chance.normal(0, chance.choice(PRIORS.own_sd), PRACTICES)
    sd = PRIORS.noise_sd * np.sqrt(PRIORS.noise_df / chance.chisquare(PRIORS.noise_df))
    relief = x @ np.array((*shared, *own)) + sd * spread * errors(plan, chance)
    lived = relieved(plan, relief)
    found = effects(lived, believed)
    share = lived.times / lived.times.sum()
    others = np.where(np.arange(PRACTICES) == 0, 0, lived.times)
    beyond = own[0] - own @ others / max(1, others.sum())
    above = (
        found.above(shared[-1] + own @ share).overall,
        found.above(shared[-1] + own[0]).each[0],
        found.above(beyond).beyond[0],
    )
    return tuple(1 - float(each) for each in above)


def planned(chance: Generator, sittings: int) -> RatingPairs:
    """RatingPairs with practices by chance, quiet minutes in a third, and no end to them yet."""
    sat = chance.integers(PRACTICES, size=sittings)
    sat[:PRACTICES] = range(PRACTICES)
    quiet = chance.random(sittings) < 1 / 3
    number = np.repeat(np.arange(sittings), 1 + quiet)
    is_quiet = np.append(number[1:] == number[:-1], False)
    begin = np.clip(50 + chance.normal(0, 15, (sittings, 3)), 0, 100)[number]
    begin[chance.random(sittings)[number] < 1 / 4, 1:] = np.nan
    nobody = np.zeros(sittings, bool)
    return RatingPairs(
        practices=tuple("abcd"), sitting=number, practice=np.where(is_quiet, NONE, sat[number]),
        late=np.zeros(len(number), bool), begin=begin, end=begin, sat_with=sat,
        silent=nobody, stirred=nobody,
    )  # fmt: skip


def errors(plan: RatingPairs, chance: Generator) -> Floats:
    """Of SD 1; a practice's goes along with that of the quiet minute before it."""
    found = chance.normal(size=len(plan.sitting))
    second = 1 + np.flatnonzero(np.diff(plan.sitting) == 0)
    kept = np.sqrt(1 - PRIORS.together**2)
    found[second] = PRIORS.together * found[second - 1] + kept * found[second]
    return found


def relieved(plan: RatingPairs, relief: Floats) -> RatingPairs:
    """The same rows, each with its relief."""
    return RatingPairs(
        plan.practices, plan.sitting, plan.practice, plan.late, plan.begin,
        plan.begin - relief[:, None], plan.sat_with, plan.silent, plan.stirred,
    )  # fmt: skip


def in_trend(
    chance: Generator, rated: int, believed: TrendPriors = TREND_PRIORS
) -> tuple[float, ...]:
    """Where usual, slope and opening of one slider lie in their posterior."""
    day = np.sort(chance.choice(160, rated, replace=False)).astype(float)
    opening = chance.random(rated) < 1 / 3
    grid = TREND_PRIORS.grid()
    point = chance.integers(len(grid.phi))
    axes = grid.phi, grid.ou_sd, grid.walk_sd, grid.noise_sd
    phi, ou_sd, walk_sd, noise_sd = (axis[point] for axis in axes)
    usual, slope, opens = true = tuple(
        chance.normal(mean, sd)
        for mean, sd in (TREND_PRIORS.usual, TREND_PRIORS.slope, TREND_PRIORS.opening)
    )
    apart = np.abs(day[:, None] - day)
    spread = ou_sd**2 * phi**apart + walk_sd**2 * np.minimum(day[:, None], day) / WEEK
    spread = spread - walk_sd**2 * day[0] / WEEK + noise_sd**2 * np.eye(rated)
    week = (day - day.mean()) / WEEK
    value = usual + slope * week + opens * opening
    value += np.linalg.cholesky(spread) @ chance.normal(size=rated)
    days = DailyRatings(dt.date(2027, 1, 1), day, opening, value[:, None], np.ones((rated, 1)))
    below = 1 - lines(days, believed)[0].above(np.array(true))
    return tuple(map(float, below))


if __name__ == "__main__":
    main()
