"""Exports that went through other hands: unpacked, saved anew, packed by another program."""

import io
import struct
import zipfile
from itertools import permutations

import msgspec
import pytest

from kindward.archive import FaultyArchive, TooLarge, Why, pack, unpack
from kindward.journal import Contradiction, FaultyRecord, NewerRecord, Note, write
from tests.archive.entries import A_RECORD

JSON = write(A_RECORD)
MARKED = b"\xef\xbb\xbf" + JSON


class Stream(io.BytesIO):
    """A file that only goes forward, as a pipe does: sizes are told behind each content."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation

    def tell(self):
        raise io.UnsupportedOperation


def packed(*parts, into=None, method=zipfile.ZIP_DEFLATED, comment=b"", long=False):
    """A zip of (name, content) in turn; `long` writes each as if it needed Zip64."""
    into = into or io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        archive.comment = comment
        for name, content in parts:
            told = zipfile.ZipInfo(name)
            told.compress_type, told.filename = method, name
            with archive.open(told, "w", force_zip64=long) as entry:
                entry.write(content)
    return into.getvalue()


def in_zip64(data):
    """The zip of one entry as Windows writes a long one: every number in its Zip64 place."""
    at = data.rfind(b"PK\5\6")
    *_, count, size, start, _ = struct.unpack_from("<4s4H2IH", data, at)
    entry = data[start : start + 46]
    packed_size, whole = struct.unpack_from("<2I", entry, 20)
    (named,) = struct.unpack_from("<H", entry, 28)
    name = data[start + 46 : start + 46 + named]
    extra = struct.pack("<2H3Q", 1, 24, whole, packed_size, 0)
    far = struct.pack("<2I", 0xFFFFFFFF, 0xFFFFFFFF)
    entry = entry[:20] + far + entry[28:30] + struct.pack("<H", len(extra)) + entry[32:42]
    entry += far[:4] + name + extra
    end = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(entry), start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, start + len(entry), 1)
    last = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    assert size
    return data[:start] + entry + end + locator + last


REPACKED = {
    "backslashes": packed(("mine\\record.json", JSON), ("mine\\README.txt", b"")),
    "a mark from an editor": packed(("record.json", MARKED)),
    "UTF-16, as PowerShell saves it": packed(("record.json", JSON.decode().encode("utf-16"))),
    "capitals": packed(("MINE/RECORD.JSON", JSON)),
    "an outer folder, as its own entry": packed(("mine/", b""), ("mine/record.json", JSON)),
    "macOS": packed(
        ("mine/record.json", JSON),
        ("__MACOSX/mine/._record.json", b"\0\5\x16\7"),
        ("__MACOSX/mine/record.json", b"\0\5\x16\7"),
        ("mine/.DS_Store", b"\0\0\0\1Bud1"),
    ),
    "what macOS knows, on another disk": packed(("record.json", JSON), ("._record.json", b"\0")),
    "stored": packed(("record.json", JSON), method=zipfile.ZIP_STORED),
    "a comment": packed(("record.json", JSON), comment=b"packed for me"),
    "the longest comment": packed(("record.json", JSON), comment=b"x" * 65_535),
    "a stream, told behind": packed(("record.json", JSON), into=Stream()),
    "room for Zip64": packed(("record.json", JSON), long=True),
    "a stream with room for Zip64": packed(("record.json", JSON), into=Stream(), long=True),
    "Zip64 throughout": in_zip64(packed(("record.json", JSON))),
    "bare": JSON,
    "bare, in UTF-16": JSON.decode().encode("utf-16"),
    "bare, in UTF-16 the other way": b"\xfe\xff" + JSON.decode().encode("utf-16-be"),
}


def test_an_export_that_was_packed_anew_is_read():
    for how, data in REPACKED.items():
        assert unpack(data) == A_RECORD, how
        if data[:2] == b"PK":  # the control: it is a zip to an independent reader too
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None, how


def locked():
    """A zip whose entry says that a password is needed."""
    data = bytearray(packed(("record.json", JSON)))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    return bytes(data)


def test_a_file_that_is_not_read_is_told_by_its_true_reason():
    twice = packed(("a/record.json", JSON), ("b/RECORD.json", JSON))
    told = {
        Why.TWO: twice,
        Why.NONE: packed(("letter.txt", b"dear"), ("__MACOSX/._record.json", b"")),
        Why.NESTED: packed(("EXPORT.ZIP", pack(A_RECORD))),
        Why.LOCKED: locked(),
        Why.PACKED: packed(("record.json", JSON), method=zipfile.ZIP_LZMA),
        Why.BROKEN: pack(A_RECORD)[:-30],
    }
    for why, data in told.items():
        with pytest.raises(FaultyArchive) as raised:
            unpack(data)
        assert raised.value.why == why
        assert str(raised.value).endswith("Nothing was changed.")
    for head in (b"Rar!\x1a\7", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"):
        with pytest.raises(FaultyArchive, match="If you unpack it"):
            unpack(head + b"\0" * 40)


def test_the_bounds_hold_for_numbers_of_64_bits():
    huge = in_zip64(packed(("record.json", JSON)))
    at = huge.find(b"PK\1\2") + 46 + len("record.json") + 4
    with pytest.raises(TooLarge, match="would become larger"):
        unpack(huge[:at] + struct.pack("<Q", 2**40) + huge[at + 8 :])
    with pytest.raises(FaultyArchive) as raised:  # begins beyond the end of the file
        unpack(huge[: at + 16] + struct.pack("<Q", 2**60) + huge[at + 24 :])
    assert raised.value.why is Why.BROKEN
    for length in range(len(huge)):
        with pytest.raises((FaultyArchive, FaultyRecord)):
            unpack(huge[:length])


def test_a_record_of_a_newer_version_is_called_so():
    newer = b'{"kindward_record": 2, "entries": [{"entry": "dream"}], "more": 1}'
    for data in (newer, MARKED[:3] + newer, packed(("record.json", newer))):
        with pytest.raises(NewerRecord, match="newer Kindward"):
            unpack(data)
    for data in (b'{"kindward_record": 0}', b'{"kindward_record": "2"}', b'{"kindward_record": 2'):
        with pytest.raises(FaultyRecord) as raised:
            unpack(data)
        assert type(raised.value) is FaultyRecord


NOTE = {"entry": "note", "id": "note-000001", "at": "2026-11-23T21:30:00+01:00"}


def record(*notes):
    return msgspec.json.encode({"kindward_record": 1, "entries": [NOTE | note for note in notes]})


def test_where_one_entry_says_two_things_neither_is_lost_by_their_order():
    said = ({"text": "one"}, {"text": "two"}, {"text": "one", "id": "note-000002"})
    for order in permutations(said):
        with pytest.raises(Contradiction, match=r"the second is entries\[[12]\]"):
            unpack(record(*order))


def test_what_is_there_twice_and_the_same_is_there_once_and_the_higher_edition_stands():
    for order in permutations(({"text": "a"}, {"text": "a"}, {"text": "b", "edition": 2})):
        (kept,) = unpack(record(*order)).entries
        assert isinstance(kept, Note)
        assert (kept.text, kept.edition) == ("b", 2)
