"""A backup that may take the place of what is here: shown first, then all of it or nothing."""

from kindward.journal import Record
from kindward.store.backup import Backup
from kindward.store.database import SQLite
from kindward.store.keys import Keys
from kindward.store.reading import known_of
from kindward.store.rows import Rows
from kindward.store.seal import Key


class Restoring:
    """A backup beside the record that it may take the place of."""

    def __init__(self, found: Backup, database: SQLite, keys: Keys) -> None:
        self._found, self._database, self._keys = found, database, keys

    @property
    def made(self) -> str:
        """When it was made; empty where it does not say."""
        return self._found.made

    @property
    def has_key(self) -> bool:
        """Whether it brings its key along, under a passphrase."""
        return self._found.has_key

    def record(self, person: str, words: str = "") -> Record:
        """What it holds of a person. Raises WrongPassphrase, KeyMissing, SealBroken."""
        key = self._key(words)
        with self._found.database.reading() as connection:
            rows = Rows(connection, person)
            wrapped = rows.wrapped()
            if wrapped is None:
                return Record()
            return known_of("", person, key.unwrap(wrapped, person), rows.all()).record

    def take_place(self, words: str = "") -> str:
        """Have it in the place of what is here; the name under which that is set aside.

        All of it happens, or nothing. Raises StoreBusy where another program has the record open,
        and what `record` raises.
        """
        self._found.rewrap(self._key(words), self._keys.read_or_make())
        self._found.database.close()
        return self._database.take(self._found.part).name

    def _key(self, words: str) -> Key:
        return self._found.key(words) if self.has_key else self._keys.read()
