"""Frames are read back by FFmpeg's decoders: none of the encoders' own libraries."""

from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindward.clip import CODECS, MP3, OPUS, PCM, Clip
from kindward.units import SAMPLE_RATE
from kindward.voice.encode import decode, encode, encode_varying
from kindward.voice.engine import EngineFailed

LATE = {OPUS: 312, MP3: 1105}
SILENT_PACKET = b"\xf8\xff\xfe"


def speechlike(seconds, seed=3):
    """A voice without words: a buzz in syllables, with a silent frame or two at both ends."""
    samples = round(seconds * SAMPLE_RATE)
    t = np.arange(samples) / SAMPLE_RATE
    buzz = sum(np.sin(2 * np.pi * 110 * k * t + k) / k for k in range(1, 25))
    sound = 0.1 * buzz * np.sin(2 * np.pi * 1.7 * t) ** 2
    sound += 0.002 * np.random.default_rng(seed).standard_normal(samples)
    sound[:1920] = sound[-2880:] = 0
    return sound.astype(np.float32)


def decoded(codec, frames):
    """What a fresh decoder gives, from its very first sample."""
    decoder: Any = av.CodecContext.create({OPUS: "opus", MP3: "mp3float"}[codec], "r")
    decoder.sample_rate, decoder.layout = SAMPLE_RATE, "mono"
    parts = [
        frame.to_ndarray()
        for packet in [*map(av.Packet, frames), None]
        for frame in decoder.decode(packet)
    ]
    return np.concatenate(parts, axis=1)[0].astype(np.float64)


