"""What happened, as a person's record keeps it: seven kinds of entry, each whole by itself.

An entry is a value. It is written once under its `id` and, where life goes on (a sitting ends, a
note is mended), written again with `edition` one higher. What was not told, such as a slider that
was not touched, is None and never a number in its place. Times know their offset from UTC, so that
an evening stays an evening wherever the record is read.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct, field

from kindward.journal.days import calendar_day, evening_day
from kindward.journal.ratings import CheckIn

MOST_NOTE: Final = 20_000
"""Characters in the longest note."""

MOST_WORDS: Final = 500
"""Characters in any shorter thing that a person writes: a goal, a reminder, a reason."""

MOST_EDITION: Final = 1_000_000
"""The highest edition. There, whatever is written last stands."""

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
"""Years that a record may speak of: wide enough for any clock, and no sum of days overflows."""

Id = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{8,64}\Z")]
Name = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,63}\Z")]
"""A practice, a voice, a policy: what stands in addresses."""

Tag = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9-]{2,35}\Z")]
"""A language (BCP 47)."""

Probability = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[int, Meta(ge=0, le=86_400)]
Words = Annotated[str, Meta(max_length=MOST_WORDS)]
When = Annotated[dt.datetime, Meta(tz=True)]


def _check_years(*days: dt.date) -> None:
    for day in days:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"years run from {FIRST_YEAR} to {LAST_YEAR}")


class Chosen(StrEnum):
    """How a practice was come by."""

    NEW = "new"
    FAVOURITE = "favourite"
    OFFERED = "offered"
    SELF = "self"
    HANDED = "handed"


class Form(StrEnum):
    """How it was met: with a voice, with the device's own, on the page, or with cues alone."""

    LISTEN = "listen"
    DEVICE = "device"
    READ = "read"
    CUES = "cues"


class Outcome(StrEnum):
    """How a sitting ended; UNKNOWN for one that never said, which is no failure."""

    UNKNOWN = "unknown"
    LEFT = "left"
    FINISHED = "finished"


class Felt(StrEnum):
    """The one tap after a sitting."""

    STEADIER = "steadier"
    SAME = "same"
    STIRRED = "stirred"


class Did(StrEnum):
    """Answers to the one question of an evening: did I do a small thing that mattered."""

    NO = "no"
    PARTLY = "partly"
    YES = "yes"


class Entry(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True,
    tag_field="entry",
):  # fmt: skip
    """What all entries have: who it is among the others, how often it was written, and when."""

    id: Id
    edition: Annotated[int, Meta(ge=1, le=MOST_EDITION)] = 1
    at: When
    """When it happened; for a plan or a wish, when it was made."""

    def __post_init__(self) -> None:
        """Raises ValueError for a day outside the years that a record may speak of."""
        _check_years(self.at, self.day)

    @property
    def day(self) -> dt.date:
        """The day it tells of, where the person was: all of it that a store may read."""
        return calendar_day(self.at)


class Sealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry that cannot be opened, as it is kept: damaged, or of a key that is not here."""

    id: str
    kind: str
    day: str
    edition: int
    payload: bytes
    """Sealed; empty where nothing of it was found but its id."""


class Option(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One practice that an offer weighed. `left_out` says why its probability is 0."""

    practice: Name
    probability: Probability = 0.0
    left_out: Words = ""


class Offer(Entry, frozen=True, kw_only=True, tag="offer"):
    """What was offered, out of what, and by what chance, so that it can be audited.

    The probabilities of `options` add up to 1, and `practice` was drawn by them with `seed`.
    """

    mode: Chosen
    options: tuple[Option, ...]
    practice: Name
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    policy: Annotated[str, Meta(max_length=64)]
    """Method and prior, with their versions."""

    reason: Annotated[str, Meta(max_length=64)] = ""
    """The name of the sentence that said why."""

    quiet_minute: Probability = 0.0
    """How likely a quiet minute first was, for those who asked to know."""

    digest: dict[str, float] = {}
    """What the policy believed, in a few numbers."""


