"""A full Bayesian fit by another program (NumPyro's NUTS), of the very model of `effect.py`.

jax takes seconds to load: only the tests of a release ask for this.
"""

import warnings

import numpy as np

from kindward.insight.effect_design import PRIORS
from kindward.insight.rating_pairs import RatingPairs
from tests.insight.people import dense

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # theirs, while they are loaded
    import jax
    import numpyro
    from jax import numpy as jnp
    from jax.scipy.special import logsumexp
    from numpyro import distributions as dist
    from numpyro.infer import MCMC, NUTS


def fitted(theirs: RatingPairs, seed: int) -> np.ndarray:
    """Draws of each practice beyond a quiet minute."""
    x, y, noise = dense(theirs)
    root = np.linalg.inv(np.linalg.cholesky(noise))
    x, y = root @ x, root @ y
    means, sds = (np.array(part) for part in zip(*PRIORS.fixed, strict=True))

    def model() -> None:
        shared = numpyro.sample("shared", dist.Normal(means, sds).to_event(1))
        raw = numpyro.sample(
            "own", dist.Normal(0.0, 20.0).expand([len(theirs.practices)]).to_event(1)
        )
        each = jnp.stack([dist.Normal(0.0, sd).log_prob(raw).sum() for sd in PRIORS.own_sd])
        numpyro.factor("spread", logsumexp(each) - dist.Normal(0.0, 20.0).log_prob(raw).sum())
        log_noise = numpyro.sample("log_noise", dist.Normal(2.4, 5.0))
        scaled = -6.0 * (log_noise + (11.0 / jnp.exp(log_noise)) ** 2 / 2)
        numpyro.factor("noise", scaled - dist.Normal(2.4, 5.0).log_prob(log_noise))
        numpyro.sample(
            "y", dist.Normal(x @ jnp.concatenate((shared, raw)), jnp.exp(log_noise)), obs=y
        )

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run = MCMC(NUTS(model), num_warmup=400, num_samples=2500, progress_bar=False)
        run.run(jax.random.PRNGKey(seed))
    draws = run.get_samples()
    return np.asarray(draws["shared"])[:, -1:] + np.asarray(draws["own"])
