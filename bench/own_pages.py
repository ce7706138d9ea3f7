"""One's own pages over a record of five years: how long each takes, beside what one would use else.

    .venv/bin/python -m bench.own_pages [rounds] [page ...]

A warm server, its application asked from inside; milliseconds of the wall, and beside them of this
process alone, which change less on a busy machine (without PostgreSQL's own). A page is read as it
is, and again right after something was written, which is how it is after an evening. Beside each
stands the nearest thing without a server: the page's own bytes off the disk, compressed as they
would be sent, or the same record as a table, read and counted by a plain script; the ratio is of
milliseconds of this process. PostgreSQL is measured where its programs are installed. The gate is
100 ms of the wall at the 95th percentile.
"""

import asyncio
import csv
import datetime as dt
import gzip
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Final, NamedTuple

from kindward import launch
from kindward.archive import files
from kindward.journal import (
    AnyEntry,
    CheckIn,
    Did,
    Evening,
    Felt,
    Note,
    Outcome,
    Sitting,
    evening_day,
)
from kindward.library import NINE
from kindward.store import Store
from kindward.threads import keep_to_one
from kindward.trial import Design, begun
from kindward.web.app import create_app
from kindward.wiring import Settings, open_house
from tests.store.server import binaries, running

GATE_MS: Final = 100.0
DAYS: Final = 5 * 365
NOW: Final = dt.datetime.now().astimezone().replace(microsecond=0)
ONE_DAY: Final = dt.timedelta(days=1)
PAGES: Final = {
    "journal": "/journal",
    "looking back, a month": "/journal/back?month={month}",
    "journal, in Spanish": "/es/journal",
    "offer, new": "/journal/offer?mode=new",
    "offer, favourite": "/journal/offer?mode=favourite",
    "offer, offered": "/journal/offer?mode=offered",
    "what helps": "/what-helps",
    "long run": "/long-run",
    "trial": "/long-run/look",
    "trial, result": "/long-run/look/result",
    "wishes": "/journal/wishes",
    "summary, to choose": "/journal/summary",
    "leave": "/journal/leave",
    "export": "/journal/export.zip",
}
COUNTED: Final = frozenset({"what helps", "trial, result", "offer, offered", "export"})
"""Pages beside which a plain script over the table stands; beside others their own bytes."""


def life(rng: random.Random) -> Iterator[AnyEntry]:
    """A sitting and an evening on each of five years' days, a note on two of five, and a trial."""
    for day in range(DAYS):
        at = NOW - (DAYS - day) * ONE_DAY
        yield Sitting(
            id=f"sitting-{day:05}", at=at, practice=rng.choice(NINE), seconds=300, language="en",
            before=met(rng), after=met(rng), outcome=Outcome.FINISHED, heard_s=300,
            between=met(rng) if rng.random() < 0.3 else None, felt=rng.choice(list(Felt)[:2]),
        )  # fmt: skip
        yield Evening(
            id=f"evening-{day:05}",
            at=at,
            of=evening_day(at),
            did=rng.choice(list(Did)),
            feeling=met(rng),
        )
        if rng.random() < 0.4:
            yield Note(id=f"note-{day:05}", at=at, text="some words of a day " * 15)
    begins = evening_day(NOW) - 60 * ONE_DAY
    yield begun(Design("g", "a", 56, begins), NOW - 61 * ONE_DAY, 7, "a-trial-of-mine")


def met(rng: random.Random) -> CheckIn:
    """Three answers."""
    return CheckIn(
        judging=rng.randrange(101), hurt=rng.randrange(101), next_step=rng.randrange(101)
    )


class Took(NamedTuple):
    """Milliseconds of the wall, and of this process."""

    wall: float
    own: float


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(begun: tuple[float, float]) -> Took:
    return Took(*((now - then) * 1e3 for now, then in zip(_clocks(), begun, strict=True)))


