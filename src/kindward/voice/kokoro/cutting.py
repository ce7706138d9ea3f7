"""A passage spoken in one go, cut into its lines in the pauses between them.

The pauses are found by level; which of them end a line is the best of all choices (dynamic
programming): long ones, near where the line's share of the phonemes lets one expect its end. Times
are told in voiced time, so that a long pause before does not mislead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kindward.voice.loudness import Floats

STEP_S: Final = 0.005
LEAST_PAUSE_S: Final = 0.06
LEAD_S, TAIL_S, FADE_S = 0.02, 0.04, 0.005
"""What a line keeps of the quiet around it, and how long its ends are faded."""

_QUIET: Final = 10 ** (-40 / 20)  # of the level that one part in a hundred is above
_EVEN_S2: Final = 0.35  # how far off, squared, an end may be for one more point of cost
_WORTH: Final = 4.0  # points for a second of pause
_LONGEST_S: Final = 0.8  # beyond which a longer pause is no better
_LOUD: Final = 99

Costs = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Span:
    """Samples from `start` up to `end`."""

    start: int
    end: int


def cut(sound: Floats, weights: Sequence[float], rate: int) -> tuple[Span, ...] | None:
    """Where each line is, one for each weight (its share of the phonemes), the quiet left out.

    None where there are fewer pauses than there are ends of lines, or no sound at all.
    """
    voice, pauses = _heard(sound, rate)
    if voice is None or len(pauses) < len(weights) - 1:
        return None
    parting = _chosen(voice, pauses, weights, rate) if len(weights) > 1 else []
    starts = [voice.start, *(pause.end for pause in parting)]
    ends = [*(pause.start for pause in parting), voice.end]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))


def lifted(sound: Floats, span: Span, rate: int) -> Floats:
    """One line out of a passage, with a little of the quiet around it, its ends faded."""
    start = max(0, span.start - round(LEAD_S * rate))
    line = sound[start : span.end + round(TAIL_S * rate)].copy()
    ramp = np.linspace(0, 1, min(round(FADE_S * rate), len(line) // 2), dtype=np.float32)
    line[: len(ramp)] *= ramp
    line[len(line) - len(ramp) :] *= ramp[::-1]
    return line


def _heard(sound: Floats, rate: int) -> tuple[Span | None, list[Span]]:
    """From the first sound to the last, and the pauses between, in their order."""
    step = round(STEP_S * rate)
    steps = sound[: len(sound) // step * step].reshape(-1, step)
    level = np.sqrt(np.square(steps, dtype=np.float64).mean(axis=1))
    if not level.any():
        return None, []
    loud = np.nonzero(level > _QUIET * np.percentile(level, _LOUD))[0].tolist()
    least = LEAST_PAUSE_S / STEP_S
    pauses = [Span((a + 1) * step, b * step) for a, b in pairwise(loud) if b - a > least]
    return Span(loud[0] * step, (loud[-1] + 1) * step), pauses


def _chosen(voice: Span, pauses: Sequence[Span], weights: Sequence[float], rate: int) -> list[Span]:
    """The pauses that end a line, one fewer than there are lines."""
    long = np.array([pause.end - pause.start for pause in pauses])
    before = np.array([pause.start for pause in pauses]) - voice.start - (np.cumsum(long) - long)
    voiced_s = (voice.end - voice.start - long.sum()) / rate
    expected_s = np.cumsum(weights)[:-1] / sum(weights) * voiced_s
    off = (before / rate - expected_s[:, None]) ** 2 / _EVEN_S2
    costs = off - _WORTH * np.minimum(long / rate, _LONGEST_S)
    return [pauses[n] for n in _cheapest(costs)]


def _cheapest(costs: Costs) -> list[int]:
    """One column for each row, from left to right, that cost least together."""
    rows, columns = costs.shape
    best = np.full((rows, columns), np.inf)
    best[0] = costs[0]
    for row in range(1, rows):
        reached = np.minimum.accumulate(best[row - 1])[:-1]
        best[row, 1:] = reached + costs[row, 1:]
    found, right = [], columns
    for row in reversed(range(rows)):
        right = int(np.argmin(best[row, :right]))
        found.append(right)
    return found[::-1]
