import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindward.units import SAMPLE_RATE
from kindward.voice.loudness import SILENT_LUFS, fast_size, loudness_lufs, true_peaks


def murmur(seconds, seed=1):
    """Noise in syllables: loud, soft and silent stretches."""
    chance = np.random.default_rng(seed)
    samples = round(seconds * SAMPLE_RATE)
    steps = np.repeat(chance.choice([0.0, 0.02, 0.2], samples // 4800 + 1), 4800)[:samples]
    return (chance.standard_normal(samples) * steps).astype(np.float32)


@given(st.integers(5, 60), st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_loudness_agrees_with_another_meter(tenths, seed):
    """pyloudnorm's own filters lie 0.04 dB below the tables of the standard."""
    sound = murmur(tenths / 10, seed)
    theirs = pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound.astype(np.float64))
    if np.isfinite(theirs):
        assert loudness_lufs(sound) == pytest.approx(theirs, abs=0.1)


def test_a_full_tone_of_997_hz_has_the_loudness_that_the_standard_gives():
    """BS.1770-4, annex 1: 0 dBFS at 997 Hz in one channel reads -3.01 LKFS."""
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * SAMPLE_RATE) / SAMPLE_RATE)
    assert loudness_lufs(tone.astype(np.float32)) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("samples", [0, 1, 100, SAMPLE_RATE])
def test_silence_is_at_the_gate(samples):
    assert loudness_lufs(np.zeros(samples, np.float32)) == SILENT_LUFS


def test_silence_around_a_sound_does_not_change_its_loudness():
    sound = murmur(3)
    around = np.pad(sound, SAMPLE_RATE * 2)
    assert loudness_lufs(around) == pytest.approx(loudness_lufs(sound), abs=0.3)


def test_true_peaks_find_what_lies_between_the_samples():
    """A quarter of the rate, samples at 45 degrees: the highest sample is 3 dB below the wave."""
    wave = np.sin(np.pi / 2 * np.arange(SAMPLE_RATE) + np.pi / 4).astype(np.float32)
    assert np.abs(wave).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peaks(wave)[100:-100].max() == pytest.approx(1.0, abs=1e-3)


@given(st.integers(1, 10**6), st.sampled_from([1, 147, 160, 3]))
def test_a_fast_size_is_a_multiple_that_is_enough_and_not_much_more(length, multiple):
    size = fast_size(length, multiple)
    assert size % multiple == 0
    assert length <= size < 1.34 * length + 2 * multiple
