"""Any bytes, and the record in them: JSON as it is, or `record.json` out of a zip.

An export that went through other hands is read as well: in a folder of its own, with names in
capitals or with backslashes, beside what a system leaves about, or saved anew by an editor.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from kindward.archive.directory import MOST_RATIO, MOST_UNPACKED, Part, content, directory
from kindward.archive.faults import FaultyArchive, TooLarge, Why
from kindward.journal import Record, read
from kindward.journal.record import MOST_BYTES

__all__ = ["MOST_RATIO", "MOST_UNPACKED", "RECORD", "FaultyArchive", "TooLarge", "unpack"]

RECORD: Final = "record.json"

_ZIP: Final = b"PK"
_OTHER_PACKERS: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
"""How the files of RAR, 7-Zip, gzip, bzip2 and xz begin."""


def unpack(data: bytes) -> Record:
    """The record in these bytes. Raises FaultyArchive or journal.FaultyRecord, nothing else."""
    if data.startswith(_OTHER_PACKERS):
        raise FaultyArchive(Why.PACKED)
    if not data.startswith(_ZIP):
        return read(_utf8(data))
    part = _record(directory(data))
    if part.size > MOST_BYTES:
        raise TooLarge("That record is larger than any that can be read.")
    return read(_utf8(content(data, part)))


def _record(parts: list[Part]) -> Part:
    """The entry with the record, in whatever folder it lies. Raises FaultyArchive."""
    named = [(_name(part), part) for part in parts]
    if any(name.endswith(".zip") for name, _ in named):
        raise FaultyArchive(Why.NESTED)
    found = [part for name, part in named if name == RECORD]
    if len(found) != 1:
        raise FaultyArchive(Why.TWO if found else Why.NONE)
    return found[0]


def _name(part: Part) -> str:
    """The entry's own name in small letters; none for what macOS packs beside each file."""
    path = part.name.replace("\\", "/").lower()
    name = path.rpartition("/")[2]
    return "" if path.startswith("__macosx/") or name.startswith("._") else name


def _utf8(data: bytes) -> bytes:
    """The text as JSON has it: without the mark that some editors put there, and not in UTF-16."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode()
    return data.removeprefix(BOM_UTF8)
