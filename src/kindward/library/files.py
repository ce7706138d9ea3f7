"""The files of a folder that is somebody's own, and may hold anything.

Bounded, so that nothing in it can hang a page or fill the machine: so many files, links that lead
in a circle followed once, and of each file no more than a score may hold. Only regular files are
opened: a pipe, a socket or a device may wait for ever.
"""

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kindward.library.names import is_nobodys

MOST_FILES: Final = 1_000
"""How many files and folders are looked at."""

MOST_BYTES: Final = 1024 * 1024
"""A file larger than this is not read further; the score room's own limit lies far below."""

_READING: Final = sum(getattr(os, f"O_{name}", 0) for name in ("NONBLOCK", "NOCTTY", "BINARY"))


class NoFile(OSError):
    """A pipe, a socket or a device, where a file was looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is there under a path below the folder, told with `/`."""

    path: str
    stamp: tuple[int, ...] = ()
    """Changes whenever the file does; empty for what is no regular file."""

    can_be_seen: bool = True
    """Whether the system says what it is: not so for a broken link, or a closed folder."""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path.rpartition("/")[2]


def entries(folder: Path) -> tuple[tuple[Entry, ...], bool]:
    """What is in a folder and those below it, by path; and whether that is all there is."""
    steps = list(islice(_below(os.fspath(folder)), MOST_FILES + 1))
    found = sorted(filter(None, steps[:MOST_FILES]), key=lambda entry: entry.path)
    return tuple(found), len(steps) <= MOST_FILES


def content(path: Path) -> bytes:
    """The first bytes of a regular file, at most MOST_BYTES + 1. Raises OSError (NoFile)."""
    descriptor = os.open(path, os.O_RDONLY | _READING)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NoFile(path.name)
        return file.read(MOST_BYTES + 1)


def _below(folder: str) -> Iterator[Entry | None]:
    """Everything, the nearest first; None for a folder, which counts as well."""
    waiting, met = deque([("", folder)]), {os.path.realpath(folder)}
    while waiting:
        before, here = waiting.popleft()
        try:
            found = _somebodys(here)
        except FileNotFoundError:
            continue
        except OSError:
            yield Entry(before.rstrip("/") or Path(here).name, can_be_seen=False)
            continue
        for each in found:
            entry = _entry(f"{before}{each.name}", each)
            yield entry
            real = "" if entry else os.path.realpath(each.path)
            if real and real not in met:
                met.add(real)
                waiting.append((f"{before}{each.name}/", each.path))


def _somebodys(folder: str) -> list[os.DirEntry[str]]:
    """What somebody has put into a folder, by name. Raises OSError."""
    with os.scandir(folder) as found:
        somebodys = (each for each in found if not is_nobodys(each.name))
        return sorted(islice(somebodys, MOST_FILES + 1), key=lambda each: each.name)


def _entry(path: str, found: os.DirEntry[str]) -> Entry | None:
    """What stands there, links followed; None for a folder."""
    try:
        told = found.stat()
    except OSError:
        return Entry(path, can_be_seen=False)
    if stat.S_ISDIR(told.st_mode):
        return None
    if not stat.S_ISREG(told.st_mode):
        return Entry(path)
    return Entry(path, (told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns))
