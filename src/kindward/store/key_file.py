"""The small file that says what the key is or where: read in one piece, and replaced in one."""

import os
import secrets
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kindward.files import open_file
from kindward.rights import is_ours, is_read_only, say_once
from kindward.store.faults import KeyMissing, KeyOfOthers
from kindward.store.key_text import MOST_READ, Gone, KeyText, parse
from kindward.store.place import PRIVATE_FILE, keep_private, sync_folder
from kindward.store.turn import Turn

OTHERS_MAY_READ: Final = (
    "Other users of this computer may read the key file, and it cannot be closed to them from here."
)
_ANYONE: Final = 0o077


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file, whether it is there or not. Its methods raise OSError."""

    path: Path

    def read(self) -> KeyText:
        """What it says; that there is no key, where there is no file. Raises KeyMissing.

        Others can read it no more after this; where that cannot be helped, it is said.
        """
        try:
            with open_file(self.path) as opened:
                text = opened.read(MOST_READ).decode("ascii", "replace")
        except FileNotFoundError:
            return KeyText(Gone())
        if not is_ours(self.path.resolve()) and not is_read_only(self.path):
            raise KeyOfOthers
        self._close_to_others()
        return parse(text)

    def read_or_gone(self) -> KeyText:
        """What it says; that there is no key, where it says nothing that can be understood."""
        try:
            return self.read()
        except KeyMissing:
            return KeyText(Gone())

    def replace(self, text: KeyText) -> None:
        """Have it say this, whole or not at all, on the disk before this returns."""
        part = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(handle, "w") as opened:
                opened.write(str(text))
                opened.flush()
                os.fsync(opened.fileno())
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(self.path.parent)

    def remove(self) -> None:
        """Have it gone."""
        self.path.unlink(missing_ok=True)
        sync_folder(self.path.parent)

    def turn(self) -> AbstractContextManager[None]:
        """The turn to change it, among all processes. Raises StoreBusy."""
        return Turn(self._lock).taken()

    @property
    def _lock(self) -> Path:
        return self.path.with_name(f"{self.path.name}.lock")

    def _close_to_others(self) -> None:
        for each in (self.path, self._lock):
            with suppress(OSError):
                keep_private(each)
        if os.name == "posix" and self.path.stat().st_mode & _ANYONE:
            say_once(OTHERS_MAY_READ)
