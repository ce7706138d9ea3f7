"""What an import would change, told before it does."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from kindward.journal import AnyEntry, Evening, Record, encode


@dataclass(frozen=True, slots=True)
class Preview:
    """Each entry of an incoming record, in one of four places."""

    new: tuple[AnyEntry, ...]
    """Not here, or here in an earlier edition: these would be written."""

    same: tuple[AnyEntry, ...]
    """Here already, as it is or in a later edition."""

    conflicting: tuple[AnyEntry, ...]
    """Here in the same edition with another content, or another evening of a day that has one.

    What is here stays.
    """

    erased: tuple[AnyEntry, ...]
    """Erased here, and left so."""


def preview(here: Record, incoming: Record, erased: Collection[str] = ()) -> Preview:
    """What `incoming` would bring to `here`; `erased` are ids that are not taken again.

    Once `new` is written, the same import has nothing new.
    """
    known = {entry.id: entry for entry in here.entries}
    days = {evening.of: evening for evening in here.evenings}
    places: dict[str, list[AnyEntry]] = {"new": [], "same": [], "conflicting": [], "erased": []}
    for entry in incoming.entries:
        place = "erased" if entry.id in erased else _place(known.get(entry.id), entry)
        if place == "new" and _is_second(entry, known.get(entry.id), days):
            place = "conflicting"
        places[place].append(entry)
    return Preview(**{name: tuple(entries) for name, entries in places.items()})


def _is_second(entry: AnyEntry, known: AnyEntry | None, days: dict[dt.date, Evening]) -> bool:
    """Whether its day has another evening already; if not, it is the one from here on."""
    if not isinstance(entry, Evening) or (isinstance(known, Evening) and known.of == entry.of):
        return False
    return days.setdefault(entry.of, entry).id != entry.id


def _place(known: AnyEntry | None, entry: AnyEntry) -> str:
    if known is None or known.edition < entry.edition:
        return "new"
    if known.edition > entry.edition or encode(known) == encode(entry):
        return "same"
    return "conflicting"
