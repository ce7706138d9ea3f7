"""The README.txt of an export: what lies beside it, for whoever finds it in ten years."""

from typing import Final

from kindward.journal import Record

_TEXT: Final = """\
Your pages from Kindward
========================

{span}

record.json     Everything, as it is. `kindward import` reads this file or the whole zip back, here
                or on another machine. docs/record.md in Kindward's source tells each field.
sittings.csv    One line for each sitting.
evenings.csv    One line for each evening.
notes.csv       One line for each note.
                These three open in any spreadsheet. Times are where you were. Sliders run from 0 to
                100, and an empty cell is one that was left alone. A cell that begins with ' does so
                to keep a spreadsheet from taking it for a formula.
fhir.json       The numbers, without your words and without a name, as FHIR R4 Observations, for
                programs that clinics use.

Nothing here is encrypted: whoever has this file can read it. A folder that only you open, or a
locked drive, keeps it yours.
"""


def readme(record: Record) -> str:
    """The text; how much there is, and from when to when, stands at its head."""
    return _TEXT.format(span=_span(record))


def _span(record: Record) -> str:
    return "\n".join(filter(None, (_whole(record), _sealed(len(record.sealed)))))


def _sealed(count: int) -> str:
    """How much lies in it that nobody could open."""
    if not count:
        return ""
    entries = "1 entry was" if count == 1 else f"{count} entries were"
    return f"{entries} damaged and could not be opened: record.json has the sealed bytes."


def _whole(record: Record) -> str:
    if not record.entries:
        return "There is nothing in it yet."
    first, last = record.entries[0].day, record.entries[-1].day
    kinds = (
        (len(record.sittings), "sitting"), (len(record.evenings), "evening"),
        (len(record.notes), "note"),
    )  # fmt: skip
    told = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in kinds)
    return f"{told}; from {first.isoformat()} to {last.isoformat()}."
