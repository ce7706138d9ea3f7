"""A state space of moods by day, an Ornstein-Uhlenbeck process and a random walk, solved exactly.

For each of `m` settings and `n` days t_1 < ... < t_n that are d_i = t_(i+1) - t_i apart, with
s = `ou_sd` and w = `walk_sd`:

    ou_1   ~ N(0, s^2)    ou_(i+1)   | ou_i   ~ N(phi^d_i ou_i, s^2 (1 - phi^(2 d_i)))
    walk_1 = 0            walk_(i+1) | walk_i ~ N(walk_i, w^2 d_i / 7)
    rating on day i       ~ N(ou_i + walk_i, noise_sd^2)

The state x = (ou_1, walk_1, ou_2, walk_2, ...) is a Gauss-Markov chain, so its precision Q has two
bands below the diagonal, before ratings and after them (Rue and Held 2005, Gaussian Markov Random
Fields, 2.4). LAPACK's banded Cholesky factor L of Q = L L' costs O(n), and L holds the Kalman
filter: its first rows are what the first days alone would give. walk_1, and every walk where
w = 0, hold a place with a precision of 1, and no rating depends on them.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dpbtrf, dpbtrs

from kindward.arrays import Floats

WEEK: Final = 7.0

_BANDS: Final = 3


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """The settings of the state space, [m] each; SDs in slider points."""

    phi: Floats
    """What a day keeps of the one before."""

    ou_sd: Floats
    """Stationary."""

    walk_sd: Floats
    """For the square root of a week."""

    noise_sd: Floats
    """Of one rating."""


@dataclass(frozen=True, slots=True)
class StatePrior:
    """The states before any rating: `m` settings, `n` days."""

    bands: Floats
    """[m, 2n, 3] the precision Q: its diagonal, and what lies one and two below it."""

    log_dets: Floats
    """[m, n] log determinant of the precision of the first days alone, up to each."""

    transition: Floats
    """[2, m, n] what the transition to the next day adds to the diagonal of Q, at ou and walk."""

    emission: Floats
    """[m, n] what a day's walk is multiplied with in a rating: 1, or 0 where it holds a place."""


def state_prior(settings: Hyperparameters, days: Floats) -> StatePrior:
    """The states on `n` days, which rise, before any rating."""
    gaps = np.diff(days)
    phi, which = np.unique(settings.phi, return_inverse=True)
    kept = (phi[:, None] ** gaps)[which]
    ou_precision = settings.ou_sd[:, None] ** -2 / (1 - kept**2)
    has_walk = settings.walk_sd > 0
    walk_sd = np.where(has_walk, settings.walk_sd, 1.0)[:, None]
    walk_precision = np.where(has_walk[:, None], WEEK / (walk_sd**2 * gaps), 1.0)
    transition = np.zeros((2, len(settings.phi), len(days)))
    transition[0, :, :-1] = kept**2 * ou_precision
    transition[1, :, 1:-1] = walk_precision[:, 1:] * has_walk[:, None]
    bands = np.zeros((len(settings.phi), 2 * len(days), _BANDS))
    bands[:, 0, 0] = settings.ou_sd**-2
    bands[:, 2::2, 0] = ou_precision
    bands[:, 0::2, 0] += transition[0]
    bands[:, 0:-2:2, 2] = -kept * ou_precision
    bands[:, 1, 0] = 1.0
    bands[:, 3::2, 0] = walk_precision
    bands[:, 1::2, 0] += transition[1]
    bands[:, 1::2, 2] = -transition[1]
    emission = np.repeat(has_walk[:, None].astype(float), len(days), 1)
    emission[:, 0] = 0.0
    log_dets = np.tile(-2 * np.log(settings.ou_sd)[:, None], len(days))
    log_dets[:, 1:] += np.cumsum(np.log(ou_precision) + np.log(walk_precision), 1)
    return StatePrior(bands, log_dets, transition, emission)


