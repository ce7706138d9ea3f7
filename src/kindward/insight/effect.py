"""The effect of practices beyond a quiet minute: one Bayesian regression for one person.

Relief after a practice is held against relief after a quiet minute of the same person, never
against nothing: after-minus-before also holds what being asked, resting and coming at a low point
give. In slider points (0..100), with `away` how much heavier than usual a row begins:

    quiet minute   relief = slope * away          + room * pause + e
    practice       relief = (slope + more) * away + room * (pause + settle + theta + own(p)
                            + late or rested) + e

`theta + own(p)` is the answer; all else is there so that it cannot be mistaken for one. `room` is
how much of a change the slider has room to show, from about 1/2 at its ends to 1; a practice is
`rested` after a quiet minute, and `late` where it was first rated after one.

* pause is nearly free (SD 15): only quiet minutes may tell how much asking and resting give. A
  tight prior leaves what it cannot hold to theta: in a world where being asked gives 10 points and
  practices nothing, it told 6 % of people a falsehood, and this one 1 to 3 %.
* settle is what some ten minutes give a low mood by themselves, and one minute does not. No rating
  can tell it from theta, so it is its prior: moods that last half an hour settle by 6 % of how low
  they are, and people come 8 to 24 points lower than usual. Without it those who come at their
  lowest are told falsehoods (11 %); with it 3 to 4 %, for a tenth of the power.
* theta is sceptical: N(0, 5). own(p) ~ N(0, sd), sd one of three, weighed by the data: practices
  that differ little are drawn towards each other.
* A quiet minute and the practice after it share the state they begin in (correlation .35), a
  minute is calmer than ten (variance .55), a mean of fewer sliders is noisier.

Given the SDs of own(p) and of e the posterior is Gaussian and exact (Gelman et al. 2013, Bayesian
Data Analysis, ch. 14); both are averaged over by their marginal likelihood, so the answer is a
mixture of Gaussians (tests hold it against NUTS; `bench/insight.py` counts false answers,
`bench/ranks.py` shows whether it is calibrated). The within-person design is that of Tschenett and
Nater 2026; worlds and first priors are our own simulations.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kindward.arrays import Floats, Ints
from kindward.insight.effect_design import PRIORS, EffectPriors, whitened
from kindward.insight.mixture import Mixture, softmax
from kindward.insight.rating_pairs import RatingPairs

_NODES: Final = np.linspace(-2.8, 2.8, 9)
"""Where the noise is integrated over, in posterior SDs of its logarithm."""


@dataclass(frozen=True, slots=True)
class Contrasts:
    """A value for each contrast of the coefficients, `a` practices."""

    overall: Floats
    """[...] theta and own(p), practices weighted as often as each was sat with."""

    each: Floats
    """[..., a] theta + own(p) of each practice."""

    overall_settled: Floats
    """[...] `overall` and settle: the kinder reading, which leaves what settles to the practice."""

    each_settled: Floats
    """[..., a] `each` and settle."""

    beyond: Floats
    """[..., a] own(p) less the weighted mean of own of the other practices."""

    @classmethod
    def split(cls, values: Floats, practices: int) -> "Contrasts":
        """From [..., 2 + 3a] values, in the order of the fields, as `_contrasts` has its rows."""
        widths = 1, practices, 1, practices
        overall, each, overall_settled, each_settled, beyond = np.split(
            values, np.cumsum(widths), axis=-1
        )
        return cls(overall[..., 0], each, overall_settled[..., 0], each_settled, beyond)


@dataclass(frozen=True, slots=True)
class Effects:
    """The posterior of all contrasts, in slider points."""

    practices: tuple[str, ...]
    joint: Mixture
    """[2 + 3a] in the order of `Contrasts`."""

    @property
    def mean(self) -> Contrasts:
        """Posterior means."""
        return self._named(self.joint.mean)

    @property
    def sd(self) -> Contrasts:
        """Posterior SDs."""
        return self._named(self.joint.sd)

    def above(self, value: float) -> Contrasts:
        """Posterior probabilities of lying above a value."""
        return self._named(self.joint.above(value))

    def quantiles(self, *shares: float) -> Contrasts:
        """[shares, ...] posterior quantiles."""
        return self._named(self.joint.quantiles(*shares))

    def _named(self, values: Floats) -> Contrasts:
        return Contrasts.split(values, len(self.practices))


def effects(pairs: RatingPairs, priors: EffectPriors = PRIORS) -> Effects:
    """The posterior, in slider points. Without any row it is the prior."""
    x, y = whitened(pairs, priors)
    prior = np.array(priors.fixed + ((0.0, 1.0),) * len(pairs.practices))
    residual = y - x @ prior[:, 0]
    noises = _noises(x, residual, priors)
    contrasts = _contrasts(pairs, len(priors.fixed))
    parts = [
        _conditional(
            np.append(prior[: len(priors.fixed), 1], [own_sd] * len(pairs.practices)),
            noises, x, residual, contrasts,
        )
        for own_sd in priors.own_sd
    ]  # fmt: skip
    log_weight, means, sds = (np.concatenate(part) for part in zip(*parts, strict=True))
    log_weight += np.tile(_log_noise_prior(noises, priors), len(priors.own_sd))
    joint = Mixture(softmax(log_weight), means + contrasts @ prior[:, 0], sds)
    return Effects(pairs.practices, joint)


def _conditional(
    sd: Floats, noises: Floats, x: Floats, residual: Floats, contrasts: Floats
) -> tuple[Floats, Floats, Floats]:
    """The posterior given [columns] prior SDs `sd`, at each of [s] SDs of the noise.

    [s] log marginal likelihoods, up to a constant, then [s, c] means and SDs of `contrasts`
    [c, columns]. In units of the prior, X'X has the same eigenvectors whatever the noise is, so
    they are found once; along each the posterior precision is 1 + eigenvalue / noise^2.
    """
    eigenvalues, eigenvectors = np.linalg.eigh(sd[:, None] * (x.T @ x) * sd)
    outer = eigenvectors.T @ (sd * (x.T @ residual))
    rotated = (contrasts * sd) @ eigenvectors
    learned = eigenvalues.clip(0) / noises[:, None] ** 2
    mean = outer / (1 + learned) / noises[:, None] ** 2
    misfit = residual @ residual / noises**2 - mean @ outer / noises**2
    log_marginal = -len(residual) * np.log(noises) - (np.log1p(learned).sum(1) + misfit) / 2
    return log_marginal, mean @ rotated.T, np.sqrt((1 / (1 + learned)) @ (rotated**2).T)


def _noises(x: Floats, residual: Floats, priors: EffectPriors) -> Floats:
    """[s] a grid of noise SDs around the posterior mode, for the middle SD of own(p)."""
    own = np.full(x.shape[1] - len(priors.fixed), priors.own_sd[len(priors.own_sd) // 2])
    sd = np.array((*(sd for _, sd in priors.fixed), *own))
    ridge = np.diag(sd**-2.0) * priors.noise_sd**2
    outer = x.T @ residual
    misfit = residual @ residual - outer @ np.linalg.solve(x.T @ x + ridge, outer)
    df = priors.noise_df + len(residual)
    mode = np.sqrt((priors.noise_df * priors.noise_sd**2 + misfit) / df)
    noises: Floats = mode * np.exp(_NODES / np.sqrt(2 * df))
    return noises


def _log_noise_prior(noise: Floats, priors: EffectPriors) -> Floats:
    """[s] log density of log(noise), in which the nodes are even; scaled inverse chi-squared."""
    density: Floats = -priors.noise_df * (np.log(noise) + (priors.noise_sd / noise) ** 2 / 2)
    return density


def _contrasts(pairs: RatingPairs, fixed: int) -> Floats:
    """[2 + 3a, columns] each contrast as weights of coefficients, in the order of `Contrasts`."""
    count = len(pairs.practices)
    each = np.eye(count)
    others = np.array([_shares(np.where(one, 0, pairs.times)) for one in each])
    helps = np.zeros((1 + count, fixed + count))
    helps[:, fixed - 1] = 1
    helps[:, fixed:] = np.vstack((_shares(pairs.times), each))
    settles = helps.copy()
    settles[:, fixed - 2] = 1
    beyond = np.hstack((np.zeros((count, fixed)), each - others.reshape(count, count)))
    return np.vstack((helps, settles, beyond))


def _shares(times: Ints) -> Floats:
    shares: Floats = times / max(1, times.sum())
    return shares
