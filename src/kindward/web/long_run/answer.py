"""The insight room's answer to a look, asked for when somebody wants to see it."""

import datetime as dt
from typing import TYPE_CHECKING

from kindward.journal import Look, Record

if TYPE_CHECKING:
    from kindward.insight.look import LookAnswer


def answered(record: Record, look: Look, today: dt.date) -> "LookAnswer | None":
    """What the look says as far as today; None where too few evenings were written."""
    from kindward.insight.look import answer_of  # noqa: PLC0415 - numpy waits for whoever asks

    return answer_of(record, look, today)
