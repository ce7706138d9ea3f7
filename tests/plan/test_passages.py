"""Which lines of a plan are one passage, and which passages are there in one go in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.library import Library
from kindward.plan import Cue, Kind, Plan, in_one_go, layout, passages
from kindward.voice.pace import spoken_s

L, S, B = Kind.LINE, Kind.SILENCE, Kind.BREATH


def plan(*parts):
    cues, at = [], 0
    for kind, packets in parts:
        cues.append(Cue(kind, at, at + packets, "x" if kind is L else ""))
        at += packets
    return Plan(tuple(cues), at)


PLANS = st.lists(
    st.tuples(st.sampled_from((L, L, S, S, B)), st.integers(1, 600)), min_size=1, max_size=40
).map(lambda parts: plan(*parts))


def test_a_passage_is_what_stands_between_two_quiets():
    told = plan((L, 100), (S, 45), (L, 90), (S, 400), (L, 80), (B, 50), (L, 70), (S, 60), (L, 60))
    assert [[cue.length for cue in each] for each in passages(told)] == [
        [100, 90],
        [80],
        [70],
        [60],
    ]


@given(PLANS)
def test_every_line_is_in_one_passage_in_its_order(told):
    lines = [cue for cue in told.cues if cue.kind is L]
    assert [cue for passage in passages(told) for cue in passage] == lines


@given(PLANS, st.integers(0, 3000), st.floats(0, 3))
def test_what_is_said_in_one_go_is_done_before_its_time_comes(told, begin, work):
    done = 0.0
    found = in_one_go(passages(told), begin, work)
    for passage in passages(told):
        done += work * sum(cue.length for cue in passage if cue.start >= begin)
        start = passage[0].start
        assert (start in found) is (start >= begin and begin + done <= start)


@given(PLANS)
def test_where_nobody_waits_every_passage_is_said_in_one_go(told):
    assert tuple(in_one_go(passages(told), 0, 0.0).values()) == passages(told)


@pytest.mark.parametrize("total_s", [300, 1200])
def test_whoever_listens_hears_the_first_passages_line_by_line_and_nearly_all_others_in_one_go(
    total_s,
):
    for practice in Library().practices("en"):
        lengths = {text: spoken_s(text) for text in practice.score.lines()}
        runs = passages(layout(practice.score, lengths, total_s))
        found = in_one_go(runs, 0, 1.0)
        assert runs[0][0].start not in found
        assert all(run[0].start in found for run in runs[8:])
