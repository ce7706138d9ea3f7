import datetime as dt
from contextlib import suppress

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kindward.journal import (
    Chosen,
    Evening,
    FaultyRecord,
    Note,
    Offer,
    Record,
    decode,
    encode,
    read,
    write,
)
from kindward.journal.record import MOST_BYTES
from tests.journal.drawn import CALM, ENTRIES, NOTES, RECORDS, TIMES

AT = dt.datetime(2026, 11, 23, 21, tzinfo=dt.UTC)


@CALM
@given(RECORDS)
def test_a_record_reads_as_it_was_written(record):
    assert read(write(record)) == record


@CALM
@given(RECORDS, st.randoms())
def test_the_order_in_which_entries_come_changes_no_byte(record, rng):
    shuffled = list(record.entries)
    rng.shuffle(shuffled)
    assert write(Record(shuffled)) == write(record)


@CALM
@given(RECORDS)
def test_the_bytes_of_a_record_are_those_of_what_was_read_from_them(record):
    assert write(read(write(record))) == write(record)


@CALM
@given(ENTRIES)
def test_an_entry_reads_as_it_was_written(entry):
    assert decode(encode(entry)) == entry


@CALM
@given(st.binary(max_size=200))
@example(b'{"kindward_record": 2, "entries": []}')
@example(b"[" * 100_000)
@example(b'{"kindward_record":1,"entries":[{"entry":"note","id":"12345678","at":1e999}]}')
def test_any_bytes_are_a_record_or_a_kind_fault(data):
    with suppress(FaultyRecord):
        assert isinstance(read(data), Record)


@CALM
@given(st.lists(ENTRIES, min_size=1, max_size=4).map(Record), st.data())
def test_a_damaged_record_is_a_record_or_a_kind_fault(record, data):
    written = bytearray(write(record))
    for _ in range(data.draw(st.integers(1, 4))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FaultyRecord):
        assert isinstance(read(bytes(written)), Record)


def test_a_fault_tells_its_place_and_not_a_word_of_what_stands_there():
    words = "nobody may read this in a log"
    note = {"entry": "note", "id": "12345678", "at": AT.isoformat(), "text": words}
    for wrong in ({words: words}, {"sitting": words}, {"at": words}, {"id": words}):
        faulty = note | wrong
        with pytest.raises(FaultyRecord) as raised:
            read(msgspec.json.encode({"kindward_record": 1, "entries": [faulty]}))
        assert "the fault is at entries[" in str(raised.value)
        assert words not in str(raised.value)


def test_more_bytes_than_any_record_are_not_looked_at():
    with pytest.raises(FaultyRecord, match="larger than any record"):
        read(b" " * (MOST_BYTES + 1))


@CALM
@given(NOTES, st.integers(1, 5), st.integers(1, 5))
def test_of_two_editions_the_higher_stays(note, first, second):
    assume(first != second)
    editions = [msgspec.structs.replace(note, edition=each) for each in (first, second)]
    (kept,) = Record(editions).entries
    assert kept.edition == max(first, second)


@CALM
@given(RECORDS)
def test_entries_stand_in_the_order_of_their_days(record):
    days = [entry.day for entry in record.entries]
    assert days == sorted(days)
    kinds = [record.sittings, record.offers, record.evenings, record.notes, record.trials,
             record.courses]  # fmt: skip
    wishes = [record.wishes] if record.wishes else []
    together = [entry for kind in (*kinds, wishes) for entry in kind]
    assert sorted(together, key=lambda e: e.id) == sorted(record.entries, key=lambda e: e.id)


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
def test_a_year_that_no_clock_means_is_refused(year):
    with pytest.raises(ValueError, match="years run from"):
        Note(id="12345678", at=AT.replace(year=year), text="")
    with pytest.raises(ValueError, match="years run from"):
        Evening(id="12345678", at=AT, of=dt.date(year, 1, 1))


@CALM
@given(TIMES)
def test_an_evening_is_late_from_four_in_the_morning_on(at):
    evening = Evening(id="12345678", at=at, of=at.date())
    assert not evening.is_late
    next_day = at + dt.timedelta(days=1)
    assume(next_day.year < 3000)
    assert Evening(id="12345678", at=next_day, of=at.date()).is_late == (next_day.hour >= 4)


@pytest.mark.parametrize(
    "entry",
    [
        Note(id="12345678", at=AT, text="\ud800"),
        Note(id="12345678", at=AT, text="a" * 20_001),
        Note(id="1234", at=AT, text=""),
        Evening(id="12345678", at=AT, of=AT.date(), slept_h=float("nan")),
        Evening(id="12345678", at=AT, of=AT.date(), slips=100),
        Note(id="12345678", at=AT.replace(tzinfo=None), text=""),
    ],
)
def test_what_could_not_be_read_again_is_not_written(entry):
    with pytest.raises(FaultyRecord):
        encode(entry)


def test_two_names_of_one_instant_are_two_contents():
    east = dt.timezone(dt.timedelta(hours=2))
    note = Note(id="12345678", at=AT, text="")
    assert encode(note) != encode(msgspec.structs.replace(note, at=AT.astimezone(east)))


def test_a_digest_is_written_in_one_order_only():
    def of(names):
        offer = Offer(
            id="12345678", at=AT, mode=Chosen.NEW, options=(), practice="a", seed=1, policy="",
            digest=dict.fromkeys(names, 1.0),
        )  # fmt: skip
        return encode(offer)

    assert of("abcdefgh") == of("hgfedcba")
