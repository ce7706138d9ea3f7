"""All that a record may mean and what its weeks looked like, worked out once for every page."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kindward.journal import Record

if TYPE_CHECKING:
    from kindward.insight.daily import DailyRating
    from kindward.insight.findings import Findings


@dataclass(frozen=True, slots=True)
class Reading:
    """Findings, and each rating of the latest year."""

    findings: "Findings"
    marks: "tuple[tuple[DailyRating, ...], ...]"


def read(record: Record, today: dt.date) -> Reading:
    """The reading of a record as of a day."""
    from kindward.insight.daily import latest, slider_ratings  # noqa: PLC0415 - numpy waits
    from kindward.insight.findings import findings  # noqa: PLC0415 - for who asks

    days = latest(record, today)
    return Reading(
        findings=findings(record, today),
        marks=tuple(slider_ratings(days, place) for place in range(days.value.shape[1])),
    )
