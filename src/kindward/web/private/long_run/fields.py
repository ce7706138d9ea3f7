"""A form's fields become the design of a trial, and its evenings. Pure.

What cannot be read is told by the name of its field, and nothing is guessed.
"""

import datetime as dt
import re
from typing import Final

from msgspec.structs import replace

from kindward.journal import Evening, Expected, Trial
from kindward.journal.entries import MOST_WORDS
from kindward.trial import LENGTHS, Design
from kindward.web.private.journal.fields import Fields, Unclear, evening

LATEST: Final = dt.timedelta(days=60)
"""How far ahead a trial may begin: further away a plan is a wish."""

MOST_HOURS: Final = 24
_HOURS: Final = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?", re.ASCII)


def design(fields: Fields, today: dt.date) -> Design:
    """The design that was written. It begins after today, and it is whole. Raises Unclear."""
    goal, action = _said(fields, "goal"), _said(fields, "action")
    return Design(
        goal=goal,
        action=action,
        days=_days(fields),
        begins=_begins(fields, today),
        expected=_expected(fields),
        changes_my_mind=words(fields, "changes_my_mind"),
    )


def evening_of(trial: Trial, fields: Fields, now: dt.datetime, known: Evening | None) -> Evening:
    """The evening of one of a trial's days, in the place of what is known. Raises Unclear."""
    return replace(evening(fields, now, known), trial=trial.id, slept_h=_hours(fields))


def words(fields: Fields, name: str) -> str:
    """A few words, or none. Raises Unclear for too many."""
    text = fields.get(name, "").strip()
    if len(text) > MOST_WORDS:
        raise Unclear(name, fields)
    return text


def _said(fields: Fields, name: str) -> str:
    text = words(fields, name)
    if not text:
        raise Unclear(name, fields)
    return text


def _days(fields: Fields) -> int:
    days = {str(length.days): length.days for length in LENGTHS}
    if fields.get("days", "") not in days:
        raise Unclear("days", fields)
    return days[fields["days"]]


def _begins(fields: Fields, today: dt.date) -> dt.date:
    """A design is written before the first day, or it is none."""
    try:
        begins = dt.date.fromisoformat(fields.get("begins", "").strip())
    except ValueError:
        raise Unclear("begins", fields) from None
    if not today < begins <= today + LATEST:
        raise Unclear("begins", fields)
    return begins


def _expected(fields: Fields) -> Expected | None:
    expected = fields.get("expected", "")
    if expected not in {"", *Expected}:
        raise Unclear("expected", fields)
    return Expected(expected) if expected else None


def _hours(fields: Fields) -> float | None:
    """Hours slept, with a point or a comma; None where nothing was said."""
    text = fields.get("slept_h", "").strip()
    if not text:
        return None
    hours = float(text.replace(",", ".")) if _HOURS.fullmatch(text) else MOST_HOURS + 1
    if hours > MOST_HOURS:
        raise Unclear("slept_h", fields)
    return hours
