"""What the bench certifies is what ships: its trials, its stopping rule and its analysis."""

import ast
from pathlib import Path

import numpy as np

from bench import trial as bench
from kindward import trial as ships
from kindward.trial import LENGTHS, analysis, randomized

ROOT = Path(__file__).parents[2]
WRITTEN = [*(ROOT / "src").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
DAYS = [length.days for length in LENGTHS]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_it_imports_nothing_of_the_web():
    assert not [name for name in imported(Path(bench.__file__)) if "kindward.web" in name]


def test_its_trials_are_randomized_as_those_of_people():
    chance = np.random.default_rng(1)
    for days in DAYS:
        trial = bench.drawn(days, chance)
        assert trial.kind == randomized(days, trial.seed)


def test_it_stops_and_analyzes_by_what_ships():
    assert vars(bench)["meets_stopping_rule"] is ships.meets_stopping_rule
    assert vars(bench)["analysis_of"] is analysis.analysis_of


def test_it_sees_interim_analyses_on_days_that_the_page_shows_them_on():
    for days in DAYS:
        trial = bench.drawn(days, np.random.default_rng(days))
        seen = bench._interim_days(trial)  # noqa: SLF001 - which days they are is what it counts
        assert all(ships.may_be_analyzed(trial, day) and day <= trial.ends for day in seen)
        assert not ships.may_be_analyzed(trial, seen[0] - bench.ONE_DAY)


def rows(path):
    """Every row of plain values that is written down in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Tuple | ast.List):
            values = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            if len(values) == len(node.elts):
                yield path.name, values


def test_the_block_and_the_lengths_stand_once():
    found = [row for path in WRITTEN for row in rows(path)]
    blocks = [name for name, values in found if sorted(values, key=str) == [False] * 2 + [True] * 2]
    assert blocks == ["randomization.py"]
    assert not [name for name, values in found if values == DAYS]
