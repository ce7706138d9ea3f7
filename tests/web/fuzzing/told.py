"""What goes between whoever asks and the place: requests, answers, forms, and the record in it."""

import datetime as dt
import gzip
from dataclasses import dataclass

from kindward.journal import (
    WISHES,
    AnyEntry,
    CheckIn,
    Course,
    Did,
    Evening,
    Felt,
    Note,
    Sitting,
    Trial,
    Wishes,
)

WORDS = "wren-canary-7731"
"""In everything that the record holds in words, and in what is asked only out of its own forms."""

OURS = ((b"origin", b"http://localhost"), (b"sec-fetch-site", b"same-origin"))


@dataclass(frozen=True)
class Asked:
    """One request, as a server would hand it over, and what stands behind it."""

    method: str
    target: str
    """Path and query as they were sent."""

    headers: tuple[tuple[bytes, bytes], ...]
    chunks: tuple[bytes, ...] = ()
    who: str = "nobody"
    """Whose cookie it has: `open`, `locked`, `ended`, `nobody`."""

    is_from_us: bool = False
    """Whether host and origin are those of a page of ours."""

    has_token: bool = False
    """Whether it has the token of the open session."""

    is_cut: bool = False
    """Whether it ends before all of it came."""

    fault: str = ""
    """What is made to fail in the store meanwhile: `full` or `busy`."""


@dataclass(frozen=True)
class Answer:
    """What came back, and what broke on the way."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""
    broke: str = ""

    def header(self, name: bytes) -> bytes:
        return dict(self.headers).get(name, b"")

    def read(self) -> bytes:
        """The body as whoever gets it reads it."""
        packed = self.header(b"content-encoding") == b"gzip" and self.body
        return gzip.decompress(self.body) if packed else self.body


@dataclass(frozen=True)
class Form:
    """A form as one of our pages shows it."""

    action: str
    fields: dict[str, str]
    is_multipart: bool


def kept() -> tuple[AnyEntry, ...]:
    """A small record, with a trial that is three quarters gone through."""
    now, day = dt.datetime.now().astimezone().replace(microsecond=0), dt.timedelta(days=1)
    sittings = (
        Sitting(
            id=f"kept-sitting-{n}", at=now - n * day, practice="hold-gently", seconds=60,
            language="en", before=CheckIn(hurt=60), after=CheckIn(hurt=50), felt=Felt.STEADIER,
        )
        for n in range(1, 5)
    )  # fmt: skip
    evenings = (
        Evening(
            id=f"kept-evening-{n}", at=now - n * day, of=now.date() - n * day, did=Did.YES,
            feeling=CheckIn(next_step=50, hurt=30), trial="kept-trial-1",
        )
        for n in range(1, 12)
    )  # fmt: skip
    trial = Trial(
        id="kept-trial-1", at=now - 13 * day, begins=now.date() - 12 * day, goal=f"{WORDS} goal",
        action=f"{WORDS} action", changes_my_mind=f"{WORDS} mind", seed=5,
        kind=(True, True, False, False) * 4,
    )  # fmt: skip
    course = Course(id="kept-course-1", at=now - 3 * day, path="gentle-first-week")
    note = Note(id="kept-note-1", at=now, text=f"{WORDS} in a note")
    wishes = Wishes(id=WISHES, at=now, reminder=f"{WORDS} reminder", lock_after_min=0)
    return (*sittings, *evenings, trial, course, note, wishes)
