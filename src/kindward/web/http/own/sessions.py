"""Sessions: who came in by a one-time way, and whether what they keep lies open just now.

A session lives in memory, and ends with the server. It locks by itself when it has not been read
for a while. A locked session may still write, as one may drop a letter into a closed box: whoever
listens for twenty minutes can say afterwards how it was. Once none lies open any more, whoever
holds words is told so.
"""

import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Final

from kindward.journal import Offer, Record, Sitting
from kindward.web.http.own.clock import since_start_s

ID_BYTES: Final = 32
MOST_SESSIONS: Final = 64
"""More than all browsers of one person; the one that was read longest ago makes room."""


@dataclass(slots=True)
class Session:
    """One browser's way to the record."""

    form_token: str
    """What a form of ours sends along, to show that it is ours."""

    read_at_s: float
    """When something of the record was last shown, on the clock of `Sessions`."""

    is_locked: bool = False
    is_closed: bool = False
    """Whether it was locked by hand: then its pages close on every screen."""

    offers: dict[str, Offer] = field(default_factory=dict)
    """What was offered to it, by how it was asked, until a sitting begins with it."""

    begun: dict[str, tuple[Offer, Sitting]] = field(default_factory=dict)
    """Sittings that a form began and nobody has heard of yet, by their ids."""

    incoming: Record | None = None
    """What an import was shown to bring, until it is brought in."""

    def put_away(self) -> None:
        """It is locked, and holds nothing of the record any more."""
        self.is_locked, self.incoming = True, None
        self.offers.clear()
        self.begun.clear()


class Sessions:
    """All sessions of this server, by the hash of their host and of what their cookie holds.

    So a cookie that another host's server came to see opens nothing at this one.
    """

    def __init__(
        self,
        idle_s: Callable[[], float],
        clock_s: Callable[[], float] = since_start_s,
        all_closed: Callable[[], None] = lambda: None,
    ) -> None:
        """`idle_s` tells how long a session stays open unread; 0 for as long as it lives.

        `all_closed` is called when the last open one has closed, for whatever reason.
        """
        self._idle_s, self._clock_s, self._all_closed = idle_s, clock_s, all_closed
        self._known_idle_s = 0.0
        self._ended = frozenset[bytes]()
        self._sessions: dict[bytes, Session] = {}
        self._lock = Lock()

    def begin(self, host: str) -> str:
        """A new session, open, at this host; what its cookie is to hold."""
        cookie = new_token()
        with self._changing():
            while len(self._sessions) >= MOST_SESSIONS:
                oldest = min(self._sessions, key=lambda key: self._sessions[key].read_at_s)
                del self._sessions[oldest]
            self._sessions[_key(cookie, host)] = Session(new_token(), self._clock_s())
        return cookie

    def find(self, cookie: str | None, host: str) -> Session | None:
        """The session of a cookie at its host, open or locked."""
        return self._sessions.get(_key(cookie, host)) if cookie else None

    def is_open(self, session: Session) -> bool:
        """Whether it may read. If so, its time begins anew."""
        is_open = self.lies_open(session)
        if is_open:
            session.read_at_s = self._clock_s()
        return is_open

    def lies_open(self, session: Session) -> bool:
        """Whether it may read, asked by no one who does: its time goes on."""
        if not session.is_locked:
            self._known_idle_s = self._idle_s()
            self.look()
        return not session.is_locked

    def look(self) -> None:
        """Lock what was not read for its time, as long as that was when it was last asked for."""
        now_s, idle_s = self._clock_s(), self._known_idle_s
        with self._changing():
            for session in self._sessions.values():
                if idle_s and not session.is_locked and now_s - session.read_at_s > idle_s:
                    session.put_away()

    def hold(self, session: Session, seconds: float) -> None:
        """If it is open, its time begins only after so long: whoever listens reads nothing."""
        if self.is_open(session):
            session.read_at_s += seconds

    def lock_all(self) -> None:
        """Nothing is shown to any of them any more, and their forms are void."""
        with self._changing():
            for session in self._sessions.values():
                session.put_away()
                session.is_closed, session.form_token = True, new_token()

    def unlock(self, session: Session) -> None:
        """It may read again."""
        session.is_locked = session.is_closed = False
        session.read_at_s = self._clock_s()

    def end(self, cookie: str | None, host: str) -> None:
        """The session is no more."""
        if cookie:
            with self._changing():
                self._sessions.pop(_key(cookie, host), None)

    def end_all(self) -> None:
        """No session is left."""
        with self._changing():
            self._ended |= self._sessions.keys()
            self._sessions.clear()

    def is_closed(self, cookie: str | None, host: str) -> bool:
        """Whether the session of a cookie was closed by hand, or erased with all others and it."""
        session = self.find(cookie, host)
        if session is not None:
            return session.is_closed
        return not cookie or _key(cookie, host) in self._ended

    @property
    def are_any(self) -> bool:
        """Whether there is a session, open or locked."""
        return bool(self._sessions)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """A change; whether it closed the last open session is seen after it."""
        with self._lock:
            before = self._is_any_open()
            yield
            is_over = before and not self._is_any_open()
        if is_over:
            self._all_closed()

    def _is_any_open(self) -> bool:
        return any(not session.is_locked for session in self._sessions.values())


def is_same(token: str, other: str) -> bool:
    """Whether two tokens are the same, told in a time that says nothing of where they differ."""
    return hmac.compare_digest(token.encode(), other.encode())


def _key(cookie: str, host: str) -> bytes:
    return sha256(f"{host} {cookie}".encode("utf-8", "surrogatepass")).digest()


def new_token() -> str:
    """256 bits of chance, as text: what nobody guesses and nobody gets twice."""
    return secrets.token_urlsafe(ID_BYTES)
