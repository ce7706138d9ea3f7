from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.cli.moment import AT_REST, moment
from kindward.cli.stage import LINES, PLAIN_LINES, line
from kindward.plan import Cue, Kind, Plan

pytestmark = pytest.mark.slow

LENGTHS = st.integers(50, 1000)
"""Packets, as a score allows them for a breath."""


@st.composite
def plans(draw):
    """Any cues end to end; a breath in is followed by one out."""
    start, cues = 0, []
    for kind in draw(st.lists(st.sampled_from(Kind), min_size=1, max_size=12)):
        for text in {Kind.LINE: [f"Line {start}"], Kind.BREATH: ["in", "out"]}.get(kind, [""]):
            cues.append(Cue(kind, start, end := start + draw(LENGTHS), text))
            start = end
    return Plan(tuple(cues), start)


A_PLAN = Plan(
    (
        Cue(Kind.LINE, 0, 200, "One."),
        Cue(Kind.SILENCE, 200, 500),
        Cue(Kind.BREATH, 500, 700, "in"),
        Cue(Kind.BREATH, 700, 1000, "out"),
        Cue(Kind.LINE, 1000, 1200, "Two."),
    ),
    1200,
)


@given(plans(), st.floats(0, 1))
def test_every_moment_is_within_its_bounds(plan, share):
    seen = moment(plan, share * plan.total_s)
    assert 0 <= seen.fullness <= 1
    assert 0 <= seen.left <= 1


@given(plans(), st.floats(0, 1))
def test_the_words_shown_are_the_last_spoken_and_the_next(plan, share):
    at_s = share * plan.total_s
    lines = [cue for cue in plan.cues if cue.kind is Kind.LINE]
    seen = moment(plan, at_s)
    begun = [cue.text for cue in lines if cue.start_s <= at_s]
    assert seen.words == (begun[-1] if begun else "")
    assert seen.coming == next((cue.text for cue in lines if cue.text not in begun), "")


@given(plans())
def test_the_breath_never_jumps(plan):
    """The quickest breath in takes a second, so in a tenth of it no more than a fifth is drawn."""
    seen = [moment(plan, tenth / 10).fullness for tenth in range(int(plan.total_s * 10))]
    assert all(abs(after - before) < 0.2 for before, after in pairwise(seen))


@pytest.mark.parametrize(("at_s", "fullness"), [(10, 0), (12, 0.5), (14, 1), (17, 0.5), (20, 0)])
def test_a_paced_breath_fills_and_empties_with_its_cues(at_s, fullness):
    assert moment(A_PLAN, at_s).fullness == pytest.approx(fullness)


def test_whoever_left_the_breath_out_is_shown_none():
    seen = {moment(A_PLAN, at_s, with_breath=False).fullness for at_s in range(24)}
    assert seen == {AT_REST}


def test_a_line_is_marked_while_it_is_spoken():
    assert [moment(A_PLAN, at_s).is_spoken for at_s in (0, 3.9, 4, 9, 15, 20)] == [
        True, True, False, False, False, True,
    ]  # fmt: skip


@given(st.floats(0, 1), st.integers(2, 200), st.sampled_from([LINES, PLAIN_LINES]))
def test_a_drawn_line_stands_in_the_middle_and_is_as_wide_as_its_share(share, width, lines):
    drawn = line(share, width, lines["breath"])
    assert len(drawn) == width
    assert abs(len(drawn.strip()) - share * width) <= 3
    assert (
        abs(len(drawn) - len(drawn.rstrip()) - (len(drawn) - len(drawn.lstrip()))) <= 1
        or not drawn.strip()
    )
