import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyloudnorm import Meter

from kindward.units import SAMPLE_RATE
from kindward.voice.engine import Speech
from kindward.voice.loudness import loudness_lufs, true_peaks
from kindward.voice.shape import MOST_PEAK, levelled, placed, softened, trimmed

RATES = st.sampled_from([8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])


def tone(hertz, seconds, rate, strength=0.3):
    t = np.arange(round(seconds * rate)) / rate
    return (strength * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def as_speech(sound, rate):
    return Speech((sound * 32767).astype("<i2").tobytes(), rate)


@given(RATES, st.floats(0.05, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
@settings(deadline=None, max_examples=50)
def test_trimming_takes_the_silence_and_leaves_the_sound(rate, seconds, before_s, after_s):
    around = [np.zeros(round(s * rate), np.float32) for s in (before_s, after_s)]
    sound = np.concatenate([around[0], tone(440, seconds, rate), around[1]])
    assert len(trimmed(as_speech(sound, rate))) / rate == pytest.approx(seconds, abs=0.03)


def test_what_is_meant_to_be_silent_stays_as_long_as_it_is():
    assert len(trimmed(Speech(bytes(2000), 16_000))) == 1000
    assert len(trimmed(Speech(b"", 16_000))) == 0


@given(RATES, st.floats(0.1, 2.0))
@settings(deadline=None, max_examples=40)
def test_a_tone_keeps_its_pitch_and_place_at_the_new_rate(rate, seconds):
    softened_tone = softened(tone(1000, seconds, rate), rate, 0.0)
    expected = tone(1000, seconds, SAMPLE_RATE)
    length = min(len(expected), len(softened_tone))
    assert length >= len(expected) - SAMPLE_RATE / rate
    middle = slice(length // 4, length // 2)
    likeness = np.corrcoef(softened_tone[middle], expected[middle])[0, 1]
    assert likeness > 0.95


@pytest.mark.parametrize(
    ("hertz", "decibels", "within"),
    [(40, -10.5, 1.5), (220, 2.0, 0.5), (1000, -0.7, 0.7), (3000, -4.7, 0.7), (7000, -5.0, 1.5)],
)
def test_softening_bends_each_pitch_as_it_should(hertz, decibels, within):
    sound = tone(hertz, 2, 22_050)
    middle = softened(sound, 22_050, 0.0)[SAMPLE_RATE // 2 : SAMPLE_RATE]
    level = 20 * np.log10(np.sqrt(np.mean(middle**2)) / np.sqrt(np.mean(sound**2)))
    assert level == pytest.approx(decibels, abs=within)


@given(st.floats(0.01, 0.9), st.floats(0.4, 3.0), st.integers(0, 99))
@settings(deadline=None, max_examples=40)
def test_every_sound_comes_out_level_and_below_the_peak(strength, seconds, seed):
    chance = np.random.default_rng(seed)
    noise = chance.standard_normal(round(seconds * SAMPLE_RATE))
    sound = (strength * np.clip(noise / 4, -1, 1)).astype(np.float32)
    level = levelled(np.pad(sound, SAMPLE_RATE // 2))
    assert loudness_lufs(level) == pytest.approx(-19, abs=0.7)
    assert true_peaks(level).max() <= MOST_PEAK * 1.01


def test_a_sharp_peak_is_held_below_the_most_without_a_step():
    sound = tone(200, 2, SAMPLE_RATE, 0.05)
    sound[48_000:48_200] += tone(500, 200 / SAMPLE_RATE, SAMPLE_RATE, 0.9)
    level = levelled(sound)
    assert true_peaks(level).max() <= MOST_PEAK * 1.01
    assert Meter(SAMPLE_RATE).integrated_loudness(level.astype(np.float64)) > -25


def test_silence_is_not_made_louder():
    assert not levelled(np.zeros(SAMPLE_RATE, np.float32)).any()


@given(st.integers(0, 5000), st.integers(500, 5000))
def test_a_placed_sound_has_silence_at_both_ends(length, samples):
    whole = placed(np.ones(length, np.float32), 200, samples)
    assert len(whole) == samples
    assert not whole[:200].any()
    assert not whole[-200:].any()
