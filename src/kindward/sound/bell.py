"""A bell: one soft stroke on a warm bowl, made from nothing but sines.

A singing bowl sounds in a few modes whose frequencies are no whole multiples of each other; here
1, 2.71, 5.15, 8.43 and 12.3 times the lowest. A real bowl is never quite round, so each mode is a
pair of sines a little apart, which beat slowly against each other: that is its life (measured on
bowls by Inacio, Henrique and Antunes, "The Dynamics of Tibetan Singing Bowls", 2006).

Chosen by measure, not by ear (no one has listened yet): a low mode of 186 Hz, warm but not a hum,
the next at 504 Hz for speakers too small for the first; the higher a mode, the weaker it is and
the sooner gone, so the stroke darkens as it fades; a rise of 30 ms, felt and not metal.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Floats
from kindward.units import BELL_S, SAMPLE_RATE

LOWEST_HZ: Final = 186.0

MODES: Final = (
    # times the lowest, strength, seconds to fade by 60 dB, beats in a second
    (1.00, 1.00, 14.0, 0.60),
    (2.71, 0.60, 9.0, 0.95),
    (5.15, 0.22, 4.5, 1.45),
    (8.43, 0.06, 2.2, 2.10),
    (12.3, 0.015, 1.1, 2.90),
)

SPLIT: Final = (0.74, 0.26)
"""The two sines of a mode: unequal, so that a beat breathes and never falls silent."""

RISE_S: Final = 0.03
FADE_S: Final = 2.5

PEAK: Final = 0.437
"""The loudest sample: it makes the bell -24 LUFS (ITU-R BS.1770-4), 5 below the voice."""

_SIXTY_DB: Final = np.log(1000.0)


def ring_bell() -> NDArray[np.float32]:
    """The bell, `BELL_S` long, 48 kHz mono: from silence, by way of one stroke, into silence."""
    t = np.arange(round(BELL_S * SAMPLE_RATE)) / SAMPLE_RATE
    ringing: Floats = sum(_mode(t, *mode) for mode in MODES) * _rise(t) * _fade(t)
    return (ringing * (PEAK / float(np.abs(ringing).max()))).astype(np.float32)


def _mode(t: Floats, ratio: float, strength: float, fade_s: float, beats_hz: float) -> Floats:
    """One mode: a pair of sines, a little apart, that dies away at its own pace."""
    phase, beat = 2 * np.pi * LOWEST_HZ * ratio * t, np.pi * beats_hz * t
    pair: Floats = SPLIT[0] * np.sin(phase - beat) + SPLIT[1] * np.sin(phase + beat)
    dying: Floats = pair * np.exp(-_SIXTY_DB * t / fade_s)
    return strength * dying


def _rise(t: Floats) -> Floats:
    """The mallet's give: half a cosine from nothing to all."""
    return _half_cosine(t / RISE_S)


def _fade(t: Floats) -> Floats:
    """The last seconds: half a cosine from all to nothing, so that no end is heard."""
    return _half_cosine((BELL_S - t) / FADE_S)


def _half_cosine(way: Floats) -> Floats:
    """0 at the beginning of a way, 1 from its end on, with no corner in between."""
    height: Floats = 0.5 - 0.5 * np.cos(np.pi * np.minimum(way, 1.0))
    return height
