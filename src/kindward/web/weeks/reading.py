"""All that a record may mean and what its weeks looked like, worked out once for every page."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kindward.journal import Record

if TYPE_CHECKING:
    from kindward.insight.findings import Findings
    from kindward.insight.weeks import Mark


@dataclass(frozen=True, slots=True)
class Reading:
    """Findings, and each rating of the latest year."""

    findings: "Findings"
    marks: "tuple[tuple[Mark, ...], ...]"


def read(record: Record, today: dt.date) -> Reading:
    """The reading of a record as of a day."""
    from kindward.insight.findings import findings  # noqa: PLC0415 - numpy waits for who asks
    from kindward.insight.weeks import latest, marks  # noqa: PLC0415

    days = latest(record, today)
    return Reading(
        findings=findings(record, today),
        marks=tuple(marks(days, place) for place in range(days.value.shape[1])),
    )
