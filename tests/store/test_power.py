"""The power fails at any moment: whatever was acknowledged is there, whole, and nothing else is.

bench/store.py runs this with five thousand images.
"""

import os
import random

import pytest
import sqlalchemy as sa

from kindward.store import engines, open_store
from kindward.store import store as stores
from kindward.store.database import SQLite
from kindward.store.keys import Keys
from kindward.store.seen import Seen
from tests.store.entries import meddle, note, numbers
from tests.store.power import Disk, Link

pytestmark = pytest.mark.slow

IMAGES = int(os.environ.get("KINDWARD_IMAGES", "200"))
ME = "me"


@pytest.fixture
def disk():
    made = Disk()
    yield made
    made.unregister()


def alone(connection, _):
    """Without memory that processes share, which apsw cannot give: SQLite manages when alone."""
    connection.cursor().execute("PRAGMA locking_mode = EXCLUSIVE")


def begin(home, *careless):
    """A store on the disk whose power may fail, with more pragmas if it has to be careless."""
    file = home / "record" / "record.db"
    file.parent.mkdir(parents=True)
    engine = engines.sqlite(file, lambda: Link(file))
    sa.event.listen(engine, "connect", alone, insert=True)
    for pragma in careless:
        sa.event.listen(
            engine, "connect", lambda link, _, pragma=pragma: link.cursor().execute(pragma)
        )
    key, seen = home / "record.key", Seen(home / "record.seen")
    database = SQLite(engine, file, seen, key, is_read_only=False)
    keys = Keys(key, None, is_given=False)
    store = stores.Store(database, keys, is_key_ours=True)
    store.prepare()
    return store


def cuts(disk, store, count, rng):
    """Images of the disk at random moments, with what was kept and what was removed by then."""
    taken: list[tuple[dict[str, bytes], frozenset[int], frozenset[int]]] = []
    told: set[int] = set()
    gone: set[int] = set()

    def perhaps():
        if rng.random() < 0.05 and len(taken) < count:
            taken.append((disk.image(rng), frozenset(told), frozenset(gone)))

    disk.at_each_step = perhaps
    number = 0
    while len(taken) < count:
        number += 1
        store.put(ME, note(number))
        told.add(number)
        if number % 11 == 0:
            store.put(ME, note(number, edition=2, text="mended"))
        if number % 53 == 0:
            told.remove(number - 1)  # from here on it may be there or not
            store.remove(ME, note(number - 1).id)  # which takes the log back into the file
            gone.add(number - 1)
    disk.at_each_step = lambda: None
    return taken, number


def found_after(home, key, image):
    """The numbers that a store finds on this disk."""
    folder = home / "record"
    folder.mkdir(parents=True, exist_ok=True)
    (home / "record.key").write_text(key)
    for left in folder.iterdir():
        left.unlink()
    for name, content in image.items():
        (folder / name).write_bytes(content)
    with open_store(home) as store:
        record, broken = store.record(ME), store.broken(ME)
        assert meddle(store, "PRAGMA integrity_check") == [("ok",)]
    assert broken == ()
    return numbers(record)


def lost(home, tmp_path, disk, count, *careless):
    """How many of so many power cuts lost something that was acknowledged."""
    rng = random.Random(20)  # noqa: S311 - moments, not secrets
    losses, seen = 0, 0
    for life in range(0, count, 500):
        with begin(home / str(life), *careless) as store:
            taken, last = cuts(disk, store, min(500, count - life), rng)
            key = (home / str(life) / "record.key").read_text()
        disk.files.clear()
        for image, told, gone in taken:
            found = found_after(tmp_path / "found", key, image)
            assert found <= set(range(last + 1))
            assert careless or not gone & found
            losses, seen = losses + (not told <= found), seen + bool(told)
    assert seen > count / 2  # most cuts came when there was something to lose
    print(f"{count} power cuts, {losses} lost something {' '.join(careless)}")  # noqa: T201 - for bench/store.py
    return losses


def test_nothing_that_was_acknowledged_is_lost_by_a_power_cut(home, tmp_path, disk):
    assert lost(home, tmp_path, disk, IMAGES) == 0


def test_a_store_that_does_not_wait_for_the_disk_is_found_out(home, tmp_path, disk):
    count = max(40, IMAGES // 10)
    assert lost(home, tmp_path, disk, count, "PRAGMA synchronous = NORMAL") > count / 2
