"""The clips at hand stay within their room, and those last asked for stay longest."""

from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import OPUS, Clip
from kindward.voice.recent import Recent


def clip(frames):
    return Clip(OPUS, bytes(frames * OPUS.frame_bytes))


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 30)), max_size=60))
def test_what_is_at_hand_is_what_was_put_and_fits_its_room(puts):
    recent = Recent(most_bytes=40 * OPUS.frame_bytes)
    put: dict[str, Clip] = {}
    for key, frames in puts:
        put.setdefault(key, clip(frames)) if recent.get(key) else put.update({key: clip(frames)})
        recent.put(key, put[key])
        held = {k: kept for k in "abcdefgh" if (kept := recent.get(k)) is not None}
        assert all(put[k] == kept for k, kept in held.items())
        assert sum(kept.count for kept in held.values()) <= 40


def test_the_one_asked_for_last_stays():
    recent = Recent(most_bytes=20 * OPUS.frame_bytes)
    recent.put("a", clip(10))
    recent.put("b", clip(10))
    recent.get("a")
    recent.put("c", clip(10))
    assert (recent.get("a"), recent.get("b")) == (clip(10), None)


def test_what_is_cleared_is_at_hand_no_more_and_its_room_is_free():
    recent = Recent(most_bytes=40 * OPUS.frame_bytes)
    for name in "ab":
        recent.put(name, clip(20))
    recent.clear()
    assert [recent.get(name) for name in "ab"] == [None, None]
    for name in "cd":
        recent.put(name, clip(20))
    assert None not in [recent.get(name) for name in "cd"]
