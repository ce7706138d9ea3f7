"""The record: how long keeping and reading takes, and what kills and power cuts cost.

    .venv/bin/python -m bench.store [kills] [images]

A thousand kills and five thousand power cuts by default, by the same tests that run with fewer.
"""

import datetime as dt
import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

from kindward.archive import pack, unpack
from kindward.journal import (
    AnyEntry,
    CheckIn,
    Chosen,
    Did,
    Evening,
    Felt,
    Note,
    Offer,
    Option,
    Outcome,
    Record,
    Sitting,
    evening_day,
)
from kindward.store import open_store

BEGUN = dt.datetime(2021, 11, 23, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
DAYS = 5 * 365
ROOT = Path(__file__).parents[1]


def life(rng: random.Random) -> Iterator[AnyEntry]:
    """Five years: most days a sitting and an evening, every other day an offer, some notes."""
    for day in range(DAYS):
        at = BEGUN + dt.timedelta(days=day)
        if rng.random() < 0.9:
            yield Sitting(
                id=f"sitting-{day:05}", at=at, practice="hold-gently", seconds=300, language="en",
                before=met(rng), after=met(rng), outcome=Outcome.FINISHED, heard_s=300,
                felt=Felt.STEADIER,
            )  # fmt: skip
        if rng.random() < 0.5:
            options = tuple(Option(practice=f"practice-{n}", probability=0.1) for n in range(10))
            yield Offer(
                id=f"offer-{day:05}", at=at, mode=Chosen.NEW, options=options, policy="bench",
                practice="practice-1", seed=day, digest={"mean": 0.1, "sd": 1.0},
            )  # fmt: skip
        if rng.random() < 0.9:
            yield Evening(
                id=f"evening-{day:05}", at=at, of=evening_day(at), did=Did.PARTLY, feeling=met(rng)
            )
        if rng.random() < 0.4:
            yield Note(id=f"note-{day:05}", at=at, text="some words of a day " * 15)


def met(rng: random.Random) -> CheckIn:
    """Three answers."""
    return CheckIn(judging=rng.randrange(101), hurt=rng.randrange(101), next_step=50)


def row(what: str, figure: str, beside: str = "") -> None:
    """One line of the table."""
    print(f"{what:<52} {figure:>12}   {beside}")


def timed_ms(
    work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """Each round's milliseconds, of the processor if no other clock is named."""
    times = []
    gc.disable()
    for _ in range(rounds):
        begun = clock()
        work()
        times.append((clock() - begun) * 1e3)
    gc.enable()
    return times


def read_after(write: Callable[[], object], read: Callable[[], object]) -> float:
    """Milliseconds of the read alone."""
    write()
    return timed_ms(read, 1)[0]


def speed(home: Path) -> None:
    """Keeping, reading, taking along and erasing."""
    entries = list(life(random.Random(5)))  # noqa: S311 - days, not secrets
    with open_store(home) as store:
        me = store.person()

        def read_anew() -> Record:
            store.forget(me)
            return store.record(me)

        row(f"keep {len(entries):,} entries at once",
            f"{timed_ms(lambda: store.put_all(me, entries), 1)[0]:.0f} ms")  # fmt: skip
        numbers = iter(range(1000))

        def write() -> None:
            store.put(me, Note(id=f"more-{next(numbers):06}", at=BEGUN, text="a few words"))

        writes = timed_ms(write, 200, time.perf_counter)
        row("keep one more, until it is on the disk (wall)", f"{median(writes):.1f} ms",
            f"p99 {quantiles(writes, n=100)[98]:.1f} ms")  # fmt: skip
        row("read five years, first time", f"{median(timed_ms(read_anew, 9)):.1f} ms")
        row("read them again", f"{median(timed_ms(lambda: store.record(me), 200)):.2f} ms")
        after = [read_after(write, lambda: store.record(me)) for _ in range(50)]
        row("read them after a write", f"{median(after):.2f} ms")
        record = store.record(me)
        packed = pack(record)
        row("take them along (zip)", f"{median(timed_ms(lambda: pack(record), 3)):.0f} ms",
            f"{len(packed) / 1e6:.2f} MB")  # fmt: skip
        row("read the zip", f"{median(timed_ms(lambda: unpack(packed), 3)):.0f} ms")
        size = sum(path.stat().st_size for path in home.rglob("*.db"))
        erased = timed_ms(lambda: store.erase(me), 1)[0]
        row("erase, and search for what is left", f"{erased:.0f} ms", f"of {size / 1e6:.1f} MB")


def hardship(kills: str, images: str) -> int:
    """The tests of kills and power cuts, with so many."""
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider",
               "tests/store/test_kills.py", "tests/store/test_power.py"]  # fmt: skip
    asked = {"KINDWARD_KILLS": kills, "KINDWARD_IMAGES": images}
    return subprocess.run(command, check=False, cwd=ROOT, env=os.environ | asked).returncode


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        speed(Path(folder) / "home")
    asked = sys.argv[1:3]
    kills, images = (*asked, *("1000", "5000")[len(asked) :])
    sys.exit(hardship(kills, images))
