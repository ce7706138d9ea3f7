"""One's own place: the record of the person whose computer this is, for pages to read and write.

There is one where Kindward serves this machine alone. Hosted for others, there is none yet.
"""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from kindward import launch
from kindward.errors import KindwardError
from kindward.journal import WISHES, AnyEntry, Record, Wishes, calendar_day
from kindward.store import SealBroken
from kindward.web.http.own.scrub import scrub
from kindward.web.http.own.sessions import Session, Sessions, is_same, new_token
from kindward.wiring import House

if TYPE_CHECKING:
    from kindward.store import Erasure, Store

MINUTE_S: Final = 60
TOKEN: Final = "form_token"  # noqa: S105 - the name of a field, not a secret


class NotOpen(Exception):
    """Whoever asks has no session, or a locked one: nothing of the record is shown."""


class NotOurs(Exception):
    """A form that is not one of ours, or is older than the last lock."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of ours holds: each field once, as it was written."""

    fields: dict[str, str]

    def text(self, name: str) -> str:
        """A field without the spaces around it; empty where it was left out."""
        return self.fields.get(name, "").strip()


class Own:
    """The record, and the sessions that may read it and write to it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.sessions: Final = Sessions(self._idle_s, all_closed=self._forget)
        self._life, self._erasing = b"", Lock()

    @property
    def is_here(self) -> bool:
        """Whether this server keeps a record at all: for this machine's own person alone."""
        return not self.house.settings.hosts

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names that this place answers to, beside those of every machine: its own, or its host's.

        Its own is told by nothing that is shown.
        """
        settings = self.house.settings
        return settings.hosts or (launch.host(settings.home),)

    def mark(self, what: str) -> str:
        """What something of this place is known by elsewhere; it tells nothing of the place."""
        return launch.mark(self.house.settings.home, what)

    @cached_property
    def store(self) -> "Store":
        """Where the record is."""
        return self.house.store

    @property
    def person(self) -> str:
        """Whose record it is."""
        return self.store.person()

    @property
    def now(self) -> dt.datetime:
        """The time of this machine, with its offset from UTC."""
        return self.house.now()

    @property
    def today(self) -> dt.date:
        """The day that a calendar shows here."""
        return calendar_day(self.now)

    def record(self, request: Request) -> Record:
        """The record, for a session that lies open. Raises NotOpen."""
        self.opened(request)
        return self.store.record(self.person)

    def opened(self, request: Request) -> Session:
        """The session of a request, which may read. Raises NotOpen."""
        session = self.session(request)
        if session is None or not self.sessions.is_open(session):
            raise NotOpen
        request.state.closes_s = round(self._idle_s())
        return session

    def is_open(self, request: Request) -> bool:
        """Whether a request may read."""
        session = self.session(request)
        return session is not None and self.sessions.is_open(session)

    def session(self, request: Request) -> Session | None:
        """The session of a request, open or locked, if there is one."""
        return self.sessions.find(request.cookies.get(self.cookie(request)), _host(request))

    def is_closed(self, request: Request) -> bool:
        """Whether a page of this browser has to close: by hand, or since all was erased."""
        return self.sessions.is_closed(request.cookies.get(self.cookie(request)), _host(request))

    def cookie(self, request: Request) -> str:
        """The name of the cookie: with the port, since all ports of a machine share cookies."""
        return f"kindward-{request.url.port or 80}"

    def put(self, entry: AnyEntry) -> None:
        """Keep an entry of this person; once this returns, it is on the disk."""
        self.store.put(self.person, entry)

    def wishes(self) -> Wishes:
        """What the person wants of the place; what everybody gets, until they said."""
        with suppress(SealBroken):
            kept = self.store.get(self.person, WISHES)
            if isinstance(kept, Wishes):
                return kept
        return Wishes(id=WISHES, at=self.now)

    def enter(self, request: Request, token: str, response: Response) -> bool:
        """Give the answer a session's cookie, if the token opens."""
        if not self.is_here or not launch.redeem(self.house.settings.home, token):
            return False
        name, host = self.cookie(request), _host(request)
        self.sessions.end(request.cookies.get(name), host)
        begun = self.sessions.begin(host)
        response.set_cookie(name, begun, httponly=True, samesite="strict")
        return True

    def let_go(self, request: Request, response: Response) -> None:
        """Have the browser let go of pages that it keeps alive for its Back button.

        Chromium keeps also those that no cache may hold, until a cookie of theirs changes.
        """
        mark = f"{self.cookie(request)}-closed"
        response.set_cookie(mark, new_token(), httponly=True, samesite="strict")

    def close_all(self) -> None:
        """Close every session by hand: on every screen, in every browser, and in memory."""
        self.sessions.lock_all()

    def erase(self) -> "Erasure":
        """Everything that is kept goes, and what was heard; no session is left.

        Raises what the store raises.
        """
        with self._erasing:
            erasure = self.store.erase(self.person)
            self._erased()
        return erasure

    def look(self) -> None:
        """Close what nobody reads, and what was erased by another program; for whoever watches."""
        self.sessions.look()
        if not self.sessions.are_any:
            return
        with self._erasing, suppress(Exception):  # a database that is away has erased nothing
            life = self.store.life(self.person)  # something may have been written since
            if self._life and life != self._life:
                self._erased()
            else:
                self._life = life

    def _erased(self) -> None:
        self._life = b""
        self.sessions.end_all()
        self.house.forget_heard()

    def _forget(self) -> None:
        """Nothing of the record is held in memory any more: all that any lock comes to."""
        with suppress(KindwardError):  # what cannot be opened was not read
            self.store.forget(self.person)
        scrub()

    def keeps(self) -> bool:
        """Whether anything is kept; where that cannot be told just now, it may be so."""
        with suppress(KindwardError):
            return self.store.knows(self.person)
        return True

    def proof(self, address: str, port: int, nonce: str) -> str:
        """What shows the launcher that this is the server of its folder; empty if it is not."""
        if not self.is_here:
            return ""
        with suppress(OSError):
            return launch.prove(self.house.settings.home, address, port, nonce)
        return ""

    def check(self, request: Request, form: Form) -> Session:
        """The open session that a form of ours came from. Raises NotOpen or NotOurs."""
        self.opened(request)
        return self.check_written(request, form)

    def check_written(self, request: Request, form: Form) -> Session:
        """The session that words came from, which may have closed by itself over the writing.

        They are kept then, and nothing is shown. Raises NotOpen or NotOurs: no form outlives a
        session that a person has closed.
        """
        session = self.session(request)
        if session is None:
            raise NotOpen
        if not is_same(form.fields.get(TOKEN, ""), session.form_token):
            raise NotOurs
        return session

    def _idle_s(self) -> float:
        return self.wishes().lock_after_min * MINUTE_S


def _host(request: Request) -> str:
    """The host that was asked for, as browsers write it."""
    return request.headers["host"].lower()
