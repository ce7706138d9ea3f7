"""Another file in the place of a record, which is set aside: all of it happens, or nothing."""

import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from glob import escape
from pathlib import Path
from shutil import copyfile
from typing import Final

from kindward.store.faults import StoreBusy
from kindward.store.place import BESIDE, PRIVATE_FILE, beside, sync_folder

ASIDE: Final = "-aside-"
"""What comes after the name of a record that was set aside, before the time of it."""

_LOG: Final = ("-wal", "-shm")


def replaced(file: Path, part: Path) -> Path:
    """Put `part` in the place of the record in `file`; where that stands now is returned.

    Whoever asks has the turn to write. Raises StoreBusy where somebody has it open, OSError.
    """
    is_whole = _alone(file)
    aside = aside_of(file)
    for ending in ("",) if is_whole else ("", "-wal"):
        if beside(file, ending).exists():
            _copy(beside(file, ending), beside(aside, ending))
    _sync(part)
    for ending in _LOG:
        beside(file, ending).unlink(missing_ok=True)
    part.replace(file)
    sync_folder(file.parent)
    return aside


@contextmanager
def out_of_the_way(file: Path) -> Iterator[Callable[[], None]]:
    """What cannot be opened as a record is set aside, so that another can take its place.

    Yields what is called once one has; else all is put back as it was. Raises OSError.
    """
    aside = aside_of(file)
    moved = [
        (beside(file, end), beside(aside, end)) for end in BESIDE if beside(file, end).exists()
    ]
    for place, other in moved:
        place.replace(other)
    taken = list[bool]()
    try:
        yield lambda: taken.append(True)
    finally:
        if not taken:
            for end in BESIDE:
                beside(file, end).unlink(missing_ok=True)
            for place, other in moved:
                other.replace(place)
        sync_folder(file.parent)


def aside_of(file: Path) -> Path:
    """The name of this record, set aside at this moment."""
    return beside(file, f"{ASIDE}{dt.datetime.now():%Y%m%d-%H%M%S-%f}")  # noqa: DTZ005 - a name


def set_aside(file: Path) -> list[Path]:
    """Records that once stood here, with their logs."""
    return sorted(file.parent.glob(f"{escape(file.name)}{ASIDE}*"))


def _alone(file: Path) -> bool:
    """Whether the log was taken back into the file; a damaged one may not let that be done.

    A file leaves its log only if nobody else has it open. Raises StoreBusy.
    """
    try:
        with closing(sqlite3.connect(file, timeout=0)) as link:
            (mode,) = link.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreBusy from None
        return False
    except sqlite3.DatabaseError:
        return False
    if mode != "delete":
        raise StoreBusy
    return True


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    copyfile(source, target)
    _sync(target)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
