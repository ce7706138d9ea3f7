"""How lines are said where somebody waits: in parts where all of a line would be late."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.plan import Cue, Kind, Plan, Reading, whole
from kindward.plan.reading import FIRST, in_parts

LINES = st.lists(
    st.tuples(st.integers(20, 400), st.integers(1, 400), st.lists(st.integers(1, 399))),
    min_size=1,
    max_size=12,
)


def plan_of(told):
    """Lines of so many packets with a quiet behind each, and where each may be parted."""
    cues, ends, at = [], {}, 0
    for length, quiet, cuts in told:
        end = at + length
        cues += [Cue(Kind.LINE, at, end, "A."), Cue(Kind.SILENCE, end, end + quiet)]
        ends[at] = (*sorted({cut for cut in cuts if cut < length}), length)
        at = end + quiet
    return Plan(tuple(cues), at), lambda line: ends[line.start]


@given(LINES)
def test_the_parts_of_a_line_are_the_line_and_a_plan_stays_as_it_is(told):
    plan, ends = plan_of(told)
    lines = [cue for cue in plan.cues if cue.kind is Kind.LINE]
    for line, spans in zip(lines, in_parts(lines, set(), ends, 0, 1.0).values(), strict=True):
        assert spans[0][0] == 0
        assert spans[-1][1] == line.length
        assert all(one[1] == two[0] for one, two in pairwise(spans))
        assert {end for _, end in spans} <= set(ends(line))
    pieces = Reading(plan, ends, is_awaited=True).plan
    assert pieces.total == plan.total
    assert [cue.start for cue in pieces.cues[1:]] == [cue.end for cue in pieces.cues[:-1]]


@given(LINES)
def test_a_part_is_late_only_where_none_is_short_enough(told):
    plan, ends = plan_of(told)
    lines = [cue for cue in plan.cues if cue.kind is Kind.LINE]
    done = begun = 0
    for line, spans in zip(lines, in_parts(lines, set(), ends, 0, 1.0).values(), strict=True):
        for start, end in spans:
            room = (begun + line.start + start - done) if done else FIRST
            done += end - start
            begun = max(begun, done - line.start - start)
            shorter = [each for each in ends(line) if start < each < end]
            assert end - start <= room or not shorter


def test_what_is_said_first_is_short_and_the_rest_as_long_as_can_be():
    line = Cue(Kind.LINE, 0, 300, "A.")
    (spans,) = in_parts([line], set(), lambda _: (100, 150, 200, 300), 0, 1.0).values()
    assert spans == ((0, 150), (150, 300))


def test_a_line_that_is_soon_there_is_said_whole():
    line = Cue(Kind.LINE, 0, FIRST, "A.")
    assert in_parts([line], set(), lambda _: (50, FIRST), 0, 1.0) == {0: ((0, FIRST),)}


@pytest.fixture
def parted():
    line = Cue(Kind.LINE, 0, 300, "A.")
    plan = Plan((line, Cue(Kind.SILENCE, 300, 310)), 310)
    return line, plan, lambda _: (100, 150, 200, 300)


def test_each_piece_knows_its_part_and_its_place_in_it(parted):
    line, plan, ends = parted
    reading = Reading(plan, ends, is_awaited=True)
    goes = [reading.go(piece) for piece in reading.plan.cues[:-1]]
    assert {go.line for go in goes} == {line}
    assert [(go.spans[-1], go.at) for go in goes] == [
        ((0, 150), 0), ((0, 150), 100), ((150, 300), 0), ((150, 300), 50),
    ]  # fmt: skip


def test_who_jumps_into_a_line_waits_for_nothing_before(parted):
    _, plan, ends = parted
    reading = Reading(plan, ends, is_awaited=True)
    assert reading.go(reading.plan.cues[2]).spans == ((150, 300),)


def test_where_nobody_waits_no_line_is_parted(parted):
    line, plan, ends = parted
    for reading in (Reading(plan, ends, is_awaited=False), Reading(plan, whole, is_awaited=True)):
        assert reading.plan == plan
        assert reading.go(replace(line)).spans == ((0, 300),)
