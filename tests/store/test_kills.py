"""kill -9 at any moment: whatever was acknowledged is there, whole, and nothing else is.

bench/store.py runs this with a thousand kills.
"""

import os
import random

import pytest

from kindward.store import open_store
from tests.store.entries import meddle, numbers
from tests.store.interrupted import ACTS, strikes
from tests.store.living import ME, killed

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("KINDWARD_KILLS", "50"))
LIVES = 10
"""Kills that one record goes through before another is begun, so that beginnings are hit too."""


def lives(home, url, kills, *, control=False):
    """Acknowledged and kept numbers after each kill."""
    rng = random.Random(4)  # noqa: S311 - moments, not secrets
    for kill in range(kills):
        place, moment_s, begun = home / str(kill // LIVES), rng.uniform(0, 0.04), kill % 2 == 1
        told = killed(place, url, 10_000 * kill, moment_s, begun=begun, control=control)
        with open_store(place, url) as store:
            record, broken = store.record(ME), store.broken(ME)
            if url is None:
                assert meddle(store, "PRAGMA integrity_check") == [("ok",)]
        assert broken == ()
        yield set(told), numbers(record)


def test_nothing_that_was_acknowledged_is_lost_by_a_kill(home):
    count = 0
    all_told: set[int] = set()
    for kill, (told, kept) in enumerate(lives(home, None, KILLS)):
        count, all_told = count + len(told), told if kill % LIVES == 0 else all_told | told
        assert all_told <= kept
        assert len(kept - all_told) <= kill % LIVES + 1  # written, and killed before it was told
    assert count > KILLS  # enough was told for something to be lost
    print(f"{KILLS} kills, {count} acknowledged, 0 lost")  # noqa: T201 - for bench/store.py


def test_nothing_that_postgresql_acknowledged_is_lost_by_a_kill(home, postgresql):
    all_told = set()
    for told, kept in lives(home, postgresql, min(LIVES, KILLS)):
        all_told |= told
        assert all_told <= kept


def test_a_store_that_acknowledges_too_early_is_found_out(home):
    lost = 0
    for told, kept in lives(home, None, LIVES, control=True):
        lost += len(told - kept)
    assert lost > 0


@pytest.mark.parametrize("act", ACTS)
def test_what_is_killed_in_the_midst_is_done_or_not_and_never_half(tmp_path, act):
    rng = random.Random(10)  # noqa: S311 - moments, not secrets
    (tmp_path / act).mkdir()
    found = list(strikes(tmp_path / act, act, max(2, KILLS // len(ACTS)), rng))
    inside = sum(is_inside for is_inside, _ in found)
    print(f"{len(found)} kills in {act}, {inside} of them inside it, 0 lost, 0 half")  # noqa: T201 - for bench/store.py
    assert all(is_well for _, is_well in found)
