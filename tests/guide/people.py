"""Small records, written the way a test reads: practice by practice, in the order of days."""

import datetime as dt

from kindward.guide import Candidate, Context
from kindward.journal import WISHES, CheckIn, Felt, Record, Sitting, Wishes
from kindward.journal.ratings import turned

NINE = (
    "choosing-compassion", "breathing-kindness", "hold-gently", "imagine-another",
    "someone-or-something-you-care-for", "self-compassion-break", "compassionate-self-imagery",
    "compassionate-circulation", "loving-kindness",
)  # fmt: skip
WARY = ("hold-gently", "imagine-another", "someone-or-something-you-care-for")
CANDIDATES = tuple(Candidate(name, ("wary",) if name in WARY else ()) for name in NINE)

FIRST = dt.datetime(2027, 3, 1, 19, tzinfo=dt.UTC)
"""An evening."""

GOOD, SAME, HARD = Felt.STEADIER, Felt.SAME, Felt.STIRRED


def day(number):
    return FIRST + dt.timedelta(days=number)


def sat(number, practice, felt=None, *, before=None, after=None, **more):
    """A sitting on the evening of a day; sliders, where given, all stand at one height."""
    return Sitting(
        id=f"sitting-{number:04}", at=day(number), practice=practice, seconds=300, language="en",
        felt=felt, before=level(before), after=level(after), **more,
    )  # fmt: skip


def level(height):
    """A check-in this heavy on every slider."""
    if height is None:
        return None
    return CheckIn(judging=height, hurt=height, next_step=turned(height))


def evenings(*taps):
    """A record of evenings, one (practice, tap) for each."""
    return Record(sat(n, practice, felt) for n, (practice, felt) in enumerate(taps))


def now(record, **more):
    """The evening after the last one."""
    last = record.sittings[-1].at if record.sittings else day(-1)
    return Context(last + dt.timedelta(days=1), **more)


def wishing(record, **more):
    return Record((*record.entries, Wishes(id=WISHES, at=FIRST, **more)))


def chances(offer):
    return {option.practice: option.probability for option in offer.options}


def why_not(offer):
    return {option.practice: option.left_out for option in offer.options if option.left_out}
