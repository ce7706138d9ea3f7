"""A passage spoken in one go, cut into its lines where their signs are.

The model tells where each sign begins, to a tick or two; the cut is at the quietest place around
the stop between two lines. What is quiet at both ends of a line is left out, but for a little.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from kindward.arrays import Samples

LEAD_S, TAIL_S, FADE_S = 0.02, 0.04, 0.005
"""What a line keeps of the quiet around it, and how long its ends are faded."""

_EARLY_S: Final = 0.05  # how much the sound of a sign may be before or behind its place
_STEP_S: Final = 0.005
_QUIET: Final = 10 ** (-36 / 20)  # of the level that one part in twenty is above
_LOUD: Final = 95


@dataclass(frozen=True, slots=True)
class LineSpan:
    """Samples from `start` up to `end`."""

    start: int
    end: int


def cut(
    sound: Samples, begins: Sequence[int], counts: Sequence[int], rate: int
) -> tuple[LineSpan, ...]:
    """Where each line is, one for each count of signs, the quiet left out.

    Between two lines is one sign more, a space. A line without any sound is an empty span.
    """
    ends = (
        0,
        *(_quietest(sound, *bounds, rate) for bounds in _between(begins, counts)),
        len(sound),
    )
    level = _level(sound, rate)
    least = _QUIET * float(np.percentile(level, _LOUD)) if len(level) else 0.0
    return tuple(_loud(level, least, LineSpan(*pair), rate) for pair in pairwise(ends))


def lifted(sound: Samples, span: LineSpan, rate: int) -> Samples:
    """One line out of a passage, with a little of the quiet around it, its ends faded."""
    start = max(0, span.start - round(LEAD_S * rate))
    line = sound[start : span.end + round(TAIL_S * rate)].copy()
    ramp = np.linspace(0, 1, min(round(FADE_S * rate), len(line) // 2), dtype=np.float32)
    line[: len(ramp)] *= ramp
    line[len(line) - len(ramp) :] *= ramp[::-1]
    return line


def _between(begins: Sequence[int], counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From where the last sign of each line but the last begins to where the next line does."""
    at = 0
    for count in counts[:-1]:
        at += count + 1
        yield begins[at - 2], begins[at]


def _quietest(sound: Samples, start: int, end: int, rate: int) -> int:
    early, wide = round(_EARLY_S * rate), round(4 * _STEP_S * rate)
    start = max(0, start - early)
    power = np.square(sound[start : end + early], dtype=np.float64)
    if not len(power):
        return start
    return start + int(np.argmin(np.convolve(power, np.ones(wide), "same")))


def _level(sound: Samples, rate: int) -> Samples:
    """How loud each step is."""
    step = round(_STEP_S * rate)
    steps = sound[: len(sound) // step * step].reshape(-1, step)
    level: Samples = np.sqrt(np.square(steps, dtype=np.float64).mean(axis=1))
    return level


def _loud(level: Samples, least: float, span: LineSpan, rate: int) -> LineSpan:
    """From the first step of a span that is not quiet to the last."""
    step = round(_STEP_S * rate)
    first = -(-span.start // step)
    (loud,) = np.nonzero(level[first : span.end // step] > least)
    if not len(loud):
        return LineSpan(span.start, span.start)
    return LineSpan((first + int(loud[0])) * step, (first + int(loud[-1]) + 1) * step)
