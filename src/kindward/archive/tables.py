"""Tables for spreadsheets: one line for each sitting, evening and note (RFC 4180, UTF-8 with BOM).

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
Nothing is read back from here; `record.json` has everything, and as it is.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from kindward.journal import SLIDERS, CheckIn, Evening, Note, Record, Sitting

Cell = str | int | float | bool | None

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - full width, which some take for the same
_SITTING: Final = (
    "id", "at", "practice", "seconds", "language", "voice", "form", "chosen", "offer",
    "quiet_minute", "outcome", "heard_s", "felt",
)  # fmt: skip
_EVENING: Final = ("id", "at", "of", "did", "slips", "slept_h", "look")
_NOTE: Final = ("id", "at", "sitting", "text")
_MOMENTS: Final = ("before", "between", "after")


def tables(record: Record) -> dict[str, bytes]:
    """Each table by the name of its file."""
    moments = [f"{moment}_{slider}" for moment in _MOMENTS for slider in SLIDERS]
    feelings = [f"feeling_{slider}" for slider in SLIDERS]
    return {
        "sittings.csv": _table((*_SITTING, *moments), map(_sitting, record.sittings)),
        "evenings.csv": _table((*_EVENING, *feelings, "late"), map(_evening, record.evenings)),
        "notes.csv": _table(_NOTE, map(_note, record.notes)),
    }


def safe(cell: Cell) -> Cell:
    """The cell, so that no spreadsheet takes it for more than words."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _sitting(sitting: Sitting) -> list[Cell]:
    met = [getattr(sitting, moment) for moment in _MOMENTS]
    return [*_named(sitting, _SITTING), *(slider for each in met for slider in _sliders(each))]


def _evening(evening: Evening) -> list[Cell]:
    return [*_named(evening, _EVENING), *_sliders(evening.feeling), _told(evening.is_late)]


def _note(note: Note) -> list[Cell]:
    return _named(note, _NOTE)


def _sliders(met: CheckIn | None) -> list[Cell]:
    return _named(met, SLIDERS) if met else [None] * len(SLIDERS)


def _named(entry: Struct, names: Sequence[str]) -> list[Cell]:
    """What stands in an entry under these names, as its JSON has them."""
    fields = dict(zip(entry.__struct_encode_fields__, astuple(entry), strict=True))
    return [_told(fields[name]) for name in names]


def _told(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(head)
    table.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
