"""A paced breath, in or out: moving air, shaped so that one would want to follow it.

Breath is noise in a throat: no tone, most of it between 200 Hz and 3 kHz, in a few broad
resonances. Here noise is cut into narrow bands, and each band follows the breath in time: breathing
in, the middle of the sound rises and brightens; breathing out, it sinks and darkens.

Chosen by measure, not by ear (no one has listened yet): nothing below 120 Hz, which would hum, and
little above 4 kHz, which would hiss; an envelope without a corner that begins and ends at zero; in,
fullest past the middle; out, fullest early and then a long letting go. -30 LUFS, 11 below the
voice. The noise comes from a fixed seed: the same breath every time.
"""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Floats
from kindward.units import SAMPLE_RATE

Direction = Literal["in", "out"]


BANDS_HZ: Final = 120.0 * 2 ** (np.arange(22) / 4)
"""The middles of the bands, four to an octave, 120 Hz to 4.6 kHz."""

BAND_OCTAVES: Final = 0.22
"""How wide a band is (one standard deviation): neighbours overlap, so none is heard alone."""

AIR_OCTAVES: Final = 0.85
"""How wide the moving middle is: air, not a whistle."""

MOVES_HZ: Final = {"in": (520.0, 1150.0), "out": (780.0, 330.0)}
"""Where the middle of the sound begins and where it ends."""

RESONANCES: Final = {
    "in": ((560.0, 5.0), (1250.0, 4.0), (2400.0, 2.0)),
    "out": ((430.0, 5.0), (950.0, 3.5), (1900.0, 1.5)),
}
"""Warm places of a half-open throat: Hz, and decibels above the rest."""

RESONANCE_OCTAVES: Final = 0.28

SWELL: Final = {"in": (1.6, 1.3), "out": (1.3, 2.4)}
"""The envelope is t^a (1-t)^b: fullest at 55 % of a breath in, at 35 % of a breath out."""

RMS: Final = {"in": 0.0283, "out": 0.0286}
"""Root mean square over the whole breath: it makes either one -30 LUFS (ITU-R BS.1770-4)."""

_SEEDS: Final = {"in": 1, "out": 2}


def draw_breath(direction: Direction, seconds: float) -> NDArray[np.float32]:
    """One breath in or out, so many seconds long, 48 kHz mono: from silence into silence."""
    samples = round(seconds * SAMPLE_RATE)
    t = (np.arange(samples) + 0.5) / samples
    noise = np.fft.rfft(np.random.default_rng(_SEEDS[direction]).standard_normal(samples))
    air = sum(_band(noise, samples, hz) * _strength(direction, t, hz) for hz in BANDS_HZ)
    rise, fall = SWELL[direction]
    breath: Floats = air * t**rise * (1 - t) ** fall
    level = RMS[direction] / float(np.sqrt(np.mean(breath**2)))
    return (breath * level).astype(np.float32)


def _band(noise: NDArray[np.complex128], samples: int, hz: float) -> Floats:
    """The part of the noise near a frequency, as loud as the neighbouring band's."""
    distance = np.log2(np.maximum(np.fft.rfftfreq(samples, 1 / SAMPLE_RATE), 1.0) / hz)
    band: Floats = np.fft.irfft(noise * np.exp(-0.5 * (distance / BAND_OCTAVES) ** 2), samples)
    return band / float(np.sqrt(np.mean(band**2)))


def _strength(direction: Direction, t: Floats, hz: float) -> Floats:
    """How loud a band is at each moment: near the moving middle, in a warm place, or faint."""
    first, last = MOVES_HZ[direction]
    middle = first * (last / first) ** (t * t * (3 - 2 * t))
    air: Floats = np.exp(-0.5 * (np.log2(hz / middle) / AIR_OCTAVES) ** 2)
    warmth = sum(
        decibels * np.exp(-0.5 * (np.log2(hz / place) / RESONANCE_OCTAVES) ** 2)
        for place, decibels in RESONANCES[direction]
    )
    return air * float(10 ** (warmth / 20))
