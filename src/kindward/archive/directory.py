"""The directory of a zip, read here and not by `zipfile`, which believes it.

Parts that overlap (CVE-2024-0450), sizes that lie and directories of a million entries are refused
before one byte is unpacked. Read are the end record, that of Zip64, the central directory and local
headers of APPNOTE.TXT 6.3.10, 4.3; methods 0 and 8; one disk. A name in a zip is only looked at.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct
from typing import Final

from kindward.archive.faults import FaultyArchive, TooLarge, Why

MOST_ENTRIES: Final = 1000
MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_RATIO: Final = 100
"""How many times smaller than itself an entry may be packed."""

_END: Final = Struct("<4s4H2IH")
_END64: Final = Struct("<4sQ2H2I4Q")
_LOCATOR: Final = Struct("<4sIQI")
_CENTRAL: Final = Struct("<4s6H3I5H2I")
_LOCAL: Final = Struct("<4s5H3I2H")
_FIELD: Final = Struct("<2H")
_LONG: Final = Struct("<Q")
_LONGEST_COMMENT: Final = 65_535
_LONGEST_NAME: Final = 1024
_ENCRYPTED: Final = 1
_ZIP64: Final = 1
"""The extra field with the sizes that do not fit into 32 bits (4.5.3)."""

_ELSEWHERE: Final = 0xFFFFFFFF
"""Stands in place of a number that the Zip64 field tells."""

_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the directory, and where its bytes begin and end with their header."""

    name: str
    method: int
    is_locked: bool
    checksum: int
    packed: int
    size: int
    begins: int
    content: int

    @property
    def ends(self) -> int:
        """The place behind its last byte."""
        return self.content + self.packed


def directory(data: bytes) -> list[Part]:
    """The entries of an honest zip, in the order of their bytes. Raises FaultyArchive."""
    if len(data) > MOST_UNPACKED:
        raise TooLarge("That file is larger than any record.")
    count, size, start, end = _end(data)
    if count > MOST_ENTRIES:
        raise TooLarge("There are more files in that zip than in any export.")
    if start + size > end:
        raise FaultyArchive(Why.BROKEN)
    parts = sorted(_entries(data, start, start + size, count), key=lambda part: part.begins)
    _check(parts)
    return parts


def content(data: bytes, part: Part) -> bytes:
    """The bytes of an entry: no more than it claims, and those that its checksum tells.

    Raises FaultyArchive.
    """
    if part.is_locked:
        raise FaultyArchive(Why.LOCKED)
    if part.method not in {_STORED, _DEFLATED}:
        raise FaultyArchive(Why.PACKED)
    packed = data[part.content : part.ends]
    found = packed if part.method == _STORED else _inflated(packed, part.size)
    if len(found) != part.size or zlib.crc32(found) != part.checksum:
        raise FaultyArchive(Why.BROKEN)
    return found


def _end(data: bytes) -> tuple[int, int, int, int]:
    """How many entries there are, their directory's bytes, where it begins, and what follows it."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise FaultyArchive(Why.BROKEN)
    _, disk, first_disk, _, count, size, start, _ = _END.unpack_from(data, at)
    if data[max(0, at - _LOCATOR.size) :].startswith(b"PK\6\7"):
        at = _LOCATOR.unpack_from(data, at - _LOCATOR.size)[2]
        if at + _END64.size > len(data) or not data.startswith(b"PK\6\6", at):
            raise FaultyArchive(Why.BROKEN)
        *_, disk, first_disk, _, count, size, start = _END64.unpack_from(data, at)
    if disk or first_disk:
        raise FaultyArchive(Why.BROKEN)
    return count, size, start, at


def _entries(data: bytes, at: int, end: int, count: int) -> Iterator[Part]:
    directory = at
    for _ in range(count):
        if at + _CENTRAL.size > end:
            raise FaultyArchive(Why.BROKEN)
        (magic, _, _, flags, method, _, _, checksum, packed, size, named, extra, comment, _, _, _,
         begins) = _CENTRAL.unpack_from(data, at)  # fmt: skip
        if magic != b"PK\1\2" or named > _LONGEST_NAME:
            raise FaultyArchive(Why.BROKEN)
        name_ends = at + _CENTRAL.size + named
        name = data[at + _CENTRAL.size : name_ends].decode("utf-8", "replace")
        size, packed, begins = _long(data[name_ends : name_ends + extra], size, packed, begins)
        found = _begins(data, begins)
        if found + packed > directory:
            raise FaultyArchive(Why.BROKEN)
        is_locked = bool(flags & _ENCRYPTED)
        yield Part(name, method, is_locked, checksum, packed, size, begins, found)
        at = name_ends + extra + comment


def _long(extra: bytes, *told: int) -> list[int]:
    """The numbers of an entry; those that did not fit, in turn, from its Zip64 field (4.5.3)."""
    longer = _longer(extra) if _ELSEWHERE in told else b""
    if len(longer) < told.count(_ELSEWHERE) * _LONG.size:
        raise FaultyArchive(Why.BROKEN)
    numbers = _LONG.iter_unpack(longer[: len(longer) // _LONG.size * _LONG.size])
    return [next(numbers)[0] if number == _ELSEWHERE else number for number in told]


def _longer(extra: bytes) -> bytes:
    """What the Zip64 field holds, if there is one."""
    at = 0
    while at + _FIELD.size <= len(extra):
        kind, length = _FIELD.unpack_from(extra, at)
        at += _FIELD.size
        if kind == _ZIP64:
            return extra[at : at + length]
        at += length
    return b""


def _begins(data: bytes, at: int) -> int:
    """Where the bytes of the entry begin whose header is here."""
    if at + _LOCAL.size > len(data) or not data.startswith(b"PK\3\4", at):
        raise FaultyArchive(Why.BROKEN)
    *_, named, extra = _LOCAL.unpack_from(data, at)
    return at + _LOCAL.size + int(named) + int(extra)


def _check(parts: list[Part]) -> None:
    """What no honest zip does. Raises FaultyArchive."""
    if sum(part.size for part in parts) > MOST_UNPACKED:
        raise TooLarge("That zip would become larger than any record.")
    if any(part.size > MOST_RATIO * part.packed for part in parts):
        raise TooLarge("That zip is packed tighter than any export.")
    if any(before.ends > after.begins for before, after in pairwise(parts)):
        raise FaultyArchive(Why.BROKEN)


def _inflated(packed: bytes, size: int) -> bytes:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = unpacking.decompress(packed, size + 1)
    except zlib.error:
        raise FaultyArchive(Why.BROKEN) from None
    if not unpacking.eof:
        raise FaultyArchive(Why.BROKEN)
    return found
