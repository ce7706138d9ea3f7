import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kindward.plan.model import Cue, Kind, Plan
from kindward.sound import captions
from tests.sound.tones import plan_of, plans

TIMES = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})")


def times(vtt):
    """(from, to) of every caption, in seconds."""
    for told in TIMES.findall(vtt):
        hours, minutes, seconds = (tuple(map(float, told[at::3])) for at in range(3))
        ends = zip(hours, minutes, seconds, strict=True)
        yield tuple(round(h * 3600 + m * 60 + s, 3) for h, m, s in ends)


def spoken(text):
    """A plan of one line."""
    return Plan((Cue(Kind.LINE, 0, 100, text),), 100)


def test_a_line_stays_until_the_next_one_and_the_last_one_until_the_end():
    plan = Plan(
        (
            Cue(Kind.LINE, 0, 100, "Here is a line."),
            Cue(Kind.SILENCE, 100, 175),
            Cue(Kind.LINE, 175, 300, "Here is another."),
        ),
        300,
    )
    assert captions(plan) == (
        "WEBVTT\n"
        "\n00:00:00.000 --> 00:00:03.500\nHere is a line.\n"
        "\n00:00:03.500 --> 00:00:06.000\nHere is another.\n"
    )


def test_a_line_before_a_long_silence_lingers_three_seconds_and_then_quiet_is_announced():
    plan = plan_of((Kind.BELL, 400), (Kind.LINE, 100), (Kind.SILENCE, 2000))
    assert captions(plan) == (
        "WEBVTT\n"
        "\n00:00:00.000 --> 00:00:08.000\n(bell)\n"
        "\n00:00:08.000 --> 00:00:13.000\nLine at 400.\n"
        "\n00:00:13.000 --> 00:00:17.000\n(quiet)\n"
    )


def test_a_silence_of_ten_seconds_and_a_paced_breath_are_not_announced():
    assert captions(plan_of((Kind.SILENCE, 500), (Kind.BREATH, 1000))) == "WEBVTT\n"


def test_the_signs_can_be_in_the_language_of_the_words():
    plan = plan_of((Kind.BELL, 400), (Kind.SILENCE, 2000))
    vtt = captions(plan, quiet="(Stille)", bell="(Glocke)")
    assert "(Stille)" in vtt
    assert "(Glocke)" in vtt


def test_signs_that_webvtt_would_read_are_escaped():
    vtt = captions(spoken("Now --> <b>soft</b> & slow"))
    assert vtt.endswith("\nNow --&gt; &lt;b&gt;soft&lt;/b&gt; &amp; slow\n")


def test_a_long_line_is_broken_evenly():
    line = "You might find a way to sit, stand or lie that your body can agree with for a while."
    assert captions(spoken(line)).split("\n")[3:-1] == [
        "You might find a way to sit, stand or lie",
        "that your body can agree with for a while.",
    ]


@given(plan=plans)
def test_captions_follow_each_other_and_end_with_the_plan(plan):
    shown = list(times(captions(plan)))
    assert all(start < end for start, end in shown)
    assert all(before[1] <= after[0] for before, after in pairwise(shown))
    assert all(end <= plan.total_s for _, end in shown)


@given(plan=plans)
def test_every_line_has_a_caption_that_begins_with_it_and_outlasts_it(plan):
    ends = dict(times(captions(plan)))
    for cue in plan.cues:
        if cue.kind is Kind.LINE:
            assert ends[cue.start_s] >= cue.end_s


@given(words=st.lists(st.text("abcdefgéß呼'.,", min_size=1, max_size=50), min_size=1, max_size=90))
def test_no_word_is_lost_and_no_line_longer_than_it_must_be(words):
    lines = captions(spoken(" ".join(words))).split("\n")[3:-1]
    assert " ".join(lines).split(" ") == words
    assert all(len(line) <= 42 or " " not in line for line in lines)
