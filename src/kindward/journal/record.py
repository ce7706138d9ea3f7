"""A record is all of one person's entries, in the order of their days. It reads and writes JSON."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Annotated, Final, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from kindward.errors import KindwardError
from kindward.journal.entries import (
    AnyEntry,
    Course,
    Evening,
    Note,
    Offer,
    Sealed,
    Sitting,
    Trial,
    Wishes,
)

SCHEMA: Final = 1
MOST_BYTES: Final = 64 * 1024 * 1024
"""The largest record that is read: some two hundred years of evenings."""


class FaultyRecord(KindwardError):
    """A record that cannot be read: what was found, where, and what to do."""


class NewerRecord(FaultyRecord):
    """A record with a higher number of its schema than is known here."""


class Contradiction(FaultyRecord):
    """A record in which one entry, in one edition, says two things: nobody can tell which holds."""


class _Told(Struct, frozen=True):
    """As much of any record, also of one to come, as tells its schema."""

    kindward_record: int = SCHEMA


class _Written(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kindward_record: Literal[1] = SCHEMA
    entries: Annotated[tuple[AnyEntry, ...], Meta(max_length=1_000_000)] = ()
    sealed: Annotated[tuple[Sealed, ...], Meta(max_length=1_000_000)] | UnsetType = UNSET


_NO_RECORD: Final = (
    msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError
)  # fmt: skip
"""What decoding may raise, whatever the bytes."""

_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
_DECODER: Final = msgspec.json.Decoder(AnyEntry)


class Record:
    """All entries of one person, each id once, ordered by day, then time, then id."""

    def __init__(self, entries: Iterable[AnyEntry] = (), sealed: Iterable[Sealed] = ()) -> None:
        """Of two entries with one id the higher edition stays. `sealed` are those not opened."""
        newest: dict[str, AnyEntry] = {}
        for entry in entries:
            known = newest.get(entry.id)
            if known is None or entry.edition >= known.edition:
                newest[entry.id] = entry
        self.entries: Final = tuple(sorted(newest.values(), key=_order))
        self.sealed: Final = tuple(sorted(sealed, key=lambda entry: (entry.id, entry.payload)))

    def __eq__(self, other: object) -> bool:
        """Whether the entries are the same."""
        return isinstance(other, Record) and (
            (self.entries, self.sealed) == (other.entries, other.sealed)
        )

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def sittings(self) -> tuple[Sitting, ...]:
        """Sittings, the oldest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Sitting))

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Offers, the oldest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Offer))

    @cached_property
    def evenings(self) -> tuple[Evening, ...]:
        """Evenings, by the day they tell of."""
        return tuple(entry for entry in self.entries if isinstance(entry, Evening))

    def evening(self, of: dt.date) -> Evening | None:
        """The evening of a day, if it was written."""
        return next((evening for evening in self.evenings if evening.of == of), None)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Notes, the oldest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Note))

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """Trials, the oldest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Trial))

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """Paths that were begun, the oldest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Course))

    @cached_property
    def wishes(self) -> Wishes | None:
        """What the person wants of the place, once they have said anything."""
        return next((entry for entry in self.entries if isinstance(entry, Wishes)), None)


def write(record: Record) -> bytes:
    """The record as JSON (docs/record.md), UTF-8; `read(write(record)) == record`."""
    written = _Written(entries=record.entries, sealed=record.sealed or UNSET)
    return msgspec.json.format(_ENCODER.encode(written), indent=1)


def read(data: bytes) -> Record:
    """The record that JSON holds. Raises FaultyRecord, never another error, for any bytes.

    Entries may stand in any order: it decides nothing.
    """
    if len(data) > MOST_BYTES:
        raise FaultyRecord("That file is larger than any record. Nothing was read.")
    try:
        written = msgspec.json.decode(data, type=_Written)
    except _NO_RECORD as error:
        if _is_newer(data):
            raise NewerRecord(
                "That record was made by a newer Kindward. Once this one is as new, it can be "
                "read. Nothing was changed."
            ) from None
        raise FaultyRecord(
            f"That is not a record that can be read: {told(error)} Nothing was changed."
        ) from None
    _check_agreed(written.entries)
    return Record(written.entries, written.sealed or ())


def _is_newer(data: bytes) -> bool:
    """Whether the only thing that is certain about a record is that it is of a later schema."""
    with suppress(*_NO_RECORD):
        return msgspec.json.decode(data, type=_Told).kindward_record > SCHEMA
    return False


def _check_agreed(entries: Iterable[AnyEntry]) -> None:
    """Raises Contradiction, with the place of the first entry that another one gainsays."""
    known: dict[tuple[str, int], AnyEntry] = {}
    for place, entry in enumerate(entries):
        if known.setdefault((entry.id, entry.edition), entry) != entry:
            raise Contradiction(
                "Two entries of that record have the same id and edition, and say different "
                f"things; the second is entries[{place}]. With one of them taken out, it can be "
                "read. Nothing was changed."
            )


def encode(entry: AnyEntry) -> bytes:
    """One entry as compact JSON, UTF-8: the same bytes for the same content.

    `decode(encode(entry)) == entry`. Raises FaultyRecord for what could not be read again: an
    entry that was built in code is held against the rules here.
    """
    try:
        data = _ENCODER.encode(entry)
    except UnicodeEncodeError:  # half of a surrogate pair, which no text may hold
        raise FaultyRecord("Some of these signs belong to no script and cannot be kept.") from None
    if _ENCODER.encode(decode(data)) != data:  # a number that is none, which JSON has no sign for
        raise FaultyRecord("That is not an entry that can be kept: one of its numbers is none.")
    return data


def decode(data: bytes) -> AnyEntry:
    """The entry that JSON holds. Raises FaultyRecord, never another error, for any bytes."""
    try:
        entry: AnyEntry = _DECODER.decode(data)
    except _NO_RECORD as error:
        raise FaultyRecord(f"That is not an entry that can be kept: {told(error)}") from None
    return entry


def told(error: Exception) -> str:
    """Where a record is at fault, without a word of what stands there."""
    _, found, place = str(error).rpartition(" - at `")
    if not found:
        return "it is not whole JSON."
    return f"the fault is at {place.rstrip('`').removeprefix('$.')}."


def _order(entry: AnyEntry) -> tuple[dt.date, dt.datetime, str]:
    return entry.day, entry.at, entry.id
