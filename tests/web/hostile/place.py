"""The same place twice: once with hostile words wherever somebody's words can be, once with plain.

Both are asked the same, and what they answer is held against each other.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unicodedata import category
from unittest.mock import patch
from urllib.parse import quote

from httpx2 import Response
from starlette.testclient import TestClient

from kindward.journal import (
    WISHES,
    CheckIn,
    Course,
    Evening,
    Note,
    Record,
    Sitting,
    Trial,
    Wishes,
)
from kindward.library import GROUNDING, NamedPath, Paths, Practice, Tables
from kindward.paths import Path as Walked
from kindward.paths import Step, Timed
from kindward.score.model import Line, Score, Section
from kindward.score.signs import unseen
from kindward.store import StoreBusy
from kindward.store.keys import KeyPlace
from kindward.web.app import create_app
from kindward.web.http import pages
from kindward.web.public.home.page import FIRST
from tests.web.fakes import FakeLibrary, house
from tests.web.hostile import law
from tests.web.hostile.payloads import plain, together
from tests.web.own import NOON, OURS, Home, token

BEGINS = NOON.date() - dt.timedelta(days=20)
DAYS = 28
SITTING = "a-sitting-of-mine"
PATH = "a-path-of-theirs"
Words = Callable[[str], str]


def hostile(words: str) -> str:
    """The words as they are."""
    return words


class Kept:
    """A store that holds a record and takes nothing more. Words in it may be of any length."""

    def __init__(self, words: Words, payloads: Sequence[str]) -> None:
        self.kept = Record(entries(words, payloads))
        self.keys = SimpleNamespace(place=KeyPlace.FILE)

    def person(self) -> str:
        return "me"

    def record(self, _: str) -> Record:
        return self.kept

    def get(self, _: str, name: str):
        return next((entry for entry in self.kept.entries if entry.id == name), None)

    defects = ()

    def knows(self, _: str) -> bool:
        return True

    def erased(self, *_: object) -> frozenset[str]:
        return frozenset()

    def letterbox(self, _: str) -> None:
        return None

    def put(self, *_: object) -> None:
        raise StoreBusy

    put_all = remove = settle = put


def entries(words: Words, payloads: Sequence[str]) -> Iterator:
    """What a person may have written, or a file that they brought in."""
    said = words(" ".join(payloads))
    for number, payload in enumerate(payloads):
        yield Note(id=f"a-payload-{number}", at=NOON, text=words(payload))
    felt = CheckIn(judging=60, hurt=50, next_step=40)
    for number in range(8):
        named = f"{SITTING}-{number}" if number else SITTING
        at = NOON - dt.timedelta(days=40 * (number > 0))
        yield Sitting(id=named, at=at, practice=FIRST, seconds=300, language="en",
                      before=felt, after=felt, quiet_minute=number % 2 > 0)  # fmt: skip
    yield Wishes(id=WISHES, at=NOON, reminder=said, quiet_minutes=True)
    yield Course(id="a-course-of-mine", at=NOON, path=PATH)
    yield Trial(id="a-trial-of-mine", at=NOON - dt.timedelta(days=21), begins=BEGINS, goal=said,
               action=said, changes_my_mind=said, kind=(True, True, False, False) * (DAYS // 4),
               seed=1)  # fmt: skip
    for ago in range(20):
        of = NOON.date() - dt.timedelta(days=ago)
        yield Evening(id=f"an-evening-{ago:02}-ago", at=NOON, of=of, feeling=felt)


def allowed(words: str) -> str:
    """The words without what the grammar of practices refuses: control signs and unseen ones."""
    seen = "".join(sign for sign in words if category(sign) not in {"Cc", "Zl", "Zp"})
    while hidden := set(unseen(seen)):  # one beside another may have been needed until now
        seen = "".join(sign for place, sign in enumerate(seen) if place not in hidden)
    return seen


def score(words: Words, payloads: Sequence[str], usual: Score) -> Score:
    """A practice of the house's own, which somebody may have been sent."""
    payloads = tuple(map(allowed, payloads))
    every, said = tuple(map(words, payloads)), words(" ".join(payloads))
    lines = ["/".join(each.split()) for each in together(payloads, 4000)]  # one word: soon said
    return replace(
        usual, title=said, summary=said, picture=said, credits=every, notes=every,
        alternatives=every, suits=every,
        sections=(*usual.sections, *(Section(words(each), (Line(words(each)),)) for each in lines)),
    )  # fmt: skip


