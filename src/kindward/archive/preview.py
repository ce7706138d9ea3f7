"""What an import would change, told before it does."""

from collections.abc import Collection
from dataclasses import dataclass

from kindward.journal import AnyEntry, Places, Record, brought, encode


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
    here_now = Places(here.entries)
    places: dict[str, list[AnyEntry]] = {"new": [], "same": [], "conflicting": [], "erased": []}
    for entry in incoming.entries:
        if entry.id in erased:
            places["erased"].append(entry)
        elif new := brought(here_now.kept(entry), entry):
            places["new"].append(new)
            here_now.take(new)
        else:
            is_same = _is_same(here_now.kept(entry), entry)
            places["same" if is_same else "conflicting"].append(entry)
    return Preview(**{name: tuple(entries) for name, entries in places.items()})


def _is_same(known: AnyEntry | None, entry: AnyEntry) -> bool:
    """Whether it is here as it is, or in a later edition."""
    if known is None or known.id != entry.id:
        return False
    return known.edition > entry.edition or encode(known) == encode(entry)
