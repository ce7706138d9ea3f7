from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import MOST_BYTES, OPUS, Clip
from kindward.plan.model import Kind
from kindward.sound import HEARD
from tests.sound.tones import FORMS, plan_of, plans, silent_in

pytestmark = pytest.mark.parametrize("form", FORMS, ids=str)

titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
parts = st.integers(0, 1000)


def woven(plan, form, clip=None, title="A title"):
    return form.woven(plan, form.marked, clip, title)


def content(recording, start=0, stop=None):
    return b"".join(recording.read(start, stop))


@given(plan=plans, title=titles)
def test_the_size_is_known_before_the_bytes_are(form, plan, title):
    recording = woven(plan, form, title=title)
    assert recording.size == len(content(recording))


@given(plan=plans, first=parts, second=parts)
def test_any_range_is_that_range_of_the_whole(form, plan, first, second):
    recording = woven(plan, form)
    start, stop = (recording.size * part // 1000 for part in (first, second))
    assert content(recording, start, stop) == content(recording)[start:stop]


def test_every_single_byte_of_a_short_sitting_can_be_asked_for(form):
    recording = woven(plan_of((Kind.SILENCE, 8), (Kind.LINE, 7), (Kind.SILENCE, 1)), form)
    singles = (content(recording, at, at + 1) for at in range(recording.size))
    assert b"".join(singles) == content(recording)


@pytest.mark.parametrize(("start", "stop"), [(-5, 3), (0, 10**9), (3, 3), (9, 4), (10**9, None)])
def test_a_range_beyond_the_ends_gives_what_there_is(form, start, stop):
    recording = woven(plan_of((Kind.LINE, 60), (Kind.SILENCE, 60)), form)
    assert content(recording, start, stop) == content(recording)[max(0, start) : stop]


@given(plan=plans)
def test_equal_plans_and_clips_give_equal_bytes(form, plan):
    assert content(woven(plan, form)) == content(woven(plan, form))


@given(plan=plans)
def test_clips_that_are_lost_change_no_size(form, plan):
    lost = woven(plan, form, silent_in(form.codec))
    assert len(content(lost)) == woven(plan, form).size


@given(plan=plans)
def test_a_clip_that_is_not_as_it_was_told_is_silent_and_changes_no_size(form, plan):
    """Sizes of another line, or fewer bytes than were told of."""
    told = form.marked
    strange = (
        lambda _: Clip(form.codec, bytes(100), b"\x32\x32"),
        lambda cue: Clip(OPUS, told(cue).frames[:3], told(cue).sizes),
    )
    lost = content(woven(plan, form, silent_in(form.codec)))
    for clip in strange if form.is_varying else strange[:1]:
        assert content(woven(plan, form, clip)) == lost


def test_a_clip_that_is_lost_changes_only_the_bytes_of_its_own_slot(form):
    codec = form.codec
    plan = plan_of((Kind.LINE, 150), (Kind.LINE, 100), (Kind.LINE, 151))
    lost = {150: silent_in(codec)}
    kept = form.marked
    one_lost = woven(plan, form, lambda cue: lost.get(cue.start, kept)(cue))
    pairs = enumerate(zip(content(woven(plan, form)), content(one_lost), strict=True))
    changed = [at for at, (before, after) in pairs if before != after]
    most_bytes = MOST_BYTES if form.is_varying else codec.frame_bytes
    slot_bytes = 100 * (most_bytes + len("name, size, time"))
    assert 0 < changed[-1] - changed[0] < slot_bytes


@given(plan=plans)
def test_each_clip_is_asked_for_once_in_the_order_of_the_plan(form, plan):
    asked = []

    def clip(cue):
        asked.append(cue)
        return form.marked(cue)

    content(woven(plan, form, clip))
    assert asked == sorted(set(asked), key=lambda cue: cue.start)
    assert {cue.kind for cue in asked} <= HEARD


def test_headers_and_the_leading_silence_need_no_clip(form):
    recording = woven(plan_of((Kind.SILENCE, 500), (Kind.LINE, 100)), form, _no_clip_yet)
    sent = bytearray()
    with suppress(NotYetSpokenError):
        for piece in recording.read():
            sent += piece
    silent_bytes = woven(plan_of((Kind.SILENCE, 500), (Kind.LINE, 4)), form).size
    assert 0.75 * silent_bytes <= len(sent) < recording.size


def test_a_range_of_silence_needs_no_clip(form):
    plan = plan_of((Kind.LINE, 1000), (Kind.SILENCE, 2000), (Kind.LINE, 1000))
    spoken = plan_of((Kind.LINE, 1000), (Kind.SILENCE, 1))
    start = woven(spoken, form).size + 1000
    recording = woven(plan, form, _no_clip_yet)
    assert len(content(recording, start, start + 500)) == 500


class NotYetSpokenError(Exception):
    """No clip should have been asked for."""


def _no_clip_yet(cue):
    raise NotYetSpokenError
