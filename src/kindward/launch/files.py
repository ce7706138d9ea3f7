"""Small files of the data folder that only their owner can read."""

import os
import secrets
from pathlib import Path
from typing import Final

from kindward.files import open_file

MOST_READ: Final = 1024


def make_folder(folder: Path) -> Path:
    """The folder, made for its owner only where it is missing. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


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
