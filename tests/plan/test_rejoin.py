"""A length changed while a sitting runs, on every practice that comes with Kindward."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindward.library import Library
from kindward.plan import CannotFit, Kind, Moment, layout, rejoin
from kindward.voice.pace import spoken_s

PRACTICES = Library().practices("en")


@functools.cache
def lay(practice):
    lengths = {text: spoken_s(text, "en") for text in practice.score.lines()}
    return functools.lru_cache(4096)(lambda total_s: layout(practice.score, lengths, total_s))


def moment_of(plan, place, into_s):
    lines = [cue for cue in plan.cues if cue.kind is Kind.LINE]
    line = lines[place % len(lines)]
    nth = [cue for cue in lines if cue.text == line.text].index(line)
    return line, Moment(line.text, nth, into_s)


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda p: p.name)
def test_the_same_length_again_goes_on_where_it_was(practice):
    plan = lay(practice)(300)
    for place in range(0, 20, 3):
        line, moment = moment_of(plan, place, 2.0)
        joined = rejoin(lay(practice), moment, 300 - line.start_s - 2)
        again = lay(practice)(joined.total_s)
        assert abs(joined.left_s - (300 - line.start_s - 2)) <= 0.5
        assert any(
            cue.text == line.text and cue.start_s <= joined.at_s <= cue.start_s + 2
            for cue in again.cues
        )


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    practice=st.sampled_from(PRACTICES),
    total_s=st.sampled_from([60, 90, 180, 300, 600, 1200]),
    wished_s=st.integers(60, 1800),
    place=st.integers(0, 60),
)
def test_it_goes_on_in_the_same_line_or_begins_anew(practice, total_s, wished_s, place):
    line, moment = moment_of(lay(practice)(total_s), place, 1.0)
    left_s = max(wished_s - line.start_s - 1, 15)
    joined = rejoin(lay(practice), moment, left_s)
    plan = lay(practice)(joined.total_s)
    assert 0 <= joined.at_s <= joined.total_s
    if joined.at_s == 0:
        assert abs(joined.left_s - left_s) <= 0.5 or left_s < 60
    else:
        now = next(cue for cue in reversed(plan.cues) if cue.start_s <= joined.at_s)
        assert joined.left_s * 1.5 >= left_s
        assert now.text == line.text


def test_a_minute_that_becomes_ten_begins_the_longer_form():
    practice = PRACTICES[0]
    _, moment = moment_of(lay(practice)(60), 3, 1.0)
    joined = rejoin(lay(practice), moment, 570)
    assert (joined.total_s, joined.at_s) == (570, 0)


def test_a_score_that_cannot_last_at_all_says_so():
    def never(total_s):
        raise CannotFit(total_s, None)

    with pytest.raises(CannotFit):
        rejoin(never, Moment("A line.", 0, 0), 300)
