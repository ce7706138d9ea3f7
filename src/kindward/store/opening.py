"""Opening a store: the file or the address, the rights, the tables."""

import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from kindward.store import engines
from kindward.store.database import Database, SQLite
from kindward.store.faults import UnknownDatabase
from kindward.store.keychain import Keychain
from kindward.store.keys import Keys
from kindward.store.place import (
    Search,
    is_writable,
    keep_private,
    make_folder,
    prepare,
    sync_folder,
)
from kindward.store.replacing import out_of_the_way
from kindward.store.seen import Seen
from kindward.store.store import Store
from kindward.store.telling import kindly

FOLDER: Final = "record"
FILE: Final = "record.db"
KEY: Final = "record.key"
SEEN: Final = "record.seen"
STALE: Final = ("record.lock", "record.room")
"""What earlier versions kept in the folder, beside the file."""


def open_store(
    home: Path,
    url: str | None = None,
    key_file: Path | None = None,
    keychain: Keychain | None = None,
) -> Store:
    """The store of this home: a SQLite file in a folder of its own, or the database at `url`.

    The instance key is that of `key_file`, or is made at the first write: in the keychain, if one
    is handed in, else in a file in `home`, beside the folder. What is amiss is told by the store's
    `defects`. Raises StoreFull, StoreBusy, StoreReadOnly, StoreUnavailable and its kinds.
    """
    key = key_file or home / KEY
    with kindly():
        if key_file is None:
            make_folder(home)
        database = _database(home, url, None if key_file else key)
    keys = Keys(key, keychain, is_given=key_file is not None)
    is_key_ours = not keys.is_given and isinstance(database, SQLite)
    store = Store(database, keys, is_key_ours=is_key_ours)
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store


def unreadable_aside(home: Path) -> AbstractContextManager[Callable[[], None]]:
    """What lies in the place of the record at home is out of the way; as `out_of_the_way`."""
    return out_of_the_way(home / FOLDER / FILE)


def discard(home: Path, key_file: Path | None = None, keychain: Keychain | None = None) -> Search:
    """Erase a record at home that cannot be opened as one: the key first, then its files.

    A key that was handed in stays. Returns what was searched and taken away. Raises OSError.
    """
    with kindly():
        if key_file is None:
            Keys(home / KEY, keychain, is_given=False).destroy()
        files = [each for each in (home / FOLDER).glob(f"{FILE}*") if each.is_file()]
        size = sum(each.stat().st_size for each in files)
        for each in (*files, home / SEEN):
            each.unlink(missing_ok=True)
        sync_folder(home / FOLDER)
    return Search(len(files), size)


def _database(home: Path, url: str | None, key: Path | None) -> Database:
    if url is None:
        make_folder(home / FOLDER)
        keep_private(home / FOLDER)
        for name in STALE:
            with suppress(OSError):  # a disk that cannot be written
                (home / FOLDER / name).unlink(missing_ok=True)
        return _sqlite(home / FOLDER / FILE, home / SEEN, key)
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise UnknownDatabase from None
    match address.get_backend_name():
        case "postgresql" | "postgres":
            return Database(engines.postgresql(address))
        case "sqlite" if address.database:
            file = Path(address.database)
            named = f"record-{zlib.crc32(bytes(file.absolute())):08x}.seen"
            return _sqlite(file, home / named, key)
    raise UnknownDatabase


def _sqlite(file: Path, seen: Path, key: Path | None) -> SQLite:
    prepare(file)
    if seen.exists():
        keep_private(seen)
    is_read_only = not is_writable(file)
    engine = engines.copied(file) if is_read_only else engines.sqlite(file)
    return SQLite(engine, file, Seen(seen), key, is_read_only=is_read_only)