class Sitting(Entry, frozen=True, kw_only=True, tag="sitting"):
    """One sitting with one practice, from its beginning to whatever it came to."""

    practice: Name
    seconds: Seconds
    """The length that was asked for."""

    language: Tag
    voice: Name = "silent"
    form: Form = Form.LISTEN
    chosen: Chosen = Chosen.SELF
    offer: Id | None = None
    before: CheckIn | None = None
    quiet_minute: bool = False
    """Whether a quiet minute came first."""

    between: CheckIn | None = None
    """After the quiet minute, before the practice."""

    after: CheckIn | None = None
    outcome: Outcome = Outcome.UNKNOWN
    heard_s: Seconds = 0
    felt: Felt | None = None


class Evening(Entry, frozen=True, kw_only=True, tag="evening"):
    """The evening of a day, written on that day or, marked by `at`, later."""

    of: dt.date
    did: Did | None = None
    feeling: CheckIn | None = None
    slips: Annotated[int, Meta(ge=0, le=99)] | None = None
    slept_h: Annotated[float, Meta(ge=0, le=24)] | None = None
    trial: Id | None = field(default=None, name="look")
    """The trial that it is an observation of."""

    @property
    def day(self) -> dt.date:
        """The day that it tells of."""
        return self.of

    @property
    def is_late(self) -> bool:
        """Whether it was written after the night of its day."""
        return evening_day(self.at) > self.of


class Note(Entry, frozen=True, kw_only=True, tag="note"):
    """A few private words."""

    text: Annotated[str, Meta(max_length=MOST_NOTE)]
    sitting: Id | None = None


class Expected(StrEnum):
    """What a person thought, before the first day, that a trial would show."""

    KIND = "kind"
    USUAL = "usual"
    NEITHER = "neither"


class Trial(Entry, frozen=True, kw_only=True, tag="look"):
    """An n-of-1 trial: its design and allocation, fixed before the first day. `look` in a record.

    `kind` has one value for each day, drawn with `seed` in permuted blocks: True for a day with a
    kind coach, False for a usual one. Only `stopped` and `why_stopped` are ever written later.
    """

    begins: dt.date
    goal: Words
    action: Words
    """The small thing that the evening asks about."""

    changes_my_mind: Words = ""
    expected: Expected | None = None
    kind: Annotated[tuple[bool, ...], Meta(min_length=4, max_length=168)]
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    stopped: dt.date | None = None
    why_stopped: Words = ""

    def __post_init__(self) -> None:
        """Raises ValueError for a day outside the years that a record may speak of."""
        _check_years(self.at, self.begins, self.stopped or self.begins)

    @property
    def ends(self) -> dt.date:
        """The last of its days."""
        return self.begins + dt.timedelta(days=len(self.kind) - 1)


class Course(Entry, frozen=True, kw_only=True, tag="course"):
    """One time through a path, from `at` on. Which step comes next is told by the sittings since.

    Nothing in it counts days. Only `skipped` and `stopped` are ever written later.
    """

    path: Name
    skipped: tuple[Annotated[int, Meta(ge=0, le=99)], ...] = ()
    """Steps that are left out, from 0."""

    stopped: bool = False


class Wishes(Entry, frozen=True, kw_only=True, tag="wishes"):
    """What a person wants of the place. There is one at most, under the id `my-wishes`."""

    favourites: tuple[Name, ...] = ()
    quiet_minutes: bool = False
    """Whether they want to know what helps, with a quiet minute first now and then."""

    results: bool = True
    """Whether they want to be shown what seems to help."""

    reminder: Words = ""
    """Their own words; empty for none."""

    reminder_at: dt.time | None = None
    reminder_days: tuple[Annotated[int, Meta(ge=0, le=6)], ...] = ()
    lock_after_min: Annotated[int, Meta(ge=0, le=1440)] = 5


WISHES: Final = "my-wishes"

AnyEntry = Offer | Sitting | Evening | Note | Trial | Course | Wishes

msgspec.json.Decoder(AnyEntry)  # fails here, and not for a person, if two kinds look alike
