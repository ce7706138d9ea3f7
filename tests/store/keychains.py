"""Keychains of other systems, at the seam where the keyring library has its own."""

import json
from pathlib import Path

import keyring.errors
from keyring.backend import KeyringBackend

from kindward.store.keychain import SERVICE, Keychain


class FileKeyring(KeyringBackend):
    """A keychain whose items outlive the program that put them there."""

    priority = 1

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file, self.is_locked, self.forgets = file, False, False

    @property
    def items(self) -> dict[str, str]:
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def get_password(self, service, username):
        assert service == SERVICE
        self._open()
        return self.items.get(username)

    def set_password(self, service, username, password):
        assert service == SERVICE
        self._open()
        if not self.forgets:
            self.file.write_text(json.dumps(self.items | {username: password}))

    def delete_password(self, service, username):
        assert service == SERVICE
        self._open()
        items = self.items
        if items.pop(username, None) is None:
            raise keyring.errors.PasswordDeleteError
        self.file.write_text(json.dumps(items))

    def _open(self) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked


def of(backend: KeyringBackend | None) -> Keychain:
    return Keychain(lambda: backend)
