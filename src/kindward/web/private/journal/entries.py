"""What a page says of itself: one entry, plain or in a letter, kept before it is answered."""

import json
from base64 import urlsafe_b64encode
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kindward.journal import (
    AnyEntry,
    Evening,
    FaultyRecord,
    Note,
    Outcome,
    Sitting,
    decode,
    evening_day,
    joined,
    merged,
)
from kindward.store import KeyLocked, LetterBroken, LetterElsewhere
from kindward.trial import TrialDay, trial_day
from kindward.web.http.own.own import NotOpen, Own
from kindward.web.http.own.sessions import Session
from kindward.web.http.pages import Pages, place
from kindward.web.http.static import Static
from kindward.web.private.journal.fields import is_of_its_day

LONGEST_S: Final = 1800
"""A sitting that begins holds its session open for no longer than any sitting lasts."""


class Entries:
    """The endpoints that a script speaks to."""

    def __init__(self, own: Own, pages: Pages, static: Static) -> None:
        self.own, self.pages, self.static = own, pages, static

    def put(self, request: Request, body: bytes) -> Response:
        """An entry is kept, and then the answer is 204. A session need not be open to write.

        Raises NotOpen, journal.FaultyRecord, and what the store raises.
        """
        return self._taken(decode(body), self._came_in(request))

    def arrive(self, request: Request, letter: bytes) -> Response:
        """A letter is opened and kept; as for `put`, and LetterBroken and LetterElsewhere.

        It may have waited long, and may come again: the same comes of it each time, and nothing
        of what was erased since.
        """
        session = self._came_in(request)
        box = self.own.store.letterbox(self.own.person)
        if box is None:
            raise LetterElsewhere
        id_, plain = box.opened(letter)
        entry = decode(plain)
        if entry.id != id_:
            raise LetterBroken
        return self._taken(entry, session)

    def state(self, request: Request) -> Response:
        """Whether what happens here is kept, for a page to ask; and how to seal it on the way."""
        session = self.own.session(request) if self.own.is_here else None
        told: dict[str, object] = {"kept": session is not None}
        if session is not None:
            told["words"] = json.loads(self.pages.words(request, "journal/_after.html"))
            told["open"] = self.own.sessions.lies_open(session)
            if told["open"]:
                told |= self._shown(request)
            told["style"] = self.static.url("journal/after.css")
            with suppress(KeyLocked):  # a page goes on with what it was told before
                box = self.own.store.letterbox(self.own.person)
                told["letters"] = urlsafe_b64encode(box.public).decode() if box else None
        return JSONResponse(told)

    def _shown(self, request: Request) -> dict[str, object]:
        """What pages that are the same for everyone show of a record while it lies open."""
        with suppress(KeyLocked):
            wishes, record = self.own.wishes(), self.own.store.record(self.own.person)
            day = trial_day(record.trials, evening_day(self.own.now))
            return {"favourites": wishes.favourites, "day": day and self._day(request, day)}
        return {}

    def _day(self, request: Request, day: TrialDay) -> dict[str, str]:
        """What kind of day of a trial it is, in words, and where it is shown."""
        where = place(request)
        words = (
            self.pages.said(where.language, "Today is a kind-coach day of your experiment")
            if day.is_kind
            else self.pages.said(where.language, "Today is a usual day of your experiment")
        )
        return {"words": words, "way": where.to("/journal")}

    def _came_in(self, request: Request) -> Session:
        session = self.own.session(request) if self.own.is_here else None
        if session is None:
            raise NotOpen
        return session

    def _taken(self, entry: AnyEntry, session: Session) -> Response:
        """What a page may say by itself. Wishes, plans and offers are made by forms, or by us."""
        if isinstance(entry, Sitting):
            self._sitting(entry, session)
        elif isinstance(entry, Note) or (isinstance(entry, Evening) and is_of_its_day(entry)):
            self.own.store.put(self.own.person, entry, joined)
        else:
            raise FaultyRecord("That is not an entry that a page may write by itself.")
        return Response(status_code=204)

    def _sitting(self, told: Sitting, session: Session) -> None:
        """In one with what is kept, or with what a form said as it began."""
        offer, begun = session.begun.get(told.id, (None, None))
        entries = (offer, merged(begun, told)) if offer and begun else (told,)
        self.own.store.put_all(self.own.person, entries, joined)
        session.begun.pop(told.id, None)
        if told.outcome is Outcome.UNKNOWN:
            self.own.sessions.hold(session, min(told.seconds, LONGEST_S))
