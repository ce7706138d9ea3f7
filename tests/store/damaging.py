"""A record is damaged in every way, opened, and asked what became of each of its entries.

An entry is lost in silence if it can neither be read as it was nor is counted as damaged, and
nothing is said at the opening of the record.
"""

import shutil
from collections import Counter
from pathlib import Path

from kindward.errors import KindwardError
from kindward.store import open_store
from tests.store.entries import note

ME = "me"
ENTRIES = {f"note-{number:06}": note(number) for number in range(60)}
GONE = note(61)
"""One that was erased, and may not come back."""


def templates(folder):
    """Two homes of the same record: one that was closed, and one left with all of it in its log."""
    closed, crashed = folder / "closed", folder / "crashed"
    with open_store(closed) as store:
        _fill(store)
    with open_store(folder / "open") as store:
        _fill(store)
        shutil.copytree(folder / "open", crashed)
    return closed, crashed


def _fill(store):
    for entry in (*ENTRIES.values(), GONE):
        store.put(ME, entry)
    store.remove(ME, GONE.id)


def files_of(home):
    return sorted(path for path in home.rglob("*") if path.is_file() and path.stat().st_size)


def flipped(home, rng, *, aimed):
    """One bit of one file, anywhere, or where a file says how it is built."""
    file = rng.choice([each for each in files_of(home) if "-room" not in each.name])
    data = bytearray(file.read_bytes())
    at = rng.randrange(len(data))
    if aimed:
        page = 4096 * rng.randrange(max(1, len(data) // 4096))
        at = min(page + rng.randrange(108), len(data) - 1)  # headers of pages, cells, frames
    data[at] ^= 1 << rng.randrange(8)
    file.write_bytes(data)
    return f"{file.name} at {at}"


def misplaced(home, rng, other):
    """One file or folder that is removed, emptied, cut off, or another's."""
    place = rng.choice([*files_of(home), home / "record"])
    way = rng.choice(("removed", "emptied", "cut", "another's"))
    twin = other / place.relative_to(home)
    if place.is_dir():
        shutil.rmtree(place)
        if way == "another's":
            shutil.copytree(twin, place)
    elif way == "removed":
        place.unlink()
    elif way == "another's" and twin.exists():
        shutil.copyfile(twin, place)
    else:
        data = place.read_bytes()
        place.write_bytes(b"" if way == "emptied" else data[: rng.randrange(len(data))])
    return f"{place.name} {way}"


def outcome(home):
    """What a person is told: read, counted, said, refused kindly; or lost in silence, or worse."""
    try:
        with open_store(home) as store:
            record, said = store.record(ME), bool(store.defects)
            if not said:
                store.put(ME, note(70))
    except KindwardError:
        return "refused"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"traceback {type(error).__name__}: {error}"
    here = {entry.id: entry for entry in record.entries}
    sealed = len(record.sealed)
    if any(here[id_] != entry for id_, entry in ENTRIES.items() if id_ in here):
        return "changed"
    missing = len(ENTRIES.keys() - here.keys())
    if not said and (missing > sealed or GONE.id in here):
        return "lost in silence"
    return "said" if said else "counted" if sealed else "read"


def tried(folder, rng, damage, count):
    """How often each outcome came, and what led to those that may not be."""
    closed, crashed = templates(folder)
    outcomes: Counter[str] = Counter()
    ill = []
    for number in range(count):
        home = folder / "tried"
        shutil.copytree((closed, crashed)[number % 2], home)
        what = damage(home, rng)
        came = outcome(home)
        outcomes[came.partition(" ")[0]] += 1
        if came not in {"read", "counted", "said", "refused"}:
            ill.append(f"{what}: {came}")
        shutil.rmtree(home)
    return outcomes, ill


def another(folder: Path) -> Path:
    """Somebody else's home."""
    with open_store(folder) as store:
        store.put_all(ME, [note(number, text="another's") for number in range(5)])
    return folder
