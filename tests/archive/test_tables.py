"""What others read of an export: tables, FHIR and a README."""

import csv
import datetime as dt
import io
import json

import msgspec
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.observation import Observation
from hypothesis import given

from kindward.archive import files, pack, unpack
from kindward.archive.fhir import CODES, SYSTEM
from kindward.archive.tables import safe
from kindward.journal import Record, write
from tests.archive.entries import A_RECORD, A_SITTING, NAMES
from tests.journal.drawn import AT_HOME, CALM, RECORDS, TEXTS

# Tables


def rows(name, record=A_RECORD):
    text = files(record)[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@CALM
@given(RECORDS)
def test_no_cell_begins_like_a_formula_and_none_is_lost(record):
    for name in ("sittings.csv", "evenings.csv", "notes.csv"):
        content = files(record)[name]
        assert content.startswith(b"\xef\xbb\xbf")
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert {len(row) for row in table} == {len(table[0])}
        cells = [cell for row in table for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n"))]
    notes = [row["text"] for row in rows("notes.csv", record)]
    assert [str(text) for text in notes] == [str(safe(note.text)) for note in record.notes]


@CALM
@given(TEXTS)
def test_a_safe_cell_differs_by_an_apostrophe_at_most(text):
    assert safe(text) in {text, f"'{text}"}
    assert safe(f"={text}") == f"'={text}"


def test_a_sitting_in_its_table():
    (row,) = rows("sittings.csv")
    met = {name: row[name] for name in ("before_judging", "before_hurt", "before_next_step")}
    assert met == {"before_judging": "70", "before_hurt": "0", "before_next_step": ""}
    assert (row["practice"], row["felt"], row["after_next_step"]) == (
        "hold-gently",
        "steadier",
        "100",
    )
    assert row["between_hurt"] == ""


def test_an_evening_and_a_note_in_their_tables():
    (evening,), (note,) = rows("evenings.csv"), rows("notes.csv")
    assert (evening["slips"], evening["slept_h"], evening["did"], evening["late"]) == (
        "0", "7.5", "", "no",
    )  # fmt: skip
    assert note["text"] == "'=1+1"


# FHIR


@CALM
@given(RECORDS)
def test_the_bundle_is_valid_r4_with_one_observation_for_each_answer(record):
    bundle = Bundle.model_validate_json(files(record)["fhir.json"])
    found = observations(bundle)
    assert all(each.subject is None for each in found)
    assert len({each.id for each in found}) == len(found) == answers(record)


def test_every_offset_that_a_clock_can_have_is_valid_in_fhir_at_the_same_instant():
    minutes = (-1439, -841, -840, 0, 330, 840, 841, 1439)
    for offset in (*(dt.timedelta(minutes=m) for m in minutes), dt.timedelta(seconds=75)):
        here = AT_HOME.replace(tzinfo=dt.timezone(offset))
        text = files(Record([msgspec.structs.replace(A_SITTING, at=here)]))["fhir.json"]
        told = {each.effectiveDateTime for each in observations(Bundle.model_validate_json(text))}
        assert told == {here, here + dt.timedelta(seconds=A_SITTING.heard_s)}


def observations(bundle):
    """What a bundle consists of, which is nothing but observations."""
    found = [entry.resource for entry in bundle.entry or ()]
    observed = [each for each in found if isinstance(each, Observation)]
    assert observed == found
    return observed


def answers(record):
    """How many answers a record has, counted in its JSON."""
    names = ("judging", "hurt", "next_step", "felt", "did", "slips", "slept_h")
    written = json.loads(write(record))["entries"]
    plain = [entry for entry in written if entry["entry"] in {"sitting", "evening"}]
    met = [entry[moment] for entry in plain
           for moment in ("before", "between", "after", "feeling") if moment in entry]  # fmt: skip
    return sum(name in each for each in (*plain, *met) for name in names)


def test_an_observation_says_what_when_and_how_much_and_nothing_of_the_person():
    text = files(A_RECORD)["fhir.json"].decode()
    assert "=1+1" not in text
    bundle = json.loads(text)
    first = bundle["entry"][0]["resource"]
    assert first["code"]["coding"] == [
        {"system": SYSTEM, "code": "judging", "display": CODES["judging"]}
    ]
    assert first["category"][0]["coding"][0]["code"] == "survey"
    assert first["valueInteger"] == 70
    assert first["effectiveDateTime"] == AT_HOME.isoformat()
    assert first["method"]["text"] == "before a sitting: hold-gently"
    assert {each["resource"]["code"]["coding"][0]["code"] for each in bundle["entry"]} == {
        "judging", "hurt", "next-step", "felt", "slips", "slept",
    }  # fmt: skip


def test_an_empty_record_is_an_export_too():
    assert unpack(pack(Record())) == Record()
    assert b"nothing in it yet" in files(Record())["README.txt"]
    Bundle.model_validate_json(files(Record())["fhir.json"])


def test_the_readme_names_every_file_beside_it():
    readme = files(A_RECORD)["README.txt"].decode()
    assert all(name in readme for name in NAMES[1:])
    assert "1 sitting, 1 evening, 1 note; from 2026-11-23 to 2026-11-23." in readme
