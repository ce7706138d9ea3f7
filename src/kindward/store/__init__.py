"""The record as it is kept: sealed, on SQLite or PostgreSQL, on the disk once acknowledged.

In go entries of the journal, out comes a record. All but who, which, what kind, which day and how
often written is sealed with the person's own key (`seal`). Everything of a database's ways stands
in `engines`, all SQL over entries in `rows`. The database is loaded when a store is first opened:
who only asks what can go wrong waits for nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from kindward.store.defects import Defect, DefectKind
from kindward.store.faults import (
    Conflict,
    Erased,
    KeyBroken,
    KeychainClosed,
    KeychainEmpty,
    KeyLocked,
    KeyMissing,
    KeyOfOthers,
    LetterBroken,
    LetterElsewhere,
    NewerStore,
    NoBackup,
    NotABackup,
    NotAllowed,
    NotARecord,
    Replaced,
    SealBroken,
    StoreBusy,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
    UnknownDatabase,
    Unsettled,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from kindward.store.erasure import Erasure
    from kindward.store.opening import discard, open_store, unreadable_aside
    from kindward.store.store import Store

_LATE: Final = {
    "Erasure": "erasure",
    "Store": "store",
    "discard": "opening",
    "open_store": "opening",
    "unreadable_aside": "opening",
}

__all__ = [
    "Conflict",
    "Defect",
    "DefectKind",
    "Erased",
    "Erasure",
    "KeyBroken",
    "KeyLocked",
    "KeyMissing",
    "KeyOfOthers",
    "KeychainClosed",
    "KeychainEmpty",
    "LetterBroken",
    "LetterElsewhere",
    "NewerStore",
    "NoBackup",
    "NotABackup",
    "NotARecord",
    "NotAllowed",
    "Replaced",
    "SealBroken",
    "Store",
    "StoreBusy",
    "StoreFull",
    "StoreReadOnly",
    "StoreUnavailable",
    "UnknownDatabase",
    "Unsettled",
    "WrongPassphrase",
    "discard",
    "open_store",
    "unreadable_aside",
]


def __getattr__(name: str) -> object:
    """What needs the database, loaded when first named (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
