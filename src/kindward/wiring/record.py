"""The record of this machine's person, opened or let go, and what was heard here."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from kindward.rights import NotPrivate, keep_to_ourselves
from kindward.voice import Shelf
from kindward.wiring.settings import FEELINGS, NARRATIONS, PATHS, PRACTICES, Settings

if TYPE_CHECKING:
    from kindward.store import Store

MEGABYTE: Final = 1024 * 1024


def keep_home_private(settings: Settings) -> None:
    """Nobody else may change what is kept at home. Raises rights.NotPrivate, OSError."""
    home = settings.home
    keep_to_ourselves(home, home / "record", home / "launch")
    for folder in (PRACTICES, PATHS, FEELINGS, NARRATIONS):
        with suppress(NotPrivate):  # words that are read to one may be shared among people
            keep_to_ourselves(home / folder)


def forget_heard(settings: Settings) -> None:
    """The kept clips go, which tell by their names and times what was heard, and when."""
    shelf(settings).clear()


def open_record(settings: Settings) -> "Store":
    """The store of these settings. Raises store.StoreUnavailable and its kin, rights.NotPrivate."""
    keep_home_private(settings)
    from kindward.store import keychain, open_store  # noqa: PLC0415 - loaded for those who keep

    chain = keychain.system() if settings.keychain else None
    return open_store(settings.home, settings.database, settings.key_file, chain)


def discard_record(settings: Settings) -> None:
    """A record at home that cannot be opened as one is erased, with its key. As store.discard."""
    from kindward.store import discard, keychain  # noqa: PLC0415 - loaded for those who keep

    chain = keychain.system() if settings.keychain else None
    discard(settings.home, settings.key_file, chain)


def shelf(settings: Settings) -> Shelf:
    """The clips that are kept at home."""
    return Shelf(settings.home / "clips", settings.shelf_mb * MEGABYTE)
