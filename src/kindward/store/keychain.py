"""The system's keychain: macOS Keychain, Windows Credential Locker, or a Secret Service.

These three alone, and asked by name: the `keyring` library can be set up, by a file or a variable,
to keep secrets in places that hide nothing. It is loaded when a key is first looked for. A keychain
may ask the person to unlock it, so each call has a while, and then it counts as closed.
"""

import platform
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from kindward.store.faults import KeychainClosed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE: Final = "Kindward"
PATIENCE_S: Final = 60.0
"""For a person to be asked by their system, and to answer."""

_KINDS: Final = {
    "Darwin": ("macOS", "Keyring"),
    "Windows": ("Windows", "WinVaultKeyring"),
}
_ELSEWHERE: Final = ("SecretService", "Keyring")


@dataclass(frozen=True, slots=True)
class Keychain:
    """A keychain; `find` gives the system's. Every method raises KeychainClosed."""

    find: Callable[[], "KeyringBackend | None"]

    def is_here(self) -> bool:
        """Whether there is one."""
        return _asked(self.find) is not None

    def read(self, name: str) -> str | None:
        """What is kept under a name; None if nothing is."""
        return _asked(lambda: self._backend().get_password(SERVICE, name))

    def keep(self, name: str, secret: str) -> None:
        """Keep it, and see that it is kept."""
        _asked(lambda: self._backend().set_password(SERVICE, name, secret))
        if self.read(name) != secret:
            raise KeychainClosed

    def remove(self, name: str) -> None:
        """Keep nothing under a name, and see that it is so."""
        if self.read(name) is not None:
            _asked(lambda: self._backend().delete_password(SERVICE, name))
            if self.read(name) is not None:
                raise KeychainClosed

    def _backend(self) -> "KeyringBackend":
        found = self.find()
        if found is None:
            raise KeychainClosed
        return found


def system() -> Keychain:
    """The keychain of this system, whether there is one or not."""
    return Keychain(cache(_found))


def _found() -> "KeyringBackend | None":
    module, name = _KINDS.get(platform.system(), _ELSEWHERE)
    kind: type[KeyringBackend] = getattr(import_module(f"keyring.backends.{module}"), name)
    return kind() if kind.viable else None


def _asked(ask: Callable[[], T]) -> T:
    """What a keychain answers. Raises KeychainClosed for all that it raises, and for no answer."""
    answer = Future[T]()
    Thread(target=_answer, args=(answer, ask), name="keychain", daemon=True).start()
    try:
        return answer.result(timeout=PATIENCE_S)
    except Exception as error:  # the libraries of three systems raise errors of many families
        raise KeychainClosed from error


def _answer(answer: "Future[T]", ask: Callable[[], T]) -> None:
    try:
        answer.set_result(ask())
    except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
        answer.set_exception(error)
