"""The folder and the file of a record in SQLite: for their owner only, checked, and searched."""

import errno
import os
import secrets
import stat
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import Final

from kindward.files import open_file
from kindward.store.faults import NotARecord

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
BESIDE: Final = ("", "-wal", "-shm", "-journal")
"""What SQLite puts after the name of a database for the files that belong to it."""

LOCK: Final = "-lock"
ROOM: Final = "-room"
PART: Final = "-part"
"""What we put after it: the turn to write, room set aside, and a record that is to come."""

APPLICATION: Final = 0x4B574431
"""KWD1, in the header of our SQLite files: they are known from any other program's."""

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = Struct(">16sH50xI28x")
"""Magic, bytes in a page, application (SQLite file format, 1.3)."""
_OTHERS: Final = 0o077
_NOT_OURS: Final = frozenset({errno.EPERM, errno.EACCES, errno.EROFS})
_RESERVED_BYTES: Final = 256 * 1024
"""A key is destroyed in some twenty of these kilobytes; rows of a small record in all of them."""


def make_folder(folder: Path) -> None:
    """The folder; it, and those above it that are missing, are made for their owner only.

    Raises NotARecord where a file has its name, or OSError.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise NotARecord


def prepare(file: Path) -> None:
    """An empty file that SQLite will fill, or one of SQLite's; both for their owner only.

    Made here, since SQLite would give it the rights that any file gets; it gives its log and its
    index the rights of this one. Raises NotARecord or OSError.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        sync_folder(file.parent)
    if not file.is_file() or not _may_be_ours(file):
        raise NotARecord
    for each in (beside(file, ending) for ending in (*BESIDE, LOCK, ROOM, PART)):
        if each.exists():
            keep_private(each)


def beside(file: Path, ending: str) -> Path:
    """The file with this ending after the whole name of a database: no other program's has it."""
    return file.with_name(file.name + ending)


def _may_be_ours(file: Path) -> bool:
    """What the header says, before SQLite changes anything: it is ours, or not yet anybody's.

    Until the log is taken back, it may be the log that has our name.
    """
    with open_file(file) as opened:
        header = opened.read(_HEADER.size)
    if not header:
        return True
    if len(header) < _HEADER.size:
        return False
    magic, page_bytes, application = _HEADER.unpack(header)
    is_begun = file.stat().st_size <= page_bytes or any(_sizes(file)[1:])
    return magic == _MAGIC and (application == APPLICATION or (application == 0 and is_begun))


def reserve(room: Path) -> None:
    """Set room aside for a disk that will be full one day. Raises OSError if it is."""
    if room.exists():
        return
    part = beside(room, ".part")
    part.unlink(missing_ok=True)  # left behind, or a pipe that nobody would ever read
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as opened:
            opened.write(secrets.token_bytes(_RESERVED_BYTES))  # no file system makes these less
        part.replace(room)
    finally:
        part.unlink(missing_ok=True)


def keep_private(path: Path) -> None:
    """Takes from everyone but the owner what rights they have, where that is ours to do."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        try:
            path.chmod(mode & ~_OTHERS)
        except OSError as error:
            if error.errno not in _NOT_OURS:
                raise


def is_writable(file: Path) -> bool:
    """Whether a database may change here, its log beside it as well."""
    return os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def sync_folder(folder: Path) -> None:
    """Has the names in a folder on the disk. Raises OSError."""
    if sys.platform == "win32":  # there a folder cannot be opened, and names are kept at once
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class Search:
    """How much was searched, in files and bytes, and how many marks were found in it."""

    files: int = 0
    bytes: int = 0
    found: int = 0


def search(file: Path, marks: Collection[bytes]) -> Search:
    """Which of these bytes stand in the files of this database still. Raises OSError."""
    contents = [each.read_bytes() for each in _files(file)]
    return Search(
        files=len(contents),
        bytes=sum(map(len, contents)),
        found=sum(any(mark in content for content in contents) for mark in marks),
    )


def _sizes(file: Path) -> list[int]:
    named = [beside(file, ending) for ending in BESIDE]
    return [each.stat().st_size if each.exists() else 0 for each in named]


def _files(file: Path) -> list[Path]:
    named = (beside(file, ending) for ending in BESIDE)
    return [each for each in named if each.is_file()]
