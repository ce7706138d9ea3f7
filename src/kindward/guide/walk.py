"""Levels that walk at random, taken out of observations in the order of their time.

Each is held against what those before it let expect of its level (Kalman 1960). What is left over
knows nothing of the walk, and one nothing of the next: whatever else there is may be found by a
plain regression among columns that went through the same filter (de Jong 1991). It takes time in
step with the observations, where a matrix of all of them takes their cube.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Walk:
    """What is believed of a level before it is seen; a step is one of time."""

    begin_var: float
    step_var: float


@dataclass(frozen=True, slots=True)
class Seen:
    """`n` observations of `p` levels, those of one level together, at rising times."""

    columns: Floats
    """[n, k] what is observed, and whatever may be in it besides the level."""

    at: Floats
    variance: Floats
    """[n] of the error of each."""

    spans: tuple[slice, ...]
    """[p] where those of each level stand."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What is known of each level, and of the columns once their walks are averaged over."""

    said: Floats
    """[p, k, k] inner products by the inverse covariance of walk and errors."""

    level: Floats
    """[p, k] each level now, had each column been what was observed."""

    variance: Floats
    """[p] of each level now."""


def walked(walk: Walk, seen: Seen, now: float) -> Walked:
    """What observations say by a time that is not before them."""
    gain, whole, kept, variance = _gains(walk, seen, now)
    told = seen.columns * (gain / kept)[:, None]
    after = np.concatenate([told[:0], *(told[span].cumsum(0) for span in seen.spans)])
    after *= kept[:, None]
    left, level = seen.columns.copy(), np.zeros((len(variance), told.shape[1]))
    left[1:] -= after[:-1]
    for number, span in enumerate(seen.spans):
        if span.start < span.stop:
            left[span.start] = seen.columns[span.start]
            level[number] = after[span.stop - 1]
    left /= np.sqrt(whole)[:, None]
    said = np.array([left[span].T @ left[span] for span in seen.spans])
    return Walked(said, level, variance)


def _gains(walk: Walk, seen: Seen, now: float) -> tuple[Floats, Floats, Floats, Floats]:
    """[n] how far each draws its level, its own variance, what it leaves of the beginning; [p]."""
    at, error = seen.at.tolist(), seen.variance.tolist()
    steps, variances = [], []
    for span in seen.spans:
        known, time, left = walk.begin_var, 0.0, 1.0
        for place in range(span.start, span.stop):
            known += walk.step_var * (at[place] - time)
            whole = known + error[place]
            left *= error[place] / whole
            steps.append((known / whole, whole, left))
            known, time = known * error[place] / whole, at[place]
        variances.append(known + walk.step_var * (now - time))
    return *np.array(steps).reshape(-1, 3).T, np.array(variances)
