"""Opening a store: the file or the address, the rights, the tables."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from kindward.store import engines
from kindward.store.faults import UnknownDatabase
from kindward.store.keychain import Keychain
from kindward.store.keys import Keys
from kindward.store.place import keep_private, make_folder, prepare
from kindward.store.store import Place, Store
from kindward.store.telling import kindly

FOLDER: Final = "record"
FILE: Final = "record.db"
KEY: Final = "record.key"


def open_store(
    home: Path,
    url: str | None = None,
    key_file: Path | None = None,
    keychain: Keychain | None = None,
) -> Store:
    """The store of this home: a SQLite file in a folder of its own, or the database at `url`.

    The instance key is that of `key_file`, or is made at the first write: in the keychain, if one
    is handed in, else in a file in `home`, beside the folder. Raises StoreFull, StoreBusy,
    StoreUnavailable and its kinds.
    """
    with kindly():
        engine, file = _database(home, url)
        if key_file is None:
            make_folder(home)
    keys = Keys(key_file or home / KEY, keychain, is_given=key_file is not None)
    place = Place(file, keys, is_key_ours=not keys.is_given and file is not None)
    store = Store(engine, place)
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store


def _database(home: Path, url: str | None) -> tuple[sa.Engine, Path | None]:
    if url is None:
        make_folder(home / FOLDER)
        keep_private(home / FOLDER)
        return _sqlite(home / FOLDER / FILE)
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise UnknownDatabase from None
    match address.get_backend_name():
        case "postgresql" | "postgres":
            return engines.postgresql(address), None
        case "sqlite" if address.database:
            return _sqlite(Path(address.database))
    raise UnknownDatabase


def _sqlite(file: Path) -> tuple[sa.Engine, Path]:
    prepare(file)
    return engines.sqlite(file), file
