import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import CODECS, LEAST_BYTES, MODE, MOST_BYTES, OPUS, Clip

packets = st.lists(st.binary(min_size=LEAST_BYTES, max_size=MOST_BYTES), max_size=30)


@given(packets=packets)
def test_frames_of_any_size_come_back_one_by_one(packets):
    clip = Clip(OPUS, b"".join(packets), bytes(map(len, packets)))
    assert list(clip.each()) == packets
    assert clip.count == len(packets)


@pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS)
def test_a_clip_without_sizes_has_frames_of_the_one_size_of_its_codec(codec):
    frames = [bytes((number,)) * codec.frame_bytes for number in range(7)]
    clip = Clip(codec, b"".join(frames))
    assert list(clip.each()) == frames
    assert clip.count == 7


@given(packets=packets)
def test_a_clip_is_whole_while_its_packets_are_of_one_mode_and_of_their_sizes(packets):
    packets = [bytes((MODE,)) + packet[1:] for packet in packets]
    frames, sizes = b"".join(packets), bytes(map(len, packets))
    assert Clip(OPUS, frames, sizes).is_whole
    if packets:
        assert not Clip(OPUS, frames[:-1], sizes).is_whole
        assert not Clip(OPUS, frames + b"?", sizes).is_whole
        assert not Clip(OPUS, frames[: -len(packets[-1])] + b"?" * len(packets[-1]), sizes).is_whole
