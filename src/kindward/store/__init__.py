"""The record as it is kept: sealed, on SQLite or PostgreSQL, on the disk once acknowledged.

In go entries of the journal, out comes a record. All but who, which, what kind, which day and how
often written is sealed with the person's own key (`seal`). Everything of a database's ways stands
in `engines`, all SQL over entries in `rows`.
"""

from kindward.store.erasure import Erasure
from kindward.store.faults import (
    Conflict,
    Erased,
    KeyMissing,
    NewerStore,
    NotARecord,
    SealBroken,
    StoreBusy,
    StoreFull,
    StoreUnavailable,
    UnknownDatabase,
)
from kindward.store.opening import open_store
from kindward.store.store import Store

__all__ = [
    "Conflict",
    "Erased",
    "Erasure",
    "KeyMissing",
    "NewerStore",
    "NotARecord",
    "SealBroken",
    "Store",
    "StoreBusy",
    "StoreFull",
    "StoreUnavailable",
    "UnknownDatabase",
    "open_store",
]
