"""From what an engine says to what we are glad to hear: trimmed, softened, level, never clipped.

In come phrases at an engine's own rate, out goes one sound at 48 kHz. Softening, room and change
of rate are one multiplication of one transform. The curve is a proxy's choice, nobody's ear yet:
less rumble, a little warmth, less edge and hiss; it cost no words in the trials, nor did a tenth
of a small room (a quarter did). Filters: Bristow-Johnson's Audio EQ Cookbook, as responses of
their analogue prototypes.
"""

from collections.abc import Callable
from functools import lru_cache
from math import gcd
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Samples
from kindward.units import SAMPLE_RATE
from kindward.voice.engine import Speech
from kindward.voice.loudness import SILENT_LUFS, fast_size, loudness_lufs, true_peaks

SPEECH_LUFS: Final = -19.0
"""For one channel; it is the -16 that podcasts ask of two (sound trials; AES TD1008)."""

MOST_PEAK: Final = 10 ** (-3 / 20)
"""-3 dBTP before coding leaves -1 after it."""

_AUDIBLE: Final = 10 ** (-45 / 20)  # of a phrase's own peak: below it is an engine's idle noise
_MARGIN_S: Final = 0.012  # kept on both sides of what is audible, and faded
_REVERB_S: Final = 0.25
_FADING_S: Final = 0.045
_HOLD: Final = SAMPLE_RATE // 1000  # the limiter's step: 1 ms
_REACH: Final = 5  # its steps of foresight
_ROUNDS: Final = 3

Response = NDArray[np.complexfloating[Any, Any]]


def trimmed(speech: Speech) -> Samples:
    """A phrase at its own rate without the silence around it, its ends faded.

    A phrase that is silent throughout is meant so and stays as long as it is.
    """
    sound = np.frombuffer(speech.pcm, "<i2").astype(np.float32) / 32768
    peak = float(np.abs(sound).max(initial=0.0))
    if not peak:
        return sound
    (audible,) = np.nonzero(np.abs(sound) > _AUDIBLE * peak)
    margin = round(_MARGIN_S * speech.rate)
    kept = sound[max(0, int(audible[0]) - margin) : int(audible[-1]) + margin + 1].copy()
    ramp = np.linspace(0, 1, min(margin, len(kept) // 2), dtype=np.float32)
    kept[: len(ramp)] *= ramp
    kept[len(kept) - len(ramp) :] *= ramp[::-1]
    return kept


def softened(sound: Samples, rate: int, room: float) -> Samples:
    """The sound at 48 kHz with less edge, more warmth and a share of a small room.

    It is longer by the room's last echo.
    """
    wanted = len(sound) + round(_REVERB_S * rate)
    return _transformed(sound, rate, wanted, lambda size: _response(size, rate, room))


def resampled(sound: Samples, rate: int) -> Samples:
    """The sound at 48 kHz, otherwise as it is."""
    return _transformed(sound, rate, len(sound), lambda _size: np.ones(1, np.complex64))


def levelled(sound: Samples) -> Samples:
    """The sound at -19 LUFS, its true peaks at -3 dBTP or below; silence stays silence.

    Where peaks had to be held down, what that cost is given back, as far as three rounds go.
    """
    for _ in range(_ROUNDS):
        level = loudness_lufs(sound)
        if level <= SILENT_LUFS:
            return sound
        scaled = sound * np.float32(10 ** ((SPEECH_LUFS - level) / 20))
        sound = _limited(scaled)
        if sound is scaled:
            break
    return sound


def placed(sound: Samples, start: int, samples: int) -> Samples:
    """The sound from `start` on in so many samples, silent around it.

    An echo that is too long fades away, and leaves as much silence at the end as at the start.
    """
    whole = np.zeros(samples, np.float32)
    room = min(len(sound), samples - 2 * start)
    whole[start : start + room] = sound[:room]
    fade = min(room, start)
    whole[start + room - fade : start + room] *= np.linspace(1, 0, fade, dtype=np.float32)
    return whole


def _transformed(
    sound: Samples, rate: int, wanted: int, response: Callable[[int], Response]
) -> Samples:
    """So many samples of a sound, now at 48 kHz, with a response that is told for its size."""
    size = fast_size(wanted, rate // gcd(rate, SAMPLE_RATE))
    spectrum = np.fft.rfft(sound, size) * response(size)
    scale = np.float32(SAMPLE_RATE / rate)
    fine: Samples = np.fft.irfft(spectrum, size * SAMPLE_RATE // rate) * scale
    return fine[: wanted * SAMPLE_RATE // rate]


@lru_cache(maxsize=8)
def _response(size: int, rate: int, room: float) -> Response:
    """What softening and room do to each part of a transform of this size."""
    hertz: Samples = np.fft.rfftfreq(size, 1 / rate)
    softening = _high_pass(hertz, 70.0) * _bell(hertz, 220.0, 2.0) * _bell(hertz, 3000.0, -4.0)
    softening *= _high_shelf(hertz, 5500.0, -6.0)
    softening *= np.clip((rate / 2 - hertz) / (rate / 20), 0, 1)  # no edge where the rate ends
    response: Response = softening * (1 + room * np.fft.rfft(_small_room(rate), size))
    return response.astype(np.complex64)


def _high_pass(hertz: Samples, corner: float) -> Response:
    s = 1j * hertz / corner
    response: Response = s**2 / (s**2 + np.sqrt(2) * s + 1)
    return response


def _bell(hertz: Samples, middle: float, decibels: float) -> Response:
    a, s = 10 ** (decibels / 40), 1j * hertz / middle
    response: Response = (s**2 + a * s + 1) / (s**2 + s / a + 1)
    return response


def _high_shelf(hertz: Samples, corner: float, decibels: float) -> Response:
    a, s = 10 ** (decibels / 40), 1j * hertz / corner
    slope = np.sqrt(2 * a) * s
    response: Response = a * (a * s**2 + slope + 1) / (s**2 + slope + a)
    return response


@lru_cache(maxsize=4)
def _small_room(rate: int) -> Samples:
    """A small room's answer, as strong as the sound itself: noise that fades, always the same."""
    length = round(_REVERB_S * rate)
    noise = np.random.default_rng(7).standard_normal(length)
    fading = noise * np.exp(-np.arange(length) / (_FADING_S * rate))
    answer: Samples = (fading / np.sqrt(np.sum(fading**2))).astype(np.float32)
    return answer


def _limited(sound: Samples) -> Samples:
    """The sound with every true peak at or below the most; only what is near one grows softer."""
    peaks = true_peaks(sound)
    if peaks.max(initial=0.0) <= MOST_PEAK:
        return sound
    steps = np.pad(peaks, (0, -len(peaks) % _HOLD)).reshape(-1, _HOLD).max(axis=1)
    gain = np.minimum(1, MOST_PEAK / np.maximum(steps, MOST_PEAK))
    held = np.pad(gain, 2 * _REACH, mode="edge")
    held = np.lib.stride_tricks.sliding_window_view(held, 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * _REACH + 3)[1:-1]
    smooth = np.convolve(held, window / window.sum(), "valid")
    middles = (np.arange(len(steps)) + 0.5) * _HOLD
    limited: Samples = sound * np.interp(np.arange(len(sound)), middles, smooth).astype(np.float32)
    return limited
