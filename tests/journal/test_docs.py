"""docs/record.md, held field by field against what is read and written."""

import re
import typing
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect as told

from kindward.archive.directory import MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED
from kindward.archive.fhir import CODES, SYSTEM
from kindward.journal import AnyEntry, CheckIn, Option, read
from kindward.journal.entries import FIRST_YEAR, LAST_YEAR
from kindward.journal.record import MOST_BYTES, SCHEMA
from tests.there import group

TEXT = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
KINDS = typing.get_args(AnyEntry)
SHARED = {"id", "edition", "at"}


PATTERNS = {
    rf"\A{pattern}\Z": name
    for name, pattern in re.findall(r"^\| \*\*(\w+)\*\* \| `([^`]*)`", TEXT, re.MULTILINE)
}
"""The document's own names for texts that follow a pattern."""


def section(title):
    """The rows of the table below a heading, by their first cell."""
    found = group(rf"^##+ `{title}`.*?$(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", found, re.MULTILINE)
    return {name: (kind.strip(), default.strip()) for name, kind, default, _ in rows}


def in_words(kind):  # noqa: C901, PLR0911, PLR0912 - one short branch for each type
    """A type as the document writes it."""
    match kind:
        case told.UnionType(types=types):
            return in_words(next(each for each in types if not isinstance(each, told.NoneType)))
        case told.IntType(ge=least, le=most):
            return f"whole number {least} to {most:,}"
        case told.FloatType(ge=None):
            return "number"
        case told.FloatType(ge=least, le=most):
            return f"number {least} to {most}"
        case told.StrType(max_length=int(most)):
            return f"text, at most {most:,} signs"
        case told.StrType(pattern=str(pattern)):
            return PATTERNS[pattern]
        case told.BoolType():
            return "true or false"
        case told.DateTimeType():
            return "time with offset"
        case told.DateType():
            return "day"
        case told.TimeType():
            return "time of day"
        case told.EnumType(cls=cls):
            return ", ".join(f"`{each.value}`" for each in cls)
        case told.VarTupleType(item_type=item, min_length=int(least), max_length=most):
            return f"list of {least} to {most}: {in_words(item)}"
        case told.VarTupleType(item_type=item):
            return f"list of: {in_words(item)}"
        case told.DictType():
            return "names with numbers"
        case told.StructType(cls=cls):
            return {CheckIn: "check-in", Option: "option"}[cls]
    raise AssertionError(kind)


def default(field):
    if field.required:
        return "needed"
    value = field.default
    if value is msgspec.NODEFAULT:
        value = field.default_factory()
    match value:
        case None:
            return "absent"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}"
    return str(value) if value else "empty"


def fields(struct):
    info = told.type_info(struct)
    assert isinstance(info, told.StructType)
    return {field.encode_name: (in_words(field.type), default(field)) for field in info.fields}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_an_entry_is_documented_as_it_is(kind):
    own = {name: what for name, what in fields(kind).items() if name not in SHARED}
    assert section(kind.__struct_config__.tag) == own


@pytest.mark.parametrize(("title", "struct"), [("check-in", CheckIn), ("option", Option)])
def test_every_field_of_a_part_is_documented_as_it_is(title, struct):
    assert section(title) == fields(struct)


def test_what_all_entries_have_is_documented_as_it_is():
    shared = {name: what for name, what in fields(KINDS[0]).items() if name in SHARED}
    assert {name: what for name, what in section("entry").items() if name != "entry"} == shared


def test_the_kinds_are_all_documented():
    named = group(r"\| `entry` \| ([^|]*) \|", TEXT)
    assert {kind.__struct_config__.tag for kind in KINDS} == set(re.findall(r"`(\w+)`", named))


def test_the_limits_are_the_real_ones():
    for number in (
        f"{MOST_BYTES // 1024**2} MB", f"{MOST_ENTRIES:,} files", f"{MOST_UNPACKED // 1024**2} MB",
        f"{MOST_RATIO} times", f"{FIRST_YEAR} to {LAST_YEAR}", f'"kindward_record": {SCHEMA}',
    ):  # fmt: skip
        assert number in TEXT


def test_every_code_of_the_observations_is_documented():
    assert f"`{SYSTEM}`" in TEXT
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]*) \|$", TEXT, re.MULTILINE))
    assert rows == CODES


def test_the_example_is_a_record():
    example = group(r"```json\n(.*?)```", TEXT, re.DOTALL)
    record = read(example.encode())
    assert {type(entry).__name__ for entry in record.entries} == {"Sitting", "Note"}
