"""The guide on simulated people, held against plain ways of choosing, and its rules one by one.

    .venv/bin/python -m bench.guide                 # every table: about half an hour on one core
    .venv/bin/python -m bench.guide worlds --people 600 --seed 71
    .venv/bin/python -m bench.guide rules | taps | log | speed

Benefit is the sum of what the practices truly did beyond a pause, in points of a hundred, over
the sittings that each person would come to: people stop coming, sooner after little relief, and
each sitting counts by how likely they are still there. Everyone meets the same days and errors on
every row, so `against favourite` is paired: mean +- SE. Harm: the share of offers that truly did
five points or more of harm. Repeats: of practices that felt worse, by slider or tap, the share
that came again within five sittings.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count

import numpy as np

from bench.people import GROUNDING, PRACTICES, WORLDS, Course, Crowd, draw
from bench.people.guided import ANSWERS, CANDIDATES, Guided, felt_worse
from bench.people.ways import Way, by_chance, favourite, greedy, oracle, through, ucb1
from kindward.arrays import Floats
from kindward.guide import RULES, Context, OfferRules, audit, offer, uniform_policy_value
from kindward.journal import Chosen, Record, read, write

SITTINGS = 100
YEAR = 365
FRESH = 9_100
"""Seeds from here on were used for nothing while the rules were chosen."""

ONE_BY_ONE: dict[str, OfferRules] = {
    "as shipped": RULES,
    "no rest after worse": replace(RULES, cool_off=0),
    "rest, but never care for it": replace(RULES, most_resting=1.0),
    "no risk bound": replace(RULES, risk=1.0),
    "no care in heavy moments": replace(RULES, careful=False),
    "no care after three in a row": replace(RULES, stirred=10**6),
    "no lottery": replace(RULES, lottery=0.0),
    "lottery of a fifth": replace(RULES, lottery=0.2),
    "lottery among all the safe": replace(RULES, near=np.inf),
    "no share is too small": replace(RULES, least=0.0),
    "spread as believed": replace(RULES, temperature=1.0),
    "half the spread": replace(RULES, temperature=0.5),
    "hardly any spread": replace(RULES, temperature=0.1),
    "risk bound .15": replace(RULES, risk=0.15),
    "crude: rest 20, risk .05": replace(RULES, cool_off=20, risk=0.05, most_resting=1.0),
    "none of them": replace(RULES, cool_off=0, risk=1.0, careful=False, lottery=0.0, stirred=10**6),
}

HEAD = (
    f"{'':<30}{'at 10':>7}{'at 30':>7}{'at 100':>8}{'rel.':>7}{'against favourite':>19}"
    f"{'harm':>7}{'repeats':>9}{'care':>6}{'there':>7}"
)


def benefit(course: Course) -> Floats:
    """[p] of all sittings, each by how likely they came to it."""
    whole: Floats = (course.staying[:, :-1] * course.effect).sum(1)
    return whole


def row(name: str, course: Course, beside: Course) -> None:
    """One way of choosing, beside always taking the favourite."""
    own, other = benefit(course), benefit(beside)
    difference = own - other
    came = course.staying[:, :-1]
    offered = course.practice != GROUNDING
    worse, again = felt_worse(course)
    firsts = [(came * course.effect)[:, :n].sum(1).mean() for n in (10, 30)]
    print(
        f"{name:<30}{firsts[0]:7.2f}{firsts[1]:7.2f}{own.mean():8.2f}"
        f"{own.mean() / other.mean():7.3f}{difference.mean():+11.2f} +-{_se(difference):5.2f}"
        f"{np.average(course.effect < -5, weights=came * offered):7.2%}"
        f"{np.average(again, weights=came * worse):9.2%}"
        f"{np.average(~offered, weights=came):6.1%}{course.staying[:, -1].mean():7.0%}",
        flush=True,
    )


def worlds(people: int, seed: int) -> None:
    """Every world: the guide and the plain ways."""
    for world, own_seed in zip(WORLDS.values(), count(seed), strict=False):
        crowd = draw(world, people, SITTINGS, own_seed)
        beside = through(crowd, favourite(), leave=False)
        ways: dict[str, Way] = {
            "guide": Guided(crowd), "greedy": greedy(), "UCB1": ucb1(), "by chance": by_chance(),
            "oracle (nobody can)": oracle,
        }  # fmt: skip
        print(f"\nworld: {world.name}, {people} people, seed {own_seed}\n{HEAD}")
        row("always the favourite", beside, beside)
        for name, way in ways.items():
            row(name, through(crowd, way, leave=False), beside)


def rules(people: int, seed: int) -> None:
    """The base world, with one rule changed at a time."""
    _varied(people, seed + 10, {name: partial(Guided, rules=r) for name, r in ONE_BY_ONE.items()})


def taps(people: int, seed: int) -> None:
    """The base world, with people who say more or less of how it was."""
    _varied(people, seed + 20, {name: partial(Guided, answers=name) for name in ANSWERS})


def _varied(people: int, seed: int, makings: dict[str, Callable[[Crowd], Guided]]) -> None:
    crowd = draw(WORLDS["base"], people, SITTINGS, seed)
    beside = through(crowd, favourite(), leave=False)
    print(f"\nworld: base, {people} people, seed {seed}\n{HEAD}")
    row("always the favourite", beside, beside)
    for name, making in makings.items():
        row(name, through(crowd, making(crowd), leave=False), beside)


def log(people: int, seed: int) -> None:
    """Every draw done again, and what chance would have brought, from each one's own log."""
    crowd = draw(WORLDS["base"], people, SITTINGS, seed + 30)
    guided = Guided(crowd, answers="sliders only")
    course = through(crowd, guided, leave=False)
    checked = [one for person in range(people) for one in audit(guided.record(person))]
    print(f"\noffers audited: {len(checked)}, unsound: {sum(not one.is_sound for one in checked)}")
    truth: list[list[float]] = [[] for _ in range(people)]
    for made in guided.made:
        if not made.offer.digest["careful"] and made.sitting < SITTINGS - 1:
            place = made.person, made.sitting
            relief = (course.before[place] - course.after[place]).mean()
            even = np.mean(
                [
                    made.effects[PRACTICES.index(option.practice)]
                    for option in made.offer.options
                    if option.probability > 0
                ]
            )
            truth[made.person].append(float(relief - course.effect[place] + even))
    values = [uniform_policy_value(guided.record(person)) for person in range(people)]
    pairs = [(w, t) for w, t in zip(values, truth, strict=True) if w is not None]
    weights = np.array([w.sittings for w, _ in pairs], float)
    off = np.array([w.estimate - float(np.mean(t)) for w, t in pairs])
    own = np.average([w.estimate for w, _ in pairs], weights=weights)
    error = np.average(off, weights=weights)
    se = np.sqrt((weights**2 * (off - error) ** 2).sum()) / weights.sum()
    print(
        f"value of an even draw, from own logs: {own:.2f}, truth {own - error:.2f} (slider points"
        f" of 100), off by {error:+.2f} +- {se:.2f}: {error / se:+.1f} SE"
    )


