"""A process that does one thing with a record, and is killed in the midst of it."""

import datetime as dt
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from kindward.archive import pack, unpack
from kindward.cli.export import _write_whole
from kindward.store import NotABackup, open_store
from tests.store.entries import note, numbers
from tests.store.living import ME, NURSERY

OLD = frozenset(range(200))
NEW = frozenset(range(1000, 1200))
MADE = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def _import(home, _):
    with open_store(home) as store:
        store.put_all(ME, [note(number) for number in sorted(NEW)])


def _export(home, file):
    with open_store(home) as store:
        _write_whole(file, pack(store.record(ME)))


def _erase(home, _):
    with open_store(home) as store:
        store.erase(ME)


def _backup(home, file):
    with open_store(home) as store:
        store.backup(file, MADE)


def _restore(home, file):
    with open_store(home) as store, store.restoring(file) as found:
        found.take_place()


def _first_start(home, _):
    with open_store(home) as store:
        store.put(ME, note(1))


ACTS = {
    "import": _import, "export": _export, "erase": _erase, "backup": _backup,
    "restore": _restore, "first start": _first_start,
}  # fmt: skip

MAY_BE = {
    "import": (OLD, OLD | NEW), "export": (OLD,), "erase": (OLD, frozenset()), "backup": (OLD,),
    "restore": (OLD | {5000}, OLD), "first start": (frozenset(), frozenset({1})),
}  # fmt: skip
"""What is kept afterwards: as it was before, or, last, as it is once it was done."""


def prepared(folder, act):
    """A home in which this can be done, and the file it is done with."""
    home, file = folder / "home", folder / "file"
    if act == "first start":
        return home, file
    with open_store(home) as store:
        store.put_all(ME, [note(number) for number in sorted(OLD)])
        if act == "restore":
            store.backup(file, MADE)
            store.put(ME, note(5000))
    return home, file


def _live(told, act, home, file):
    os.write(told.fileno(), b"begun")
    ACTS[act](Path(home), Path(file))
    os.write(told.fileno(), b"done")


def struck(act, home, file, after_s):
    """Whether it was done and said so before the process was killed, so long after it began."""
    hearing, telling = NURSERY.Pipe(duplex=False)
    living = NURSERY.Process(target=_live, args=(telling, act, str(home), str(file)))
    living.start()
    telling.close()
    heard = os.read(hearing.fileno(), 5)
    begun = time.perf_counter()
    living.join(after_s)
    took_s = time.perf_counter() - begun
    living.kill()
    living.join()
    while piece := os.read(hearing.fileno(), 16):
        heard += piece
    hearing.close()
    living.close()
    return heard.endswith(b"done"), took_s


def is_well(act, home, file, *, done):
    """Whether nothing that was acknowledged is lost, and nothing is half."""
    with open_store(home) as store:
        kept, defects = frozenset(numbers(store.record(ME))), store.defects
        whole = store.broken(ME) == () and (not defects or act == "restore")
        if act == "backup" and file.exists():
            with suppress(NotABackup), store.restoring(file) as found:
                return whole and kept == OLD and numbers(found.record(ME)) == OLD
            return False
        if act == "export" and file.exists() and numbers(unpack(file.read_bytes())) != OLD:
            return False
    may_be = MAY_BE[act]
    return (
        whole
        and kept in (may_be[-1:] if done else may_be)
        and (not done or act not in {"backup", "export"} or file.exists())
    )


def strikes(folder, act, count, rng):
    """For each kill: whether it struck inside, and whether all was well afterwards."""
    home, file = prepared(folder, act)
    shutil.copytree(folder, folder.with_name("template"), dirs_exist_ok=True)
    _, took_s = struck(act, home, file, 30)
    for _ in range(count):
        shutil.rmtree(folder)
        shutil.copytree(folder.with_name("template"), folder)
        done, _ = struck(act, home, file, rng.uniform(0, took_s))
        yield not done, is_well(act, home, file, done=done)
    shutil.rmtree(folder.with_name("template"))
