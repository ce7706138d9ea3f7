"""Small files of the data folder that only their owner can read."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Final

from kindward.files import open_file

MOST_READ: Final = 1024


def make_folder(folder: Path) -> Path:
    """The folder, made for its owner only where it is missing. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def passing(home: Path, name: str) -> Path:
    """A folder of this home for what passes; where nothing can be written there, a passing one.

    That is the system's (XDG Base Directory, XDG_RUNTIME_DIR) or below its temporary files, where
    anyone may have been faster: it is used only if it is ours alone. Raises OSError.
    """
    with suppress(OSError):
        make_folder(home)
        folder = make_folder(home / name)
        if os.access(folder, os.W_OK):
            return folder
    above = os.environ.get("XDG_RUNTIME_DIR") or gettempdir()
    place = sha256(os.fsencode(home.absolute())).hexdigest()[:16]
    folder = make_folder(Path(above) / f"kindward-{place}") / name
    if not is_ours_alone(folder.parent):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder.parent))
    return make_folder(folder)


def is_ours_alone(folder: Path) -> bool:
    """Whether it is a folder, and no link to one, that nobody else has any right to."""
    if os.name != "posix":  # Windows gives the temporary files of a person to that person alone
        return True
    found = folder.lstat()
    is_closed = not stat.S_IMODE(found.st_mode) & 0o077
    return stat.S_ISDIR(found.st_mode) and is_closed and found.st_uid == os.geteuid()


def create(file: Path, text: str) -> None:
    """Write a new file that only its owner can read, whatever the umask. Raises OSError."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)


def write(file: Path, text: str) -> None:
    """Have the file hold this text, whole or not at all. Raises OSError."""
    part = make_folder(file.parent) / f".{file.name}.{secrets.token_hex(4)}"
    try:
        create(part, text)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def read(file: Path) -> str:
    """What the file holds, or nothing where there is none. Raises OSError."""
    try:
        with open_file(file) as opened:
            return opened.read(MOST_READ).decode("ascii", "replace").strip()
    except FileNotFoundError:
        return ""
