"""The instance key: one secret, kept beside the database and never in it.

The system's keychain has it where there is one; a passphrase covers it where a person set one; else
it stands in a file. One small file (`key_text`) says which of these it is, so nothing is guessed: a
key that is missing from its place is told, and never replaced by a new one.

The file is read anew whenever the key is needed. What a passphrase or a keychain gave is remembered
until `forget`, and only for as long as the file says the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from threading import Lock

from kindward.store import passphrase
from kindward.store.faults import KeychainClosed, KeychainEmpty, KeyLocked, KeyMissing, StoreBusy
from kindward.store.key_file import KeyFile
from kindward.store.key_text import Gone, InKeychain, Kept, KeyText, Plain, Wrapped
from kindward.store.keychain import Keychain
from kindward.store.seal import Key


class KeyPlace(StrEnum):
    """Where the key is, for a person to be told."""

    NOWHERE = "nowhere"
    """There is none yet: it is made with the first entry."""

    FILE = "file"
    GIVEN = "given"
    """A file that was named from outside; it is never changed."""

    KEYCHAIN = "keychain"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a place


class Keys:
    """The instance key of one place. For many threads, and beside other processes."""

    def __init__(self, file: Path, keychain: Keychain | None, *, is_given: bool) -> None:
        """`file` says where the key is; one that `is_given` is read, and made, but never changed.

        Without a keychain nothing is looked for in one or put there.
        """
        self._file, self._keychain, self.is_given = KeyFile(file), keychain, is_given
        self._trying = Lock()
        self._known: tuple[Kept, Key] | None = None

    @property
    def place(self) -> KeyPlace:
        """Where the key is. Raises KeyMissing for a file that says nothing of a key, OSError."""
        match self._file.read().kept:
            case Wrapped():
                return KeyPlace.PASSPHRASE
            case InKeychain():
                return KeyPlace.KEYCHAIN
            case Plain():
                return KeyPlace.GIVEN if self.is_given else KeyPlace.FILE
        return KeyPlace.NOWHERE

    def read(self) -> Key:
        """The key. Raises KeyMissing and its kinds, OSError if the file cannot be read."""
        kept = self._file.read().kept
        if isinstance(kept, Plain):
            return Key(kept.secret)
        known = self._known
        if known and known[0] == kept:
            return known[1]
        if isinstance(kept, Wrapped):
            raise KeyLocked
        if isinstance(kept, InKeychain):
            return self._remember(kept, self._handed_out(kept.name))
        raise KeyMissing

    def read_or_make(self) -> Key:
        """The key; a new one, in its place before this returns, if there has been none.

        Raises what `read` does.
        """
        if isinstance(self._file.read().kept, Gone):
            with self._file.turn():
                text = self._file.read()
                if isinstance(text.kept, Gone):
                    self._put(text, Key.new())
        return self.read()

    def unlock(self, words: str) -> None:
        """Have the key at hand until `forget`; nothing to do where no passphrase covers it.

        Raises WrongPassphrase, SealBroken for a damaged file. Takes a tenth of a second.
        """
        kept = self._file.read().kept
        if isinstance(kept, Wrapped):
            with self._trying:  # each try takes 64 MiB
                key = passphrase.unwrap(kept.line, words)
            self._remember(kept, key)

    def forget(self) -> None:
        """Have no key in memory."""
        self._known = None

    def cover(self, words: str) -> None:
        """Put the key under a passphrase, in the place of an earlier one. Raises what `read` does.

        There need be no key yet.
        """
        with self._changing() as text:
            key = Key.new() if isinstance(text.kept, Gone) else self.read()
            covered = Wrapped(passphrase.wrap(key, words).strip())
            self._move(text, covered, key)
            self._remember(covered, key)

    def uncover(self) -> None:
        """Take the passphrase off: the key goes to the keychain, or to the file. As for `cover`."""
        with self._changing() as text:
            if isinstance(text.kept, Wrapped):
                self._put(text, self.read())

    def settle(self) -> None:
        """Finish what was cut short, and move a key from a file to the keychain, if there is one.

        Whatever cannot be done stays as it is, for another time.
        """
        with suppress(KeyMissing, StoreBusy, OSError):
            text = self._file.read()
            is_open = isinstance(text.kept, Plain) and self._may_move()
            if text.leaving or is_open:
                with self._changing() as text:
                    if isinstance(text.kept, Plain) and is_open:
                        self._put(text, Key(text.kept.secret))

    def destroy(self) -> None:
        """Have the key gone: whatever it opened is closed for ever. Raises OSError."""
        with self._file.turn():
            self.forget()
            text = self._file.read_or_gone()
            name = text.kept.name if isinstance(text.kept, InKeychain) else text.leaving
            if name:
                with suppress(OSError):  # on a full disk the file goes, which needs no room
                    self._file.replace(KeyText(Gone(), name))
            with suppress(KeychainClosed):
                self._let_go(KeyText(Gone(), name))

    def _handed_out(self, name: str) -> Key:
        if self._keychain is None:
            raise KeychainClosed
        try:
            key = Key(bytes.fromhex(self._keychain.read(name) or ""))
        except ValueError:
            raise KeychainEmpty from None
        if key.name != name:
            raise KeychainEmpty
        return key

    def _remember(self, kept: Kept, key: Key) -> Key:
        self._known = (kept, key)
        return key

    def _may_move(self) -> bool:
        return not self.is_given and self._keychain is not None and self._keychain.is_here()

    @contextmanager
    def _changing(self) -> Iterator[KeyText]:
        """The turn to change the place; what the file says then, with nothing left over."""
        with self._file.turn():
            text = self._file.read()
            if text.leaving:
                with suppress(KeychainClosed):
                    text = self._let_go(text)
            yield text

    def _put(self, text: KeyText, key: Key) -> None:
        """Put the key into the keychain; into the file, if there is none or it stays closed."""
        if self._may_move() and not text.leaving:
            try:
                return self._move(text, InKeychain(key.name), key)
            except KeychainClosed:
                text = KeyText(text.kept, key.name)
        return self._move(text, Plain(bytes.fromhex(key.written())), key)

    def _move(self, text: KeyText, to: Kept, key: Key) -> None:
        """Have the key in another place. It is in one of them, and the file says in which.

        Raises KeychainClosed, with all as it was, and OSError.
        """
        if isinstance(to, InKeychain) and self._keychain:
            self._file.replace(KeyText(text.kept, to.name))
            self._keychain.keep(to.name, key.written())
            self._file.replace(KeyText(to))
            return
        leaving = text.kept.name if isinstance(text.kept, InKeychain) else text.leaving
        self._file.replace(KeyText(to, leaving))
        with suppress(KeychainClosed):
            self._let_go(KeyText(to, leaving))

    def _let_go(self, text: KeyText) -> KeyText:
        """Take out of the keychain what is to leave it. Raises KeychainClosed."""
        if text.leaving:
            if self._keychain is None:
                raise KeychainClosed
            self._keychain.remove(text.leaving)
        if isinstance(text.kept, Gone):
            self._file.remove()
        elif text.leaving:
            self._file.replace(KeyText(text.kept))
        return KeyText(text.kept)