class Asking:
    """Someone who came in, before the application itself."""

    def __init__(self, home: Path, database: str | None) -> None:
        """`home` is a folder of their own; `database` the URL of a PostgreSQL server, or None."""
        self.settings = Settings(home, voice="silent", warm_up=False, database=database)

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """With five years in the record."""
        with open_house(self.settings) as house:
            self._app = create_app(house)
            house.store.put_all("me", life(random.Random(5)))  # noqa: S311 - days, not secrets
            self._cookie = b""
            self.ask(f"/open/{launch.mint(self.settings.home)}")
            yield house.store

    def ask(self, target: str) -> bytes:
        """The body of an answer as it is sent, compressed as for a browser."""
        return asyncio.run(self._ask(target))

    def timed(self, target: str, rounds: int, before: Callable[[], object]) -> list[Took]:
        """Each round, in one loop; `before` is done before each and not counted."""

        async def asking() -> list[Took]:
            times = []
            for _ in range(rounds):
                before()
                begun = _clocks()
                await self._ask(target)
                times.append(_since(begun))
            return times

        return asyncio.run(asking())

    async def _ask(self, target: str) -> bytes:
        path, _, query = target.partition("?")
        headers = [
            (b"host", b"localhost"),
            (b"accept-encoding", b"gzip"),
            (b"cookie", self._cookie),
        ]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http",
            "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "", "state": {},
            "query_string": query.encode(), "headers": headers, "server": ("127.0.0.1", 80),
        }  # fmt: skip
        sent = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)  # type: ignore[arg-type]
        found = dict(sent[0]["headers"])  # type: ignore[call-overload]
        self._cookie = found.get(b"set-cookie", self._cookie).partition(b";")[0]
        if sent[0]["status"] not in {200, 303}:
            raise SystemExit(f"{target} was answered with {sent[0]['status']}")
        return b"".join(each["body"] for each in sent[1:])  # type: ignore[misc]


def counted(tables: dict[str, bytes]) -> dict[str, float]:
    """What a plain script makes of the tables: the mean relief by practice, and by month."""
    changes: dict[str, list[float]] = {}
    rows = csv.DictReader(io.StringIO(tables["sittings.csv"].decode()))
    for row in rows:
        if row["before_hurt"] and row["after_hurt"]:
            change = float(row["before_hurt"]) - float(row["after_hurt"])
            changes.setdefault(row["practice"], []).append(change)
            changes.setdefault(row["at"][:7], []).append(change)
    return {name: mean(of) for name, of in changes.items()}


def beside(page: str, body: bytes, folder: Path, tables: dict[str, bytes]) -> float:
    """Milliseconds of this process for what stands beside a page, the median of some rounds."""
    file = folder / "page"
    file.write_bytes(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)

    def static() -> object:
        return gzip.compress(file.read_bytes())

    def script() -> object:
        return counted(tables)

    work, times = script if page in COUNTED else static, []
    for _ in range(9):
        begun = _clocks()
        work()
        times.append(_since(begun).own)
    return median(times)


def measure(name: str, asking: Asking, rounds: int, only: list[str]) -> bool:
    """The table of one database; whether every page kept to the gate."""
    kept = True
    with asking.opened() as store, tempfile.TemporaryDirectory() as folder:
        tables = files(store.record("me"))
        numbers = iter(range(1_000_000))
        print(f"\n{name}: {len(store.record('me').entries):,} entries, {rounds} rounds")
        print(
            "page                  wall p50     p95   own p50     p95   after a write"
            "  beside   ratio"
        )

        def write() -> None:
            number = next(numbers)
            store.put("me", Note(id=f"more-{time.time_ns()}-{number}", at=NOW, text="few words"))

        for page, target in PAGES.items():
            if only and page not in only:
                continue
            address = target.format(month=f"{NOW - 400 * ONE_DAY:%Y-%m}")
            body = asking.ask(address)
            warm = asking.timed(address, rounds, lambda: None)
            after = median(each.own for each in asking.timed(address, max(rounds // 2, 2), write))
            other = beside(page, body, Path(folder), tables)
            (wall, wall_p95), (own, own_p95) = map(_middle_and_high, zip(*warm, strict=True))
            kept = kept and wall_p95 <= GATE_MS
            mark = "" if wall_p95 <= GATE_MS else "  over the gate"
            print(
                f"{page:<22}{wall:8.1f}{wall_p95:8.1f}  {own:8.1f}{own_p95:8.1f}  {after:14.1f}"
                f"{other:8.2f}{own / other:8.1f}{mark}",
                flush=True,
            )
    return kept


def _middle_and_high(times: Iterable[float]) -> tuple[float, float]:
    """The 50th and the 95th percentile."""
    known = list(times)
    return median(known), quantiles(known, n=20)[-1]


def main() -> int:
    """Both databases; 1 where a page took longer than the gate."""
    keep_to_one()  # as the command does
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        kept.append(measure("SQLite", Asking(Path(folder) / "a", None), rounds, sys.argv[2:]))
        if binaries():
            with running() as server:
                asking = Asking(Path(folder) / "b", server.url())
                kept.append(measure("PostgreSQL", asking, rounds, sys.argv[2:]))
        else:
            print("\nPostgreSQL is not here (apt install postgresql)")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
