from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import CODECS, MP3, OPUS
from kindward.plan.model import Kind
from kindward.sound.reel import HEARD, thread
from kindward.units import PACKETS_PER_S, SAMPLE_RATE
from tests.sound.tones import plan_of, plans

pytestmark = pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS)


@given(plan=plans)
def test_segments_tile_the_reel_and_only_the_tail_may_be_empty(codec, plan):
    reel = thread(plan, codec)
    assert reel.segments[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(reel.segments))
    assert all(segment.frames > 0 for segment in reel.segments[:-1])


@given(plan=plans)
def test_every_slot_begins_and_ends_within_half_a_frame_of_its_cue(codec, plan):
    for segment in thread(plan, codec).segments:
        if segment.cue is not None:
            cue_starts = segment.cue.start * OPUS.frame_samples
            cue_ends = segment.cue.end * OPUS.frame_samples
            most = codec.frame_samples / 2 if codec is MP3 else 0
            assert abs(segment.start * codec.frame_samples - cue_starts) <= most
            assert abs(segment.end * codec.frame_samples - cue_ends) <= most


@given(plan=plans)
def test_every_heard_cue_has_a_slot_in_the_order_of_the_plan(codec, plan):
    slots = [segment.cue for segment in thread(plan, codec).segments if segment.cue]
    assert slots == [cue for cue in plan.cues if cue.kind in HEARD and _has_room(cue, codec)]


@given(plan=plans)
def test_the_reel_lasts_as_long_as_the_plan_to_the_nearest_frame(codec, plan):
    asked = plan.total * SAMPLE_RATE // PACKETS_PER_S
    most = codec.frame_samples / 2 if codec is MP3 else 0
    assert abs(thread(plan, codec).samples - asked) <= most


@given(minutes=st.integers(1, 30))
def test_whole_minutes_are_exact(codec, minutes):
    plan = plan_of((Kind.SILENCE, minutes * 60 * PACKETS_PER_S))
    assert thread(plan, codec).samples == minutes * 60 * SAMPLE_RATE


@given(plan=plans)
def test_the_frames_are_just_enough_to_decode_every_sample(codec, plan):
    reel = thread(plan, codec)
    spare = reel.frames * codec.frame_samples - reel.samples - reel.priming
    assert 0 <= spare < codec.frame_samples


@given(plan=plans)
def test_a_frame_is_found_in_the_segment_that_holds_it(codec, plan):
    reel = thread(plan, codec)
    for frame in range(0, reel.frames, 37):
        segment = reel.segments[reel.index(frame)]
        assert segment.start <= frame < segment.end


def test_a_breath_has_a_slot_only_where_it_is_to_be_heard(codec):
    plan = plan_of((Kind.SILENCE, 50), (Kind.BREATH, 200), (Kind.LINE, 100))
    kinds = [segment.cue and segment.cue.kind for segment in thread(plan, codec).segments[:-1]]
    assert kinds == [None, Kind.LINE]
    heard = thread(plan, codec, {*HEARD, Kind.BREATH}).segments[:-1]
    assert [segment.cue and segment.cue.kind for segment in heard] == [
        None,
        Kind.BREATH,
        Kind.LINE,
    ]


def _has_room(cue, codec):
    """A cue of 20 ms may fall between two boundaries of 24 ms frames."""
    return codec is not MP3 or cue.length > 1 or (5 * cue.start + 3) // 6 < (5 * cue.end + 3) // 6
