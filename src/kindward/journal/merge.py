"""What is kept in an entry's place, and what is told of it again, in one. Pure.

An entry has one place: its id and, for an evening, its day as well, since a day has one evening.
Whatever the door, the store finds what is kept there and asks a rule, inside the one write that
keeps the answer; so of two that come at once the later one is held against the earlier. Pages and
their letters come with `joined`, an export with `brought`, a form of an evening with the rule of
`web/private/journal/evenings.py`, all else with `as_told`.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from msgspec.structs import replace

from kindward.journal.entries import MOST_EDITION, AnyEntry, Evening, Outcome, Sitting
from kindward.journal.ratings import SLIDERS, CheckIn

Kind = TypeVar("Kind", Sitting, Evening)

Rule = Callable[[AnyEntry | None, AnyEntry], AnyEntry | None]
"""What is to be kept of what is here, if anything is, and what is told: under the id of either.

None leaves everything as it is.
"""


class Places:
    """What is kept, by the places that it holds."""

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        """Of two evenings of one day, which old records may hold, the first is that of its day."""
        self._by_id: Final = dict[str, AnyEntry]()
        self._evenings: Final = dict[dt.date, Evening]()
        for entry in entries:
            self.take(entry)

    def kept(self, entry: AnyEntry) -> AnyEntry | None:
        """What is kept in the place of this entry."""
        known = self._by_id.get(entry.id)
        if not isinstance(entry, Evening) or (isinstance(known, Evening) and known.of == entry.of):
            return known
        return self._evenings.get(entry.of) or known

    def take(self, entry: AnyEntry) -> None:
        """This entry is kept from here on, in place of another edition of it."""
        known = self._by_id.get(entry.id)
        if isinstance(known, Evening) and self._evenings.get(known.of) is known:
            del self._evenings[known.of]
        if isinstance(entry, Evening):
            self._evenings.setdefault(entry.of, entry)
        self._by_id[entry.id] = entry


def following(known: AnyEntry) -> int:
    """The edition of what takes this entry's place. The last edition is followed by itself."""
    return min(known.edition + 1, MOST_EDITION)


def as_told(_known: AnyEntry | None, told: AnyEntry) -> AnyEntry:
    """What is told, as it is: whatever else is kept in its place is in its way."""
    return told


def joined(known: AnyEntry | None, told: AnyEntry) -> AnyEntry:
    """What a page tells, now or in a letter that waited, with what is known of the same."""
    match known, told:
        case Sitting(), Sitting():
            return merged(known, told)
        case Evening(), Evening() if known.of == told.of:
            return mended(known, told)
    return told


def brought(known: AnyEntry | None, told: AnyEntry) -> AnyEntry | None:
    """What an export brings, if it is new or a later edition: what else is here stays."""
    is_new = known is None or (known.id == told.id and known.edition < told.edition)
    return told if is_new else None


def merged(known: Sitting, told: Sitting) -> Sitting:
    """What is known of a sitting and what its page tells of it, in one.

    The page tells what it saw, again and again, and its words may come late or twice: whatever the
    order, the same comes of it. What only forms say (before, between, after) stays, and so does a
    tap that is known: a form may have put it right since.
    """
    both = (known, told)
    changed = replace(
        known,
        seconds=told.seconds,
        voice=told.voice,
        form=told.form,
        outcome=max((each.outcome for each in both), key=list(Outcome).index),
        heard_s=max(each.heard_s for each in both),
        felt=known.felt or told.felt,
    )
    return _next(known, changed)


def mended(known: Evening, told: Evening) -> Evening:
    """What is known of an evening and what a letter tells of the same day, in one.

    A letter may have waited for days: what was said last counts, whichever came first, and what
    the one leaves open the other fills.
    """
    last, first = (told, known) if told.at > known.at else (known, told)
    changed = replace(
        known,
        at=last.at,
        did=last.did or first.did,
        feeling=last.feeling or first.feeling,
    )
    return _next(known, changed)


def said(evening: Evening) -> dict[str, object]:
    """What was answered of an evening, by the names of its questions."""
    feeling = evening.feeling or CheckIn()
    told: dict[str, object] = dict(zip(SLIDERS, feeling.as_set(), strict=True))
    told |= {"did": evening.did, "slips": evening.slips, "slept_h": evening.slept_h}
    return {name: value for name, value in told.items() if value is not None}


def is_alike(known: Evening, told: Evening) -> bool:
    """Whether both say the same of their day."""
    return (said(known), known.trial) == (said(told), told.trial)


def is_counted(known: Evening, told: Evening, *, is_shown: bool) -> bool:
    """Whether what a form tells counts in place of what is known.

    It does where the form has shown what is known, or says all of it again. Otherwise only the
    person can tell which of the two counts.
    """
    return is_shown or said(known).items() <= said(told).items()


def _next(known: Kind, changed: Kind) -> Kind:
    """What is known if nothing of it changed, else its next edition."""
    return known if changed == known else replace(changed, edition=following(known))
