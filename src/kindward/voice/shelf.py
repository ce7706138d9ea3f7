"""The clip shelf: clips kept under the hash of all that shaped them, in files that anyone may lose.

Nothing here is the only copy of anything: a clip that is damaged, missing or cannot be written is
made again. So every doubt is settled by throwing away. A file is written under a passing name in
the folder it belongs to, then renamed: two processes, or a kill -9, leave a whole clip or none. A
checksum over name and frames decides whether a file is believed (BLAKE2b, RFC 7693).
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from struct import Struct
from tempfile import mkstemp
from threading import Lock
from time import time
from typing import Final

from kindward.clip import Clip, Codec
from kindward.files import open_file

MOST_BYTES: Final = 256 * 1024 * 1024

_HEAD: Final = Struct("4s 4s 16s")  # magic, codec, checksum
_MAGIC: Final = b"KWC1"
_PASSING: Final = ".part"
_STALE_S: Final = 3600.0
_ROOM: Final = 0.9  # what is left of a full shelf: so that not every clip has to make room


class Shelf:
    """Kept clips in one folder, the least recently used leaving first. For many threads.

    `trouble` is a sentence for a person while clips cannot be kept; else None.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._kept = folder / "kept"
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._held_bytes: int | None = None
        self.trouble: str | None = None

    def has(self, key: str) -> bool:
        """Whether something is kept under this key; only `get` finds out if it is whole."""
        return self._place(key).exists()

    def get(self, key: str, codec: Codec) -> Clip | None:
        """The clip, if it is here and whole; a damaged one is thrown away."""
        place = self._place(key)
        try:
            with open_file(place) as opened:
                content = opened.read()
        except OSError:
            return None
        frames = content[_HEAD.size :]
        if content[: _HEAD.size] != _head(key, codec, frames):
            _remove(place)
            return None
        with suppress(OSError):  # a shelf that can only be read still serves
            os.utime(place)
        return Clip(codec, frames)

    def put(self, key: str, clip: Clip) -> None:
        """Keep a clip. Where that is not possible, `trouble` says so, and no more happens."""
        content = _head(key, clip.codec, clip.frames) + clip.frames
        try:
            _write_whole(self._place(key), content)
        except OSError:
            self.trouble = (
                "Spoken lines can't be kept on this disk right now, "
                "so each is made afresh; nothing is lost."
            )
            return
        self.trouble = None
        with self._lock:
            self._make_room(len(content))

    def clear(self) -> None:
        """Have nothing kept: clips and their times tell what was heard, and when."""
        with self._lock:
            rmtree(self._kept, ignore_errors=True)
            self._held_bytes = None

    def _place(self, key: str) -> Path:
        return self._kept / key[:2] / key

    def _make_room(self, added: int) -> None:
        """Remember what was added; when it is too much, let the least recently used go."""
        if self._held_bytes is not None and self._held_bytes + added <= self._most_bytes:
            self._held_bytes += added
            return
        files = sorted(self._survey())
        self._held_bytes = sum(size for _, size, _ in files)
        if self._held_bytes <= self._most_bytes:
            return
        for _, size, place in files[:-1]:
            if self._held_bytes <= self._most_bytes * _ROOM:
                return
            _remove(place)
            self._held_bytes -= size

    def _survey(self) -> Iterator[tuple[float, int, Path]]:
        """Last use, size and place of every clip; what a killed writer left behind is swept."""
        stale = time() - _STALE_S
        for place in self._kept.glob("*/*"):
            with suppress(OSError):  # another process may have removed it just now
                told = place.stat()
                if place.suffix != _PASSING:
                    yield told.st_mtime, told.st_size, place
                elif told.st_mtime < stale:
                    place.unlink()


def _head(key: str, codec: Codec, frames: bytes) -> bytes:
    """What a whole file begins with."""
    checksum = blake2b(frames, key=key.encode()[:64], digest_size=16).digest()
    return _HEAD.pack(_MAGIC, codec.name.encode(), checksum)


def _write_whole(place: Path, content: bytes) -> None:
    """Write a file that is seen by others only once it is on the disk. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, passing = mkstemp(_PASSING, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(passing).replace(place)
    except OSError:
        _remove(Path(passing))
        raise


def _remove(place: Path) -> None:
    """Have a file gone, whoever was quicker and whatever forbids it."""
    with suppress(OSError):
        place.unlink()