def speed(_: int, seed: int) -> None:
    """Processor time of an offer from a year and from five, in memory and read from its JSON."""
    crowd = draw(WORLDS["base"], 4, 5 * YEAR, seed + 40)
    guided = Guided(crowd)
    through(crowd, guided, leave=False)
    for years in (1, 5):
        took: dict[str, list[float]] = {"in memory": [], "read from JSON": []}
        for person in range(crowd.people):
            entries = guided.record(person).entries[: 2 * YEAR * years]
            data = write(Record(entries))
            context = Context(entries[-1].at, available_s=300.0)
            took["in memory"] += _times_ms(partial(Record, entries), context)
            took["read from JSON"] += _times_ms(partial(read, data), context)
        for how, times in took.items():
            p50, p99 = np.percentile(times, (50, 99))
            print(
                f"an offer from {years} year(s) of {YEAR} sittings, {how}:"
                f" p50 {p50:.2f} ms, p99 {p99:.2f} ms"
            )


def _times_ms(record: Callable[[], Record], context: Context) -> list[float]:
    times = []
    for seed in range(100):
        begun = time.process_time()
        offer(record(), CANDIDATES, context, Chosen.OFFERED, seed)
        times.append((time.process_time() - begun) * 1e3)
    return times


def _se(values: Floats) -> float:
    return float(values.std() / np.sqrt(len(values)))


TABLES = {"worlds": worlds, "rules": rules, "taps": taps, "log": log, "speed": speed}


def main() -> None:
    """The tables that were asked for, or all."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("tables", nargs="*", help=" ".join(TABLES))
    asked.add_argument("--people", type=int, default=600)
    asked.add_argument("--seed", type=int, default=FRESH)
    chosen = asked.parse_args()
    for name in chosen.tables or TABLES:
        TABLES[name](chosen.people, chosen.seed)


if __name__ == "__main__":
    main()
