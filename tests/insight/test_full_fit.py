"""The answer beside a full Bayesian fit by another program (NumPyro's NUTS), of the same model."""

import numpy as np
import pytest
from msgspec.structs import replace

from kindward.insight.effect import effects
from kindward.insight.rating_pairs import RatingPairs, rating_pairs
from kindward.journal import Record
from tests.insight.people import rated, sittings
from tests.there import there

pytestmark = pytest.mark.release


def roughly(seed: int, count: int) -> RatingPairs:
    """As people rate: one slider only, no beginning, and levels near the ends of the scale."""
    chance = np.random.default_rng(seed)
    found = []
    for sitting in sittings(seed, count, practices=9, quiet=0.6):
        kept = sitting
        if sitting.between and chance.random() < 0.3:
            kept = replace(kept, before=None)
        if chance.random() < 0.4:
            kept = replace(kept, after=replace(there(kept.after), hurt=None, next_step=None))
        if kept.before and chance.random() < 0.3:
            kept = replace(kept, before=replace(kept.before, judging=int(chance.integers(88, 100))))
        found.append(kept)
    return rating_pairs(Record(found))


PEOPLE = {
    "a month": lambda: rated(1, 30),
    "nothing helps": lambda: rated(2, 90, relief=0.0),
    "nine practices, twelve sittings": lambda: rated(3, 12, practices=9),
    "rated roughly": lambda: roughly(4, 60),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_full_fit_says_the_same(person):
    """Within half a point of 100 (.05 of 10), and as sure: SD ratio .9 to 1.1."""
    from tests.insight.full_fit import fitted  # noqa: PLC0415 - loads jax

    theirs = PEOPLE[person]()
    draws, found = fitted(theirs, len(person)), effects(theirs)
    assert found.mean.each == pytest.approx(draws.mean(0), abs=0.5)
    assert found.sd.each / draws.std(0) == pytest.approx(1.0, abs=0.1)
    assert found.above(0.0).each == pytest.approx((draws > 0).mean(0), abs=0.05)


def test_people_who_rate_roughly_have_rows_of_every_kind():
    theirs = roughly(4, 60)
    assert theirs.late.any()
    assert set(theirs.sliders) == {1, 3}
    assert (theirs.begin > 87).any()
