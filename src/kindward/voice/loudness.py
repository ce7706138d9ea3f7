"""How loud a sound is to an ear, and how high its peaks truly are.

Loudness is ITU-R BS.1770-4 for one channel: a K-weighted mean power over blocks of 400 ms, those
that are silent or far below the rest left out. True peak is its annex 2: the sound read four times
as finely. Both filter by multiplying a transform, which is exact once the sound is padded.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Floats, Samples
from kindward.units import SAMPLE_RATE

SILENT_LUFS: Final = -70.0
"""The absolute gate of BS.1770-4: what is not louder counts as silence."""

_BLOCK: Final = SAMPLE_RATE * 4 // 10
_STEP: Final = _BLOCK // 4
_OFFSET_DB: Final = -0.691
_RELATIVE_GATE: Final = 0.1  # 10 LU below the blocks that passed the absolute gate
_PADDING: Final = SAMPLE_RATE // 2  # the weighting has died away by then
_OVERSAMPLED: Final = 4


def loudness_lufs(sound: Samples) -> float:
    """Integrated loudness at 48 kHz; -70 for silence. What is shorter than a block is padded."""
    if len(sound) < _BLOCK:
        sound = np.pad(sound, (0, _BLOCK - len(sound)))
    powers = _block_powers(_weighted(sound))
    loud = powers[_lufs(powers) > SILENT_LUFS]
    if not len(loud):
        return SILENT_LUFS
    return float(_lufs(np.mean(loud[loud > loud.mean() * _RELATIVE_GATE])))


def true_peaks(sound: Samples) -> Samples:
    """The highest value around each sample, read four times as finely, never below the sample."""
    size = fast_size(len(sound))
    fine = np.fft.irfft(np.fft.rfft(sound, size), size * _OVERSAMPLED) * np.float32(_OVERSAMPLED)
    around: Samples = (
        np.abs(fine[: len(sound) * _OVERSAMPLED]).reshape(-1, _OVERSAMPLED).max(axis=1)
    )
    return np.maximum(around, np.abs(sound))


def fast_size(length: int, multiple: int = 1) -> int:
    """The least multiple at or above a length that a transform is fast at: 1, 3, 5, 9, 15 x 2^n."""
    wanted = max(1, -(-length // multiple))
    return multiple * min(
        odd << max(0, (-(-wanted // odd) - 1).bit_length()) for odd in (1, 3, 5, 9, 15)
    )


def _weighted(sound: Samples) -> Samples:
    """The sound as loud as an ear finds it, at each pitch."""
    size = fast_size(len(sound) + _PADDING)
    weighted: Samples = np.fft.irfft(np.fft.rfft(sound, size) * _k_weighting(size), size)
    return weighted[: len(sound)]


@lru_cache(maxsize=4)
def _k_weighting(size: int) -> NDArray[np.complex64]:
    """The response of the two stages at 48 kHz (BS.1770-4, tables 1 and 2)."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    head = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    rumble = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    response: NDArray[np.complex64] = (head * rumble).astype(np.complex64)
    return response


def _block_powers(weighted: Samples) -> Floats:
    """Mean power of blocks of 400 ms that begin every 100 ms."""
    sums = np.concatenate(([0.0], np.cumsum(np.square(weighted, dtype=np.float64))))
    starts = np.arange(0, len(weighted) - _BLOCK + 1, _STEP)
    powers: Floats = (sums[starts + _BLOCK] - sums[starts]) / _BLOCK
    return powers


def _lufs(power: Floats | np.float64) -> Floats:
    """Power in decibels on the scale of BS.1770-4; nothing at all is far below every gate."""
    return np.asarray(_OFFSET_DB + 10 * np.log10(np.maximum(power, 1e-20)))
