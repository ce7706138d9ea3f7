"""The filter of local levels, held against the same model as one Gaussian with a dense matrix."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kindward.guide.kalman import RandomWalk, Series, kalman_filter
from tests.journal.drawn import CALM

WALK = RandomWalk(initial_variance=4.0, step_variance=0.5)


def drawn(seed: int, lengths: list[int]) -> Series:
    """Levels with so many observations each, three columns, at irregular times."""
    chance, ends = np.random.default_rng(seed), np.cumsum(lengths).tolist()
    count = sum(lengths)
    times = [np.sort(chance.choice(50, length, replace=False)) for length in lengths]
    return Series(
        columns=chance.normal(size=(count, 3)),
        times=np.concatenate([np.zeros(0), *times]),
        noise_variance=chance.uniform(0.5, 3.0, count),
        spans=tuple(map(slice, (0, *ends[:-1]), ends)),
    )


@CALM
@given(st.integers(0, 10_000), st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_it_is_the_gaussian_that_it_is_said_to_be(seed, lengths):
    series, now = drawn(seed, lengths), 60.0
    filtered = kalman_filter(WALK, series, now)
    for number, span in enumerate(series.spans):
        columns, times = series.columns[span], series.times[span]
        level = WALK.initial_variance + WALK.step_variance * np.minimum.outer(times, times)
        inverse = np.linalg.inv(level + np.diag(series.noise_variance[span]))
        cross = WALK.initial_variance + WALK.step_variance * times
        variance = WALK.initial_variance + WALK.step_variance * now - cross @ inverse @ cross
        assert np.allclose(filtered.information[number], columns.T @ inverse @ columns)
        assert np.allclose(filtered.mean[number], cross @ inverse @ columns)
        assert np.isclose(filtered.variance[number], variance)
