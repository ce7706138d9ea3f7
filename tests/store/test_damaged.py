"""Whatever is damaged, nothing of a record is lost without a word.

bench/damage.py runs this with 2,000 random and 200 aimed flips, and 300 files.
"""

import os
import random
from functools import partial

import pytest

from kindward.store import database
from tests.store.damaging import another, flipped, misplaced, tried

pytestmark = pytest.mark.slow

FLIPS, AIMED, FILES = (
    int(number) for number in os.environ.get("KINDWARD_DAMAGES", "40 40 40").split()
)


def damages(folder):
    yield "bits flipped anywhere", partial(flipped, aimed=False), FLIPS
    yield "bits flipped where files say how they are built", partial(flipped, aimed=True), AIMED
    yield "files removed, emptied, cut off, another's", partial(misplaced, other=folder), FILES


def test_nothing_that_is_damaged_is_lost_without_a_word(tmp_path):
    rng = random.Random(10)  # noqa: S311 - damage, not secrets
    for number, (what, damage, count) in enumerate(damages(another(tmp_path / "another"))):
        (tmp_path / str(number)).mkdir()
        outcomes, ill = tried(tmp_path / str(number), rng, damage, count)
        told = ", ".join(f"{many:,} {name}" for name, many in outcomes.most_common())
        print(f"{what:<50} {count:>6,}   {told}")  # noqa: T201 - for bench/damage.py
        assert ill == []


def test_the_control_a_store_that_looks_at_nothing_loses_entries_in_silence(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "health", lambda *_: ())
    monkeypatch.setattr(database, "compared", lambda *_: ())
    rng = random.Random(10)  # noqa: S311 - damage, not secrets
    _, ill = tried(tmp_path, rng, partial(misplaced, other=another(tmp_path / "another")), 20)
    assert any("lost in silence" in each for each in ill)