@dataclass(frozen=True, slots=True)
class StatePosterior:
    """The states after ratings: L, the banded Cholesky factor of Q + H' R^-1 H.

    A row of H takes a day's ou and `emission` times its walk; R is the variance of its mean rating.
    """

    factor: Floats
    """[3, 2n, m] L: its diagonal, and what lies one and two below it."""

    transition: Floats
    """[2, n, m] as in the prior."""

    emission: Floats
    """[n, m]"""

    noise: Floats
    """[m] variance of one rating."""

    @property
    def log_det(self) -> Floats:
        """[m] log determinant of the precision."""
        log_det: Floats = 2 * np.log(self.factor[0]).sum(0)
        return log_det

    def select(self, settings: NDArray[np.intp]) -> "StatePosterior":
        """Some of the settings."""
        return StatePosterior(
            self.factor[:, :, settings],
            self.transition[:, :, settings],
            self.emission[:, settings],
            self.noise[settings],
        )

    def emission_transpose(self, sums: Floats) -> Floats:
        """[2n, k, m] H' times [n, k] sums of ratings by day: each on both of its day's states."""
        days, count = sums.shape
        states = np.empty((2 * days, count, len(self.noise)))
        states[0::2] = sums[:, :, None]
        states[1::2] = sums[:, :, None] * self.emission[:, None, :]
        return states

    def forward_substitution(self, right: Floats) -> Floats:
        """[2n, k, m] L^-1 `right`, which it overwrites."""
        inverse, (_, one, two) = 1 / self.factor[0], self.factor
        for row in range(len(right)):
            if row > 0:
                right[row] -= one[row - 1] * right[row - 1]
            if row > 1:
                right[row] -= two[row - 2] * right[row - 2]
            right[row] *= inverse[row]
        return right

    def truncated(self, days: int, substituted: Floats) -> tuple[Floats, Floats]:
        """The posterior of the first `days` by their ratings alone: what differs in the last one.

        [m] the log determinant of its precision, and [2, k, m] the last two rows of the forward
        substitution, of which `substituted` [2n, k, m] is the whole. All rows above are the same;
        on the last day's diagonal the transition to the next one is missing.
        """
        row = 2 * days - 2
        (ou, walk), (below, _) = self.factor[:2, row : row + 2]
        to_ou, to_walk = self.transition[:, days - 1]
        last_ou = np.sqrt(ou**2 - to_ou)
        last_below = below * ou / last_ou
        last_walk = np.sqrt(walk**2 + below**2 - last_below**2 - to_walk)
        first = substituted[row] * ou / last_ou
        second = substituted[row + 1] * walk + substituted[row] * below - first * last_below
        log_det = np.log(self.factor[0, :row]).sum(0) + np.log(last_ou) + np.log(last_walk)
        return 2 * log_det, np.stack((first, second / last_walk))

    def solve(self, sums: Floats) -> Floats:
        """[2n, k, m] (L L')^-1 H' `sums`: over the noise, the smoothed means of the states."""
        each = zip(self.factor.T, self.emission_transpose(sums).T, strict=True)
        return np.array(
            [dpbtrs(factor.T, right.T, lower=1)[0] for factor, right in each]
        ).transpose(1, 2, 0)

    def variances(self) -> Floats:
        """[2n, m] the states' smoothed variances: the diagonal of C = (L L')^-1.

        From the last row r to the first, with elements within the bands alone (Takahashi 1973; Rue
        and Martino 2007): C[r, j] = (1 / L[r, r]^2 where j = r) - the sum over the k below r, which
        are r + 1 and r + 2, of L[k, r] / L[r, r] * C[k, j].
        """
        diagonal = self.factor[0]
        one, two = self.factor[1] / diagonal, self.factor[2] / diagonal
        variances: Floats = diagonal**-2.0
        c_12 = nothing = np.zeros_like(variances[0])
        for row in range(len(variances) - 2, -1, -1):
            c_11 = variances[row + 1]
            c_22 = variances[row + 2] if row + 2 < len(variances) else nothing
            c_01 = -one[row] * c_11 - two[row] * c_12
            c_02 = -one[row] * c_12 - two[row] * c_22
            variances[row] -= one[row] * c_01 + two[row] * c_02
            c_12 = c_01
        return variances


def state_posterior(prior: StatePrior, noise_sd: Floats, count: Floats) -> StatePosterior:
    """After [n] so many ratings on the days, each with an error of SD `noise_sd` [m]."""
    noise = noise_sd**2
    rating_precision = count / noise[:, None]
    bands = prior.bands.copy()
    bands[:, 0::2, 0] += rating_precision
    bands[:, 1::2, 0] += rating_precision * prior.emission
    bands[:, 0::2, 1] = rating_precision * prior.emission
    for of in bands:
        of[:] = dpbtrf(of.T, lower=1, overwrite_ab=1)[0].T
    factor = np.ascontiguousarray(bands.T)
    return StatePosterior(factor, prior.transition.swapaxes(1, 2), prior.emission.T, noise)
