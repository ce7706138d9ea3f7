"""The instance key: one secret in a file of its own, beside the database and never in it.

The file is text, 64 hexadecimal digits, so that it can be written down or handed over by whatever
keeps secrets for a server. It is read anew whenever it is needed: nothing here can be out of date.
"""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from kindward.files import open_file
from kindward.store.faults import KeyMissing
from kindward.store.place import PRIVATE_FILE, keep_private, sync_folder
from kindward.store.seal import KEY_BYTES, Key

_WRITTEN: Final = re.compile(rf"\s*([0-9a-fA-F]{{{2 * KEY_BYTES}}})\s*", re.ASCII)
_MOST_READ: Final = 1024


def read(file: Path) -> Key:
    """The key in the file. Raises KeyMissing if there is none, OSError if it cannot be read."""
    try:
        with open_file(file) as opened:
            text = opened.read(_MOST_READ).decode("ascii", "replace")
    except FileNotFoundError:
        raise KeyMissing from None
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise KeyMissing
    keep_private(file)
    return Key(bytes.fromhex(found[1]))


def read_or_make(file: Path) -> Key:
    """The key in the file; a new one, on the disk before this returns, if there is no file.

    Raises OSError, or KeyMissing for a file with something else in it.
    """
    with suppress(FileExistsError):
        _make(file)
    return read(file)


def destroy(file: Path) -> None:
    """Have the key gone: whatever it opened is closed for ever. Raises OSError."""
    file.unlink(missing_ok=True)
    sync_folder(file.parent)


def _make(file: Path) -> None:
    """Write a new key whole or not at all. Raises FileExistsError if there is one."""
    if file.exists():
        raise FileExistsError
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as opened:  # noqa: PTH123 - a handle with its mode from the first moment
            opened.write(f"{secrets.token_hex(KEY_BYTES)}\n")
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)  # one maker at a time: the caller has the turn to write
    finally:
        part.unlink(missing_ok=True)
    sync_folder(file.parent)
