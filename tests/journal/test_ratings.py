"""The three sliders: one list, one direction each, and the same relief wherever it is asked."""

import ast
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from kindward.guide import history
from kindward.insight.rating_pairs import rating_pairs
from kindward.journal import SLIDERS, CheckIn, Measure, Record, Sitting, ratings, relief_between
from tests.journal.drawn import AT_HOME, CHECK_INS

PACKAGE = Path(ratings.__file__).parents[1]


def sat(before: CheckIn, after: CheckIn) -> Record:
    return Record(
        [Sitting(id="a-sitting", at=AT_HOME, practice="hold-gently", seconds=300, language="en",
                 before=before, after=after)]
    )  # fmt: skip


def reliefs(before: CheckIn, after: CheckIn) -> tuple[float | None, float | None]:
    """How much lighter it was, as the guide has it and as insight has it."""
    record = sat(before, after)
    (observed,) = history.history_of(record).observations
    found = rating_pairs(record).relief
    return observed.relief, float(found[0]) if len(found) else None


@given(CHECK_INS, CHECK_INS)
def test_guide_and_insight_tell_the_same_relief(before, after):
    guided, told = reliefs(before, after)
    if guided is None or told is None:
        assert guided is told
    else:
        assert math.isclose(guided, told, abs_tol=1e-9)
    assert guided == relief_between(before, after)[0]


def lighter() -> None:
    """One step to the lighter side is relief, on each slider by itself, wherever it is asked."""
    for measure in Measure:
        light, heavy = (90, 10) if measure.is_lighter_above else (10, 90)
        before, after = (CheckIn(**{measure.slider: value}) for value in (heavy, light))
        assert reliefs(before, after) == (80, 80)
        assert history.heaviness(before) == 90
        assert np.nanmax(rating_pairs(sat(before, after)).begin) == 90


def test_the_lighter_side_of_each_slider_is_the_same_for_guide_and_insight():
    lighter()


def test_a_direction_that_was_forgotten_would_be_seen(monkeypatch):
    monkeypatch.setattr(ratings, "turned", lambda value: value)
    with pytest.raises(AssertionError):
        lighter()


def test_a_check_in_is_told_in_the_order_of_the_sliders():
    told = CheckIn(judging=1, hurt=2, next_step=3)
    assert SLIDERS == CheckIn.__struct_fields__ == ("judging", "hurt", "next_step")
    assert told.as_set() == tuple(getattr(told, name) for name in SLIDERS) == (1, 2, 3)
    assert CheckIn().is_empty()
    assert not any(CheckIn(**{name: 0}).is_empty() for name in SLIDERS)


def listed(code: str) -> list[int]:
    """Lines with a list of the three by their names."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        if {each.value for each in node.elts if isinstance(each, ast.Constant)} >= set(SLIDERS)
    ]


def test_the_list_of_sliders_stands_in_one_place():
    assert [path for path in PACKAGE.rglob("*.py") if listed(path.read_text("utf-8"))] == []


def test_another_list_of_them_is_seen():
    assert listed('X = 1\nMINE = ["judging", "hurt", "next_step"]') == [2]
