"""Opus packets that are made here, read back by FFmpeg's decoder."""

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import MOST_BYTES
from kindward.plan.model import Cue, Kind
from kindward.sound.packets import stretch
from kindward.sound.reel import Segment
from kindward.sound.silence import MOST_FRAMES, opus_packet, padded_opus_packet
from kindward.voice.encode import encode_varying
from tests.sound.tones import marked_of_many_sizes

FRAME = 960


def decoded(packets):
    decoder = av.CodecContext.create("opus", "r")
    decoder.sample_rate, decoder.layout = 48_000, "mono"
    parts = [part.to_ndarray()[0] for it in map(av.Packet, packets) for part in decoder.decode(it)]
    return np.concatenate(parts)


def stretch_of(clip, first=0, last=None):
    segment = Segment(0, clip.count, Cue(Kind.LINE, 0, clip.count, "A line."), clip.sizes)
    return stretch(segment, first, clip.count if last is None else last)


def packets_of(stretch, clip):
    """Each packet, put together from its pieces."""
    for count, pieces in stretch.runs(lambda _: clip):
        width = len(pieces) // count
        yield from (b"".join(pieces[at : at + width]) for at in range(0, len(pieces), width))


@pytest.mark.parametrize("frames", range(1, MOST_FRAMES + 1))
def test_silence_fits_into_any_packet_that_has_room_for_it(frames):
    shortest = len(opus_packet(frames))
    for size in range(shortest, MOST_FRAMES * MOST_BYTES + 2):
        packet = padded_opus_packet(frames, size)
        assert len(packet) == size
        if size < shortest + 9 or size % 255 < 4:
            sound = decoded([packet, opus_packet(1)])
            assert len(sound) == (frames + 1) * FRAME
            assert not sound.any()


@given(
    number=st.integers(0, 1000),
    length=st.integers(1, 60),
    ends=st.tuples(*[st.integers(0, 60)] * 2),
)
def test_what_is_told_of_packets_is_what_they_are(number, length, ends):
    clip = marked_of_many_sizes(Cue(Kind.LINE, 5 * number + 3, 5 * number + 3 + length))
    first, last = sorted(min(end, clip.count) for end in ends)
    part = stretch_of(clip, first, last)
    packets = list(packets_of(part, clip))
    assert list(map(len, packets)) == part.sizes()
    assert sum(count * frames for count, frames in part.lengths) == last - first
    assert (part.total, part.count) == (sum(part.sizes()), len(packets))


def test_frames_that_share_a_packet_sound_as_each_does_alone():
    t = np.arange(3 * 48_000) / 48_000
    clip = encode_varying((0.3 * np.sin(2 * np.pi * (200 + 150 * t) * t)).astype(np.float32))
    joined = list(packets_of(stretch_of(clip), clip))
    assert len(joined) == clip.count / MOST_FRAMES
    assert np.array_equal(decoded(joined), decoded(clip.each()))
