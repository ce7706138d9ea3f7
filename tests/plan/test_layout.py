"""Elastic timing on small named scores."""

import math
from itertools import pairwise

import pytest

from kindward.plan import CannotFit, Kind, layout, reach
from kindward.score import Choices, parse

HEAD = "Title: A\nLanguage: en\n"
TWO_LINES = HEAD + "# A\nOne.\n(silence 20s, 10s to 40s)\nTwo.\n(silence 40s, 20s to 60s)\n"
GROWING = HEAD + (
    "# Core\nOne.\n(silence 30s, 10s to 60s)\nTwo.\n(silence 20s, 5s to 60s)\n"
    "# More (from 2 min)\nThree.\n(silence 30s, 10s to 60s)\n"
    "# Most (from 4 min)\nFour.\n(silence 30s, 10s to 60s)\n"
    "# Breathing (from 3 min)\n(breath in 4s, out 6s, 6 times, 3 to 60 times)\n"
)
SECONDS = {"One.": 4.0, "Two.": 4.0, "Three.": 4.0, "Four.": 4.0}


def sections_of(plan):
    return {cue.section for cue in plan.cues}


def test_at_its_natural_length_a_sitting_has_its_natural_silences():
    plan = layout(parse(TWO_LINES), SECONDS, 68)
    assert [(c.kind.value, c.start_s, c.end_s) for c in plan.cues] == [
        ("line", 0, 4), ("silence", 4, 24), ("line", 24, 28), ("silence", 28, 68),
    ]  # fmt: skip
    assert plan.stretch == pytest.approx(1)


def test_silences_keep_their_proportions_until_one_reaches_its_bound():
    assert [c.length / 50 for c in layout(parse(TWO_LINES), SECONDS, 83).cues] == [4, 25, 4, 50]
    assert [c.length / 50 for c in layout(parse(TWO_LINES), SECONDS, 103).cues] == [4, 35, 4, 60]


def test_a_length_out_of_reach_names_the_nearest():
    with pytest.raises(CannotFit) as cannot:
        layout(parse(TWO_LINES), SECONDS, 200)
    assert (cannot.value.asked_s, cannot.value.nearest_s) == (200, 108)
    assert str(cannot.value) == "This practice cannot last 3 min 20 s; the nearest is 1 min 48 s."


@pytest.mark.parametrize("total_s", [0, -1, 59, 1801, math.nan, math.inf, -math.inf])
def test_no_sitting_is_shorter_than_a_minute_or_longer_than_half_an_hour(total_s):
    with pytest.raises(CannotFit):
        layout(parse(GROWING), SECONDS, total_s)


def test_a_score_that_fits_no_length_says_so():
    with pytest.raises(CannotFit) as cannot:
        layout(parse(HEAD + "# A\nOne.\n(silence 2s)\n"), SECONDS, 100)
    assert cannot.value.nearest_s is None


def test_reach_tells_the_lengths_a_score_can_last():
    assert reach(parse(TWO_LINES), SECONDS) == (range(60, 109),)


def test_sections_join_as_the_sitting_grows_and_never_leave():
    held = [sections_of(layout(parse(GROWING), SECONDS, s)) for s in (70, 130, 200, 300, 600)]
    assert held[0] == {"Core"}
    assert held[-1] == {"Core", "More", "Most", "Breathing"}
    assert all(fewer <= more for fewer, more in pairwise(held))


def test_breaths_come_more_often_in_a_longer_sitting():
    def breaths(seconds):
        cues = layout(parse(GROWING), SECONDS, seconds).cues
        return sum(c.kind is Kind.BREATH for c in cues) // 2

    assert 3 <= breaths(240) < breaths(480) <= 60


def test_a_short_form_gives_way_to_the_long_one():
    score = parse(
        HEAD + "# Short (under 2 min)\nOne.\n(silence 60s, 20s to 60s)\nTwo.\n(silence 60s)\n"
        "# Long (from 2 min)\nThree.\n(silence 50s, 20s to 60s)\nFour.\n(silence 60s)\n"
    )
    assert sections_of(layout(score, SECONDS, 119)) == {"Short"}
    assert sections_of(layout(score, SECONDS, 120)) == {"Long"}


def test_a_line_left_out_leaves_no_hole():
    score = parse(
        HEAD
        + "# A\nOne.\n(silence 20s, 5s to 60s)\n[touch] Two.\n(silence 30s, 5s to 60s)\nThree.\n"
    )
    plan = layout(score, SECONDS, 62, Choices(touch=False))
    assert [c.kind.value for c in plan.cues] == ["line", "silence", "line", "silence"]


def test_things_that_sound_are_joined_by_a_short_pause():
    text = HEAD + "# A\nOne.\nTwo.\n(bell)\nThree.\n(silence 50s, 20s to 60s)\n"
    plan = layout(parse(text), SECONDS, 70, Choices(bell=True))
    assert [c.kind.value for c in plan.cues] == [
        "line", "silence", "line", "silence", "bell", "silence", "line", "silence",
    ]  # fmt: skip


def test_a_silence_of_no_length_lets_two_lines_meet():
    text = HEAD + "# A\nOne.\n(silence 0s)\nTwo.\n(silence 50s, 20s to 60s)\n"
    assert [c.kind.value for c in layout(parse(text), SECONDS, 61).cues] == [
        "line", "line", "silence",
    ]  # fmt: skip


def test_a_plan_is_the_same_every_time():
    score = parse(GROWING)
    assert layout(score, SECONDS, 421) == layout(score, SECONDS, 421)
