"""What stands before the sound of a narration, and whether it can be believed.

    head      32 bytes, little-endian: `KWNA`, version, bytes of the index, bytes of the sizes,
              and a checksum over index and sizes (BLAKE2b-128, RFC 7693)
    index     JSON: about, each line (text, packets, bytes, checksum), and the passages
    sizes     one byte for each packet of each line, in their order
    sound     the packets of each line, in their order, up to the end of the file

Where a line begins is a sum and never written, so no two lines can overlap and none can lie
outside. Everything here is checked against its bounds before it is used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct
from typing import BinaryIO, Final

import msgspec

from kindward.clip import LEAST_BYTES
from kindward.clip import MOST_BYTES as MOST_PACKET_BYTES
from kindward.narration.model import About, FaultyNarration

VERSION: Final = 1
MOST_BYTES: Final = 256 * 1024 * 1024
MOST_INDEX_BYTES: Final = 8 * 1024 * 1024
"""Both lie far above what a language takes: 18 MB and .3 MB."""

HEAD: Final = Struct("<4s I I I 16s")
_MAGIC: Final = b"KWNA"
_NAME: Final = re.compile(r"[a-z0-9]{1,40}(-[a-z0-9]{1,40}){0,5}", re.ASCII)
_WHO: Final = ("", "woman", "man")
_MADE_BY: Final = ("computer", "person")
_MOST_TITLE: Final = 80
_SIZES: Final = bytes(range(LEAST_BYTES, MOST_PACKET_BYTES + 1))
_CHECKSUM_BYTES: Final = 12


class LineEntry(msgspec.Struct, array_like=True, frozen=True):
    """A line in the index."""

    text: str
    packets: int
    length: int
    checksum: bytes


class Index(msgspec.Struct, frozen=True):
    """What a narration holds, in the order of its sound."""

    about: About
    lines: list[LineEntry]
    passages: list[list[int]]
    """Places of the lines that were spoken in one go, in their order."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a line is: its sound in the file, its packets among the sizes."""

    first: int
    length: int
    sizes: slice
    checksum: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """An index that was believed."""

    index: Index
    sizes: bytes
    places: dict[str, Extent]
    checksum: bytes


def checksum(sound: bytes) -> bytes:
    """What tells whether the sound of a line is whole."""
    return blake2b(sound, digest_size=_CHECKSUM_BYTES).digest()


def opening(index: Index, sizes: bytes) -> bytes:
    """What a file begins with. Raises FaultyNarration for what could not be read again."""
    told = msgspec.json.encode(index)
    _believed(index, sizes)
    head = HEAD.pack(_MAGIC, VERSION, len(told), len(sizes), _over(told, sizes))
    return head + told + sizes


def read(file: BinaryIO, size: int, named: tuple[str, str] | None = None) -> Read:
    """The index of a file of so many bytes; `named` is the language and voice that it has to be.

    Raises FaultyNarration, OSError.
    """
    if size > MOST_BYTES:
        raise FaultyNarration(
            f"is larger than {MOST_BYTES // 1024**2} MB, which is more than Kindward can use"
        )
    head = file.read(HEAD.size)
    if len(head) < HEAD.size:
        raise FaultyNarration("is incomplete")
    magic, version, told_bytes, sizes_bytes, wanted = HEAD.unpack(head)
    if magic != _MAGIC:
        raise FaultyNarration("is not a voice file at all")
    if version != VERSION:
        raise FaultyNarration("was made for another version of Kindward")
    if told_bytes + sizes_bytes > MOST_INDEX_BYTES:
        raise FaultyNarration("is damaged")
    told, sizes = file.read(told_bytes), file.read(sizes_bytes)
    if len(told) + len(sizes) < told_bytes + sizes_bytes:
        raise FaultyNarration("is incomplete")
    if _over(told, sizes) != wanted:
        raise FaultyNarration("is damaged")
    found = _placed(told, sizes, wanted, size)
    if named not in (None, (found.index.about.language, found.index.about.voice)):
        raise FaultyNarration("has a name or folder that doesn't match the voice in it")
    return found


def _placed(told: bytes, sizes: bytes, wanted: bytes, size: int) -> Read:
    """The index, with the place of each line. Raises FaultyNarration."""
    try:
        index = msgspec.json.decode(told, type=Index)
    except (msgspec.MsgspecError, RecursionError):
        raise FaultyNarration("is damaged") from None
    _believed(index, sizes)
    first = HEAD.size + len(told) + len(sizes)
    end = first + sum(line.length for line in index.lines)
    if size != end:
        raise FaultyNarration("is incomplete" if size < end else "has extra data at its end")
    return Read(index, sizes, dict(_places(index.lines, first)), wanted)


def _places(lines: list[LineEntry], first: int) -> Iterator[tuple[str, Extent]]:
    packet = 0
    for line in lines:
        sizes = slice(packet, packet + line.packets)
        yield line.text, Extent(first, line.length, sizes, line.checksum)
        first, packet = first + line.length, sizes.stop


def _believed(index: Index, sizes: bytes) -> None:
    """That the index says only what can be. Raises FaultyNarration."""
    about, lines = index.about, index.lines
    if not (_NAME.fullmatch(about.voice) and _NAME.fullmatch(about.language)):
        raise FaultyNarration("gives a voice or language name that can't be used")
    if about.who not in _WHO or about.made_by not in _MADE_BY or not _is_title(about.title):
        raise FaultyNarration("describes its voice in a way that can't be used")
    if len({line.text for line in lines}) < len(lines):
        raise FaultyNarration("has the same line twice")
    if any(line.packets < 1 or line.length < line.packets for line in lines):
        raise FaultyNarration("has a line with no sound")
    if sizes.translate(None, _SIZES):
        raise FaultyNarration("has sound that can't be played")
    if sum(line.packets for line in lines) != len(sizes):
        raise FaultyNarration("is damaged")
    if any(not 0 <= place < len(lines) for passage in index.passages for place in passage):
        raise FaultyNarration("mentions a line that isn't in it")


def _is_title(title: str) -> bool:
    return len(title) <= _MOST_TITLE and title.isprintable()


def _over(told: bytes, sizes: bytes) -> bytes:
    return blake2b(told + sizes, digest_size=16).digest()