def constant(sound):
    return encode(sound, OPUS, len(sound) // OPUS.frame_samples)


def frames_of(clip):
    size = clip.codec.frame_bytes
    return [clip.frames[at : at + size] for at in range(0, len(clip.frames), size)]


@given(st.sampled_from(sorted(CODECS)), st.integers(1, 120), st.integers(0, 150_000))
@settings(deadline=None, max_examples=60)
def test_a_clip_has_exactly_the_frames_that_were_asked_for(name, frames, samples):
    codec = CODECS[name]
    sound = np.random.default_rng(samples).standard_normal(samples).astype(np.float32) * 0.1
    clip = encode(sound, codec, frames)
    assert clip.codec is codec
    assert len(clip.frames) == frames * codec.frame_bytes
    assert clip.count == frames


@pytest.mark.parametrize("codec", [OPUS, MP3, PCM], ids=lambda codec: codec.name)
@pytest.mark.parametrize("frames", [1, 2, 77, 1300, 3000])
def test_silence_is_what_the_encoder_makes_of_it(codec, frames):
    asked = np.zeros(frames * codec.frame_samples, np.float32)
    heard = encode(asked, codec, frames)
    barely = asked.copy()
    barely[-1] = 1e-30  # too faint for any codec, and yet a sound
    assert heard == encode(barely, codec, frames)


@pytest.mark.parametrize("codec", [OPUS, MP3], ids=lambda codec: codec.name)
def test_every_frame_can_be_decoded_alone(codec):
    for frame in frames_of(encode(speechlike(2), codec, 100)):
        assert np.isfinite(decoded(codec, [frame])).all()


def test_no_mp3_frame_borrows_from_the_one_before():
    """ISO 11172-3, 2.4.1.7: `main_data_begin`, 9 bits behind the header of 4 bytes, is 0."""
    for frame in frames_of(encode(speechlike(2), MP3, 90)):
        assert frame[:2] == b"\xff\xfb"
        assert frame[4] == 0
        assert frame[5] < 0x80


@pytest.mark.parametrize(("codec", "within"), [(OPUS, 16), (MP3, 1)])
def test_frame_k_holds_the_samples_of_its_place_once_the_delay_is_skipped(codec, within):
    sound = speechlike(3)
    clip = encode(sound, codec, -(-len(sound) // codec.frame_samples))
    heard = decoded(codec, frames_of(clip))[LATE[codec] :][: len(sound)]
    length = min(len(heard), len(sound))
    spectra = np.fft.rfft(heard[:length], 2 * length), np.fft.rfft(sound[:length], 2 * length)
    likeness = np.fft.irfft(spectra[0] * np.conj(spectra[1]))
    lag = int(np.argmax(likeness))
    assert min(lag, 2 * length - lag) <= within


@given(st.integers(0, 120_000))
@settings(deadline=None, max_examples=30)
def test_a_varying_clip_has_as_many_frames_as_its_sound_needs_and_all_of_one_mode(samples):
    sound = np.random.default_rng(samples).standard_normal(samples).astype(np.float32) * 0.1
    clip = encode_varying(sound)
    assert clip.count == len(clip.sizes) == -(-samples // OPUS.frame_samples)
    assert clip.is_whole
    assert clip == encode_varying(sound)


def test_a_varying_clip_spends_its_bytes_where_something_is_heard():
    sound = np.concatenate([speechlike(2), np.zeros(2 * SAMPLE_RATE, np.float32)])
    sizes = encode_varying(sound).sizes
    assert sum(sizes[:100]) > 1.5 * sum(sizes[100:])


def test_a_rate_that_needs_frames_too_large_is_refused():
    with pytest.raises(EngineFailed):
        encode_varying(speechlike(1), 250_000)


def test_a_varying_clip_is_decoded_to_its_sound_in_its_place():
    sound = speechlike(3)
    heard = decode(encode_varying(sound))
    assert heard.dtype == np.float32
    assert len(heard) == len(sound)
    likeness = np.fft.irfft(np.fft.rfft(heard) * np.conj(np.fft.rfft(sound)))
    lag = int(np.argmax(likeness))
    assert min(lag, len(sound) - lag) <= 16


def test_what_cannot_be_decoded_is_an_engine_that_failed():
    clip = encode_varying(speechlike(1))
    garbled = Clip(OPUS, b"\x6b\xff" * 50, b"\x02" * 50)
    assert len(decode(clip)) == SAMPLE_RATE
    with pytest.raises(EngineFailed):
        decode(garbled)


def test_plain_samples_come_back_as_they_were():
    sound = speechlike(1)
    heard = np.frombuffer(encode(sound, PCM, 50).frames, "<i2") / 32768
    assert np.abs(heard - sound).max() <= 0.51 / 32768


def test_samples_beyond_full_scale_are_held_at_it():
    loud = np.array([1.5, -1.5], np.float32)
    assert np.frombuffer(encode(loud, PCM, 1).frames, "<i2")[:2].tolist() == [32767, -32768]


@pytest.mark.parametrize("codec", [OPUS, MP3], ids=lambda codec: codec.name)
def test_a_clip_begins_and_ends_silent(codec):
    clip = encode(speechlike(2), codec, 2 * SAMPLE_RATE // codec.frame_samples)
    heard = decoded(codec, frames_of(clip))[LATE[codec] :]
    assert np.abs(heard[:480]).max() < 10 ** (-60 / 20)
    assert np.abs(heard[-480:]).max() < 10 ** (-60 / 20)


@pytest.mark.parametrize("as_clip", [constant, encode_varying])
def test_clips_spliced_with_silence_sound_as_each_does_alone(as_clip):
    """The join is heard by no one: what differs from a fresh decoder stays below -60 dBFS."""
    first, second = (list(as_clip(speechlike(*made)).each()) for made in ((1.5, 1), (2.3, 2)))
    gap = [SILENT_PACKET] * 25
    spliced = decoded(OPUS, [*first, *gap, *second, *gap])
    for frames, place in ((first, 0), (second, len(first) + len(gap))):
        alone = decoded(OPUS, [*frames, *gap])
        together = spliced[place * 960 :][: len(alone)]
        assert np.abs(together - alone).max() < 10 ** (-60 / 20)
    quiet = spliced[(len(first) + 2) * 960 : (len(first) + len(gap)) * 960]
    assert np.abs(quiet).max() < 10 ** (-90 / 20)


@pytest.mark.parametrize("as_clip", [constant, encode_varying])
def test_no_step_is_louder_at_a_join_than_inside_the_sound(as_clip):
    first, second = (list(as_clip(speechlike(1, seed)).each()) for seed in (1, 2))
    steps = np.abs(np.diff(decoded(OPUS, [*first, *second])))
    join = 50 * 960 + LATE[OPUS]
    assert steps[join - 960 : join + 960].max() < 0.02 * steps.max()
