"""Any bytes, and the record in them: JSON as it is, or `record.json` out of a zip.

The directory of the zip is read here and not by `zipfile`, which believes it: parts that overlap
(CVE-2024-0450), sizes that lie and directories of a million entries are refused before one byte is
unpacked. Read are the end record, the central directory and local headers of APPNOTE.TXT 6.3.10,
4.3; no Zip64, no encryption, methods 0 and 8. A name in a zip is only looked at.
"""

import codecs
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct
from typing import Final

from kindward.errors import KindwardError
from kindward.journal import Record, read
from kindward.journal.record import MOST_BYTES

RECORD: Final = "record.json"

MOST_ENTRIES: Final = 1000
MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_RATIO: Final = 100
"""How many times smaller than itself an entry may be packed."""

_ZIP: Final = b"PK"
_END: Final = Struct("<4s4H2IH")
_CENTRAL: Final = Struct("<4s6H3I5H2I")
_LOCAL: Final = Struct("<4s5H3I2H")
_LONGEST_COMMENT: Final = 65_535
_LONGEST_NAME: Final = 1024
_ENCRYPTED: Final = 1
_STORED, _DEFLATED = 0, 8


class FaultyArchive(KindwardError):
    """A file that is no export that can be read."""


class TooLarge(FaultyArchive):
    """A file that is, or claims to become, larger than any record."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One entry of the directory, and where its bytes begin and end with their header."""

    name: str
    method: int
    checksum: int
    packed: int
    size: int
    begins: int
    content: int

    @property
    def ends(self) -> int:
        return self.content + self.packed


def unpack(data: bytes) -> Record:
    """The record in these bytes. Raises FaultyArchive or journal.FaultyRecord, nothing else."""
    if not data.startswith(_ZIP):
        return read(data.removeprefix(codecs.BOM_UTF8))  # which some editors put there
    if len(data) > MOST_UNPACKED:
        raise TooLarge("That file is larger than any record. Nothing was changed.")
    parts = _directory(data)
    _check(parts)
    return read(_content(data, _record(parts)))


def _directory(data: bytes) -> list[_Part]:
    """The entries, in the order of their bytes."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise _not_whole()
    _, disk, first_disk, _, count, size, start, _ = _END.unpack_from(data, at)
    if count > MOST_ENTRIES:
        raise TooLarge("There are more files in that zip than in any export. Nothing was changed.")
    if disk or first_disk or start + size > at:
        raise _not_whole()
    return sorted(_entries(data, start, start + size, count), key=lambda part: part.begins)


def _entries(data: bytes, at: int, end: int, count: int) -> Iterator[_Part]:
    directory = at
    for _ in range(count):
        if at + _CENTRAL.size > end:
            raise _not_whole()
        (magic, _, _, flags, method, _, _, checksum, packed, size, named, extra, comment, _, _, _,
         begins) = _CENTRAL.unpack_from(data, at)  # fmt: skip
        if magic != b"PK\1\2" or flags & _ENCRYPTED or named > _LONGEST_NAME:
            raise _not_whole()
        name = data[at + _CENTRAL.size : at + _CENTRAL.size + named].decode("utf-8", "replace")
        content = _begins(data, begins)
        if content + packed > directory:
            raise _not_whole()
        yield _Part(name, method, checksum, packed, size, begins, content)
        at += _CENTRAL.size + named + extra + comment


def _begins(data: bytes, at: int) -> int:
    """Where the bytes of the entry begin whose header is here."""
    if at + _LOCAL.size > len(data):
        raise _not_whole()
    magic, *_, named, extra = _LOCAL.unpack_from(data, at)
    if magic != b"PK\3\4":
        raise _not_whole()
    return at + _LOCAL.size + int(named) + int(extra)


def _check(parts: list[_Part]) -> None:
    """What no honest zip does. Raises FaultyArchive."""
    if sum(part.size for part in parts) > MOST_UNPACKED:
        raise TooLarge("That zip would become larger than any record. Nothing was changed.")
    if any(part.size > MOST_RATIO * part.packed for part in parts):
        raise TooLarge("That zip is packed tighter than any export. Nothing was changed.")
    if any(before.ends > after.begins for before, after in pairwise(parts)):
        raise _not_whole()
    if any(part.name.lower().endswith(".zip") for part in parts):
        raise FaultyArchive(
            "There is another zip inside that zip. Unpacked once, the export can be read."
        )


def _record(parts: list[_Part]) -> _Part:
    """The entry with the record; some programs put a folder around everything."""
    found = [part for part in parts if part.name.rpartition("/")[2] == RECORD]
    if len(found) != 1:
        raise FaultyArchive("There is no record.json in that zip. Nothing was changed.")
    return found[0]


def _content(data: bytes, part: _Part) -> bytes:
    """The bytes of an entry: no more than it claims, and those that its checksum tells."""
    if part.size > MOST_BYTES:
        raise TooLarge("That record is larger than any that can be read. Nothing was changed.")
    packed = data[part.content : part.ends]
    content = packed if part.method == _STORED else _inflated(packed, part)
    if len(content) != part.size or zlib.crc32(content) != part.checksum:
        raise _not_whole()
    return content


def _inflated(packed: bytes, part: _Part) -> bytes:
    if part.method != _DEFLATED:
        raise _not_whole()
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacking.decompress(packed, part.size + 1)
    except zlib.error:
        raise _not_whole() from None
    if not unpacking.eof:
        raise _not_whole()
    return content


def _not_whole() -> FaultyArchive:
    return FaultyArchive(
        "That zip is not whole, or not made in a way that can be read. Nothing was changed."
    )
