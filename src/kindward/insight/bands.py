"""Two hidden courses of days, for many models at once, as banded precisions: exact and fast.

Of each model a day has `ou` (it keeps `phi` of what it was the day before, SD `ou_sd`) and `walk`
(a random walk that begins at nothing on the first day, `walk_sd` for the square root of a week).
Both are Markov, so their joint precision, days in order and both of a day side by side, has two
bands below its diagonal (Rue and Held 2005), also after ratings; LAPACK solves it in linear time.
Where there is no walk, its places hold numbers that nothing depends on.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dpbtrf, dpbtrs

Floats = NDArray[np.float64]

WEEK: Final = 7.0

_BANDS: Final = 3


@dataclass(frozen=True, slots=True)
class Courses:
    """What a model says of the hidden days, [m] for each of `m` models."""

    phi: Floats
    ou_sd: Floats
    walk_sd: Floats
    noise_sd: Floats


@dataclass(frozen=True, slots=True)
class Prior:
    """The courses before any rating: `m` models, `n` days."""

    bands: Floats
    """[m, 2n, 3] the precision's diagonal and what lies one and two below it."""

    log_dets: Floats
    """[m, n] of the precision of the first days alone, up to each."""

    onward: Floats
    """[2, m, n] what the step to the next day adds to each of both courses' precision."""

    walks: Floats
    """[m, n] 1 where a day's walk is anything but nothing, else 0."""


def prior(courses: Courses, days: Floats) -> Prior:
    """The courses on `n` days, which rise, before any rating."""
    gaps = np.diff(days)
    phi, which = np.unique(courses.phi, return_inverse=True)
    kept = (phi[:, None] ** gaps)[which]
    fresh = courses.ou_sd[:, None] ** -2 / (1 - kept**2)
    has_walk = courses.walk_sd > 0
    walk = np.where(has_walk, courses.walk_sd, 1.0)[:, None]
    step = np.where(has_walk[:, None], WEEK / (walk**2 * gaps), 1.0)
    onward = np.zeros((2, len(courses.phi), len(days)))
    onward[0, :, :-1] = kept**2 * fresh
    onward[1, :, 1:-1] = step[:, 1:] * has_walk[:, None]
    bands = np.zeros((len(courses.phi), 2 * len(days), _BANDS))
    bands[:, 0, 0] = courses.ou_sd**-2
    bands[:, 2::2, 0] = fresh
    bands[:, 0::2, 0] += onward[0]
    bands[:, 0:-2:2, 2] = -kept * fresh
    bands[:, 1, 0] = 1.0
    bands[:, 3::2, 0] = step
    bands[:, 1::2, 0] += onward[1]
    bands[:, 1::2, 2] = -onward[1]
    walks = np.repeat(has_walk[:, None].astype(float), len(days), 1)
    walks[:, 0] = 0.0
    log_dets = np.tile(-2 * np.log(courses.ou_sd)[:, None], len(days))
    log_dets[:, 1:] += np.cumsum(np.log(fresh) + np.log(step), 1)
    return Prior(bands, log_dets, onward, walks)


@dataclass(frozen=True, slots=True)
class Posterior:
    """The courses after ratings: the Cholesky factor of each model's precision, by its bands."""

    factor: Floats
    """[3, 2n, m] the diagonal and what lies one and two below it."""

    onward: Floats
    """[2, n, m]"""
    walks: Floats
    """[n, m]"""
    noise: Floats
    """[m] variances of one rating."""

    @property
    def log_det(self) -> Floats:
        """[m] of the precision."""
        log_det: Floats = 2 * np.log(self.factor[0]).sum(0)
        return log_det

    def only(self, models: NDArray[np.intp]) -> "Posterior":
        """Some of the models."""
        return Posterior(
            self.factor[:, :, models],
            self.onward[:, :, models],
            self.walks[:, models],
            self.noise[models],
        )

    def spread(self, on_days: Floats) -> Floats:
        """[2n, k, m] what [n, k] sums of ratings on days say of both courses, times the noise."""
        days, sums = on_days.shape
        both = np.empty((2 * days, sums, len(self.noise)))
        both[0::2] = on_days[:, :, None]
        both[1::2] = on_days[:, :, None] * self.walks[:, None, :]
        return both

    def halfway(self, right: Floats) -> Floats:
        """[2n, k, m] the inverse of the factor times as much, in whose place it comes to stand."""
        inverse, (_, one, two) = 1 / self.factor[0], self.factor
        for row in range(len(right)):
            if row > 0:
                right[row] -= one[row - 1] * right[row - 1]
            if row > 1:
                right[row] -= two[row - 2] * right[row - 2]
            right[row] *= inverse[row]
        return right

    def ended(self, days: int, halfway: Floats) -> tuple[Floats, Floats]:
        """Had the courses ended after so many days: [m] log det, [2, k, m] end of `halfway`.

        All before that day is as it is. The day itself lacks what the step to the next one adds.
        """
        row = 2 * days - 2
        (ou, walk), (beside, _) = self.factor[:2, row : row + 2]
        to_ou, to_walk = self.onward[:, days - 1]
        last_ou = np.sqrt(ou**2 - to_ou)
        last_beside = beside * ou / last_ou
        last_walk = np.sqrt(walk**2 + beside**2 - last_beside**2 - to_walk)
        first = halfway[row] * ou / last_ou
        second = halfway[row + 1] * walk + halfway[row] * beside - first * last_beside
        log_det = np.log(self.factor[0, :row]).sum(0) + np.log(last_ou) + np.log(last_walk)
        return 2 * log_det, np.stack((first, second / last_walk))

    def solved(self, on_days: Floats) -> Floats:
        """[2n, k, m] the inverse of the precision times what `spread` gives."""
        each = zip(self.factor.T, self.spread(on_days).T, strict=True)
        return np.array(
            [dpbtrs(factor.T, right.T, lower=1)[0] for factor, right in each]
        ).transpose(1, 2, 0)

    def variances(self) -> Floats:
        """[2n, m] the diagonal of the inverse, from the last to the first (Takahashi 1973)."""
        diagonal = self.factor[0]
        one, two = self.factor[1] / diagonal, self.factor[2] / diagonal
        found: Floats = diagonal**-2.0
        beside = after = np.zeros_like(found[0])
        for row in range(len(found) - 2, -1, -1):
            near = found[row + 1]
            far = found[row + 2] if row + 2 < len(found) else after
            next_to = -one[row] * near - two[row] * beside
            two_on = -one[row] * beside - two[row] * far
            found[row] -= one[row] * next_to + two[row] * two_on
            beside = next_to
        return found


def posterior(before: Prior, noise_sd: Floats, count: Floats) -> Posterior:
    """After [n] so many ratings on the days, each with an error of [m] such an SD."""
    noise = noise_sd**2
    told = count / noise[:, None]
    bands = before.bands.copy()
    bands[:, 0::2, 0] += told
    bands[:, 1::2, 0] += told * before.walks
    bands[:, 0::2, 1] = told * before.walks
    for of in bands:
        of[:] = dpbtrf(of.T, lower=1, overwrite_ab=1)[0].T
    factor = np.ascontiguousarray(bands.T)
    onward = before.onward.swapaxes(1, 2)
    return Posterior(factor, onward, before.walks.T, noise)
