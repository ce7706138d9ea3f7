"""The narrations that are here: `LANGUAGE/NAME.narration` in a few folders, the first one first."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Final

from kindward.narration.model import FaultyNarration
from kindward.narration.narration import ENDING, Narration

MOST: Final = 100
"""How many entries of a folder are looked at."""

_Stamp = tuple[int, ...]


def _unheard(_sentence: str) -> None:
    """Where nobody listens."""


class Narrations:
    """Folders of narrations, looked at whenever they are asked for. For many threads.

    A file is opened once for each stamp, so its narration stays the same object until it changes.
    `tell` hears of each file that is left out, once.
    """

    def __init__(
        self, folders: Sequence[Path] = (), tell: Callable[[str], None] = _unheard
    ) -> None:
        self._folders, self._tell, self._lock = tuple(folders), tell, Lock()
        self._known: dict[Path, tuple[_Stamp, Narration | None]] = {}

    def languages(self) -> tuple[str, ...]:
        """The tags that have a folder."""
        entries = (entry for folder in self._folders for entry in _entries(folder))
        return tuple(sorted({entry.name for entry in entries if entry.is_dir()}))

    def of(self, language: str) -> tuple[tuple[Narration, ...], ...]:
        """Those in the folders of a tag, each voice once, in the order of folders and names.

        A voice may have a file in more than one folder: that of a later folder comes first, so what
        was made here adds to what came with the house, or stands in its place.
        """
        if language not in self.languages():
            return ()
        found: dict[str, list[Narration]] = {}
        for folder in self._folders:
            with self._lock:
                for narration in self._opened(folder / language):
                    found.setdefault(narration.about.voice, []).insert(0, narration)
        return tuple(map(tuple, found.values()))

    def _opened(self, folder: Path) -> Iterator[Narration]:
        """The narrations in one folder; what is gone from it is known no longer."""
        files = [Path(entry) for entry in _entries(folder) if entry.name.endswith(ENDING)]
        for gone in [each for each in self._known if each.parent == folder and each not in files]:
            del self._known[gone]
        for file in files:
            with suppress(FileNotFoundError):  # it went just now
                stamp = _stamp(file)
                if file not in self._known or self._known[file][0] != stamp:
                    self._known[file] = stamp, self._read(file)
                narration = self._known[file][1]
                if narration is not None:
                    yield narration

    def _read(self, file: Path) -> Narration | None:
        """The narration in a file, or None after telling why it is left out."""
        try:
            return Narration.open(file, named=(file.parent.name, file.name.removesuffix(ENDING)))
        except FaultyNarration as faulty:
            why = str(faulty)
        except OSError:
            why = "This voice file can't be read. Its permissions may not allow it."
        self._tell(f"{file.parent.name}/{file.name}: {why}")
        return None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; nothing where there is none."""
    try:
        with os.scandir(folder) as entries:
            return sorted(islice(entries, MOST), key=lambda entry: entry.name)
    except OSError:
        return []


def _stamp(file: Path) -> _Stamp:
    told = file.stat()
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns
