import subprocess
import sys

import numpy as np
import pyloudnorm
import pytest

import kindward.sound as room
from kindward.sound import draw_breath, ring_bell
from kindward.units import BELL_S, SAMPLE_RATE

pytestmark = pytest.mark.slow

SOUNDS = {
    "bell": (ring_bell, BELL_S),
    "in 2 s": (lambda: draw_breath("in", 2), 2),
    "in 4 s": (lambda: draw_breath("in", 4), 4),
    "out 6 s": (lambda: draw_breath("out", 6), 6),
    "out 20 s": (lambda: draw_breath("out", 20), 20),
}
sounds = pytest.mark.parametrize(("make", "seconds"), SOUNDS.values(), ids=SOUNDS)


def loudness(sound):
    return pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound.astype(float))


def level(sound):
    """Root mean square of every hundredth of a second."""
    return np.sqrt(np.mean(sound.reshape(-1, SAMPLE_RATE // 100) ** 2, axis=1))


def power(sound):
    """Frequencies in Hz, and how much of the sound is at each."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    return np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE), spectrum / spectrum.sum()


def centroid_hz(sound):
    hz, share = power(sound)
    return float((hz * share).sum())


@sounds
def test_it_has_exactly_its_length_in_48_khz_floats(make, seconds):
    assert make().shape == (seconds * SAMPLE_RATE,)
    assert make().dtype == np.float32


@sounds
def test_it_is_the_same_every_time(make, seconds):
    assert np.array_equal(make(), make())


@sounds
def test_it_begins_and_ends_in_silence_and_never_clicks(make, seconds):
    sound = make()
    assert np.abs(sound[:48]).max() < 1e-3
    assert np.abs(sound[-48:]).max() < 1e-4
    steps = np.abs(np.diff(sound, 2))
    assert steps.max() < 8 * np.percentile(steps[steps > steps.max() / 100], 95)


def test_the_bell_is_five_below_the_voice_and_the_breath_eleven():
    assert loudness(ring_bell()) == pytest.approx(-24, abs=0.5)
    for seconds in (2, 4, 8):
        assert loudness(draw_breath("in", seconds)) == pytest.approx(-30, abs=0.5)
        assert loudness(draw_breath("out", seconds)) == pytest.approx(-30, abs=0.5)


def test_the_bell_rises_softly_and_then_only_fades():
    bell = np.abs(ring_bell())
    loudest = bell[: SAMPLE_RATE // 10].max()
    rise = np.argmax(bell > 0.9 * loudest) - np.argmax(bell > 0.1 * loudest)
    assert 0.015 < rise / SAMPLE_RATE < 0.040
    seconds = np.sqrt(np.mean(bell.reshape(8, -1) ** 2, axis=1))
    assert np.argmax(seconds) == 0
    assert 20 * np.log10(seconds[4] / seconds[0]) == pytest.approx(-20, abs=6)
    assert 20 * np.log10(seconds[7] / seconds[0]) < -40


def test_the_bell_darkens_as_it_fades():
    bell = ring_bell()
    hz = [centroid_hz(bell[s * SAMPLE_RATE : (s + 1) * SAMPLE_RATE]) for s in (0, 3, 6)]
    assert hz == sorted(hz, reverse=True)


def test_a_breath_in_rises_and_brightens_and_a_breath_out_sinks_and_darkens():
    for breath, last_is_higher in ((draw_breath("in", 4), True), (draw_breath("out", 4), False)):
        first, last = breath[SAMPLE_RATE // 2 : SAMPLE_RATE], breath[3 * SAMPLE_RATE : -9600]
        assert (centroid_hz(last) > 1.3 * centroid_hz(first)) is last_is_higher
        assert (centroid_hz(first) > 1.3 * centroid_hz(last)) is not last_is_higher


def test_a_breath_neither_hums_nor_hisses():
    for direction in ("in", "out"):
        hz, share = power(draw_breath(direction, 5))
        assert 10 * np.log10(share[hz < 100].sum()) < -45
        assert 10 * np.log10(share[hz > 5000].sum()) < -45
        tone = share[(hz > 150) & (hz < 3000)]
        assert 10 * np.log10(tone.max() / tone.mean()) < 20


def test_a_breath_swells_once():
    for direction in ("in", "out"):
        swell = np.convolve(level(draw_breath(direction, 6)), np.ones(60) / 60, "valid")
        top = np.argmax(swell)
        rising, falling = swell[:top:40], swell[top::40]
        assert np.all(np.diff(rising) > -0.05 * swell.max())
        assert np.all(np.diff(falling) < 0.05 * swell.max())


def test_the_room_loads_no_numpy_until_a_sound_is_made():
    script = (
        "import sys, kindward.sound as sound; assert 'numpy' not in sys.modules;"
        "sound.ring_bell; assert 'numpy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_name_that_is_not_in_the_room_is_an_attribute_error():
    with pytest.raises(AttributeError, match="applause"):
        room.applause  # noqa: B018 - asking for it is the test