def library(words: Words, payloads: Sequence[str]) -> FakeLibrary:
    """Few practices, so that a page is made quickly; one of them has these words."""
    library = FakeLibrary()
    for shelf in (library.all, library.spanish):
        for name in set(shelf) - {FIRST, GROUNDING}:
            del shelf[name]
        found = shelf[FIRST]
        shelf[FIRST] = Practice(FIRST, found.language, score(words, payloads, found.score))
    return library


class TheirPaths(Paths):
    """A path that somebody may have been sent, with these words wherever words can be."""

    def __init__(self, words: Words, payloads: Sequence[str]) -> None:
        super().__init__()
        every = tuple(words(allowed(payload)) for payload in payloads)
        said = " ".join(every)
        steps = (
            Step(said, Timed(FIRST, 300), Timed(GROUNDING, 300), said),
            Step(said, Timed("any", 300), words=said),
        )
        self.theirs = Walked(said, "en", steps, said, every, every)

    def of(self, language: str) -> tuple[NamedPath, ...]:
        return (NamedPath(PATH, language, self.theirs),)

    def find(self, name: str, language: str) -> NamedPath:
        return NamedPath(name, language, self.theirs)


class Place(Home):
    """A person's computer on which all words are of one kind, and a browser that has come in."""

    def __init__(self, home: Path, words: Words, payloads: Sequence[str]) -> None:
        theirs = TheirPaths(words, payloads)
        kept: Any = Kept(words, payloads)
        super().__init__(home, kept, library(words, payloads), paths=theirs)
        self.words, self.me = words, self.come_in()
        hosted = house()
        hosted.library, hosted.paths = library(words, payloads), theirs
        hosted.feelings = Tables(hosted.library)
        self.hosted = TestClient(create_app(hosted), base_url="http://kindward.example")
        """A house for others, which hands on links."""

        self.token = token(self.me)

    def get(self, path: str, **headers: str) -> Response:
        return self.me.get(path, headers=headers)

    def find(self, path: str, words: str) -> Response:
        """The answer to an address with these words in it."""
        if "?" not in path.partition("{}")[0]:
            words = words.replace("%", "%25")  # the test client unquotes a path twice
        return self.get(path.format(quote(words, safe="")))

    def post(self, path: str, **fields: str) -> Response:
        """A form of ours."""
        return self.me.post(path, data={"form_token": self.token} | fields, headers=OURS)


class Twins:
    """Both places, asked the same."""

    def __init__(self, folder: Path, payloads: Sequence[str]) -> None:
        self.folder, self.payloads = folder, payloads
        self.places = [self._place(words) for words in (hostile, plain)]

    @contextmanager
    def careless(self) -> Iterator[None]:
        """Where words are hostile, none are escaped any more."""
        escaping, unescaped = vars(pages)["Environment"], {"autoescape": False}
        with patch.object(pages, "Environment", lambda **given: escaping(**given | unescaped)):
            careless = self._place(hostile)
        with patch.object(self, "places", [careless, self.places[1]]):
            yield

    def _place(self, words: Words) -> "Place":
        return Place(self.folder / words.__name__, words, self.payloads)

    def answers(self, ask: Callable[..., Response], *words: str) -> tuple[Response, Iterator[str]]:
        """What the hostile one answers, and where it differs from the other in more than words.

        Both are asked with these words, each in its own way.
        """
        ours, theirs = (ask(place, *map(place.words, words)) for place in self.places)
        return ours, _faults(ours, theirs)


def _faults(ours: Response, theirs: Response) -> Iterator[str]:
    yield from _around(ours, theirs)
    kind = ours.headers.get("content-type", "").partition(";")[0]
    yield from LAWS[kind](ours.text, theirs.text)


def _around(ours: Response, theirs: Response) -> Iterator[str]:
    """What is different before the content."""
    if ours.status_code != theirs.status_code:
        yield f"{ours.status_code}, and not {theirs.status_code}"
    if set(ours.headers) != set(theirs.headers):
        yield f"other headers: {set(ours.headers) ^ set(theirs.headers)}"
    if ours.headers.get("location", "/")[:2] in {"//", "/\\"}:
        yield f"leads away: {ours.headers['location']}"
    if ours.headers.get("x-content-type-options") != "nosniff":
        yield "may be taken for another kind of file"


LAWS: dict[str, Callable[[str, str], Iterable[str]]] = {
    "": lambda *_: (),
    "text/html": law.of_page,
    "application/json": law.of_json,
    "application/json+chapters": law.of_json,
    "application/manifest+json": law.of_json,
    "application/rss+xml": law.of_xml,
    "text/plain": lambda *_: (),  # nothing in it is anything but words
    "text/vtt": law.of_captions,
    "text/calendar": law.of_calendar,
}
"""The law of each kind of file; any other is a KeyError, so that none goes unseen."""
