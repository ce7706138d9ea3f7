import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.archive import FaultyArchive, TooLarge, files, pack, unpack
from kindward.archive.directory import MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED
from kindward.journal import FaultyRecord, Note, Record, write
from kindward.journal.record import MOST_BYTES
from tests.archive.entries import A_RECORD, NAMES
from tests.journal.drawn import AT_HOME, CALM, RECORDS


def zipped(**contents):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


# Out and back


@CALM
@given(RECORDS)
def test_what_went_out_comes_back(record):
    assert unpack(pack(record)) == record
    assert unpack(write(record)) == record


@CALM
@given(RECORDS, st.randoms())
def test_the_same_record_is_the_same_bytes(record, rng):
    shuffled = list(record.entries)
    rng.shuffle(shuffled)
    assert pack(Record(shuffled)) == pack(record)


def test_a_note_that_packs_as_small_as_a_bomb_comes_back():
    record = Record([Note(id="note-000001", at=AT_HOME, text="a" * 20_000)])
    assert unpack(pack(record)) == record


def test_an_independent_reader_finds_every_file_whole_and_private():
    with zipfile.ZipFile(io.BytesIO(pack(A_RECORD))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == NAMES == list(files(A_RECORD))
        assert {told.external_attr >> 16 & 0o777 for told in archive.infolist()} == {0o600}


def test_a_zip_that_another_program_made_of_the_folder_is_read():
    packed = zipped(my__export__record_json=write(A_RECORD), my__export__notes_csv=b"")
    assert unpack(packed) == A_RECORD


def test_json_that_an_editor_saved_with_a_mark_is_read():
    assert unpack(b"\xef\xbb\xbf" + write(A_RECORD)) == A_RECORD


# What is no export


@CALM
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK", b"PK\3\4", b"PK\5\6" + b"\0" * 18]))
def test_bytes_that_are_no_export_are_a_kind_error(data, head):
    with pytest.raises((FaultyArchive, FaultyRecord)):
        unpack(head + data)


@CALM
@given(RECORDS, st.data())
def test_a_damaged_zip_is_a_record_or_a_kind_error(record, data):
    packed = bytearray(pack(record))
    for _ in range(data.draw(st.integers(1, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = unpack(bytes(packed))
    except (FaultyArchive, FaultyRecord):
        return
    assert found == record  # what was hit tells nothing about the record


def test_every_cut_of_a_zip_is_a_kind_error():
    packed = pack(A_RECORD)
    for length in range(len(packed)):
        with pytest.raises((FaultyArchive, FaultyRecord)):
            unpack(packed[:length])


def test_a_zip_of_something_else_is_told():
    with pytest.raises(FaultyArchive, match=r"no file called record\.json"):
        unpack(zipped(letter_txt=b"dear"))


def test_two_records_in_one_zip_are_one_too_many():
    with pytest.raises(FaultyArchive, match=r"more than one record\.json"):
        unpack(zipped(a__record_json=write(A_RECORD), b__record_json=write(A_RECORD)))


def test_a_zip_in_a_zip_is_told():
    with pytest.raises(FaultyArchive, match="another zip inside"):
        unpack(zipped(export_zip=pack(A_RECORD)))
    with pytest.raises(FaultyRecord):
        unpack(zipped(record_json=pack(A_RECORD)))


def test_names_that_point_elsewhere_are_only_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("../../evil.txt", "/etc/evil", "..\\evil", "record.json"):
            archive.writestr(name, write(A_RECORD))
    assert unpack(packed.getvalue()) == A_RECORD
    assert list(tmp_path.iterdir()) == []


# Bombs: each is a control of the next, for all are read by `zipfile` without complaint


def readable(packed):
    """Whether a reader that believes what it is told would begin to unpack."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return bool(archive.namelist())


def test_what_is_packed_too_tight_is_not_unpacked():
    packed = zipped(record_json=b" " * 1_000_000)
    assert readable(packed)
    with pytest.raises(TooLarge, match="packed tighter"):
        unpack(packed)


def test_what_would_become_too_large_is_not_unpacked():
    content = zlib.compressobj(9, wbits=-15)
    packed_bytes = content.compress(b"\0" * 4_000_000) + content.flush()
    each = MOST_UNPACKED // 40
    packed = handmade([(b"%d" % n, packed_bytes * 20, each) for n in range(41)])
    with pytest.raises(TooLarge, match="would become larger"):
        unpack(packed)


def test_a_record_larger_than_any_is_not_unpacked():
    packed = handmade([(b"record.json", b"\0" * (MOST_BYTES // MOST_RATIO + 1), MOST_BYTES + 1)])
    with pytest.raises(TooLarge, match="larger than any"):
        unpack(packed)


def test_a_thousand_and_one_files_are_too_many():
    packed = zipped(**{f"{number}_txt": b"" for number in range(MOST_ENTRIES + 1)})
    assert readable(packed)
    with pytest.raises(TooLarge, match="more files"):
        unpack(packed)


def test_files_that_share_their_bytes_are_refused():
    """The better zip bomb (Fifield 2019; CVE-2024-0450): many entries over one content."""
    packed = bytearray(pack(A_RECORD))
    first = packed.find(b"PK\1\2")
    second = packed.find(b"PK\1\2", first + 4)
    packed[second + 42 : second + 46] = packed[first + 42 : first + 46]
    assert readable(bytes(packed))
    with pytest.raises(FaultyArchive, match="Part of that zip is missing"):
        unpack(bytes(packed))


def test_a_size_that_lies_is_found_out_before_more_is_unpacked():
    packed = bytearray(zipped(record_json=b" " * 3000 + write(A_RECORD)))
    central = packed.find(b"PK\1\2")
    packed[central + 24 : central + 28] = struct.pack("<I", 1000)
    with pytest.raises(FaultyArchive, match="Part of that zip is missing"):
        unpack(bytes(packed))


def test_a_record_that_was_changed_behind_its_checksum_is_found_out():
    packed = bytearray(zipped(record_json=write(A_RECORD)))
    central = packed.find(b"PK\1\2")
    packed[central + 16] ^= 1
    with pytest.raises(FaultyArchive, match="Part of that zip is missing"):
        unpack(bytes(packed))


def handmade(parts):
    """A zip whose directory says of each part how large it would become."""
    body, directory = b"", b""
    for name, content, size in parts:
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(content), size, len(name),
            0, 0, 0, 0, 0, len(body),
        ) + name  # fmt: skip
        body += struct.pack(
            "<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(content), size, len(name), 0
        )
        body += name + content
    count = len(parts)
    end = (b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + struct.pack("<4s4H2IH", *end)
