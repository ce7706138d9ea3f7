"""Sessions: who came in by a one-time way, and whether what they keep lies open just now.

A session lives in memory, and ends with the server. It locks by itself when it has not been read
for a while. A locked session may still write, as one may drop a letter into a closed box: whoever
listens for twenty minutes can say afterwards how it was.
"""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Final

from kindward.journal import Offer, Record

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
    offered: Offer | None = None
    """What was offered to it, until a sitting begins with it."""

    incoming: Record | None = None
    """What an import was shown to bring, until it is brought in."""


class Sessions:
    """All sessions of this server, by the hash of their host and of what their cookie holds.

    So a cookie that another host's server came to see opens nothing at this one.
    """

    def __init__(
        self, idle_s: Callable[[], float], clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        """`idle_s` tells how long a session stays open unread; 0 for as long as it lives."""
        self._idle_s, self._clock_s = idle_s, clock_s
        self._sessions: dict[bytes, Session] = {}
        self._lock = Lock()

    def begin(self, host: str) -> str:
        """A new session, open, at this host; what its cookie is to hold."""
        cookie = new_token()
        with self._lock:
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
        idle_s, now_s = self._idle_s(), self._clock_s()
        if idle_s and now_s - session.read_at_s > idle_s:
            session.is_locked = True
        if not session.is_locked:
            session.read_at_s = now_s
        return not session.is_locked

    def hold(self, session: Session, seconds: float) -> None:
        """If it is open, its time begins only after so long: whoever listens reads nothing."""
        if self.is_open(session):
            session.read_at_s += seconds

    def lock(self, session: Session) -> None:
        """Nothing is shown to it any more, and its forms are void."""
        session.is_locked, session.form_token = True, new_token()
        session.offered = session.incoming = None

    def unlock(self, session: Session) -> None:
        """It may read again."""
        session.is_locked, session.read_at_s = False, self._clock_s()

    def end(self, cookie: str | None, host: str) -> None:
        """The session is no more."""
        if cookie:
            with self._lock:
                self._sessions.pop(_key(cookie, host), None)

    def end_all(self) -> None:
        """No session is left."""
        with self._lock:
            self._sessions.clear()


def is_same(token: str, other: str) -> bool:
    """Whether two tokens are the same, told in a time that says nothing of where they differ."""
    return hmac.compare_digest(token.encode(), other.encode())


def _key(cookie: str, host: str) -> bytes:
    return sha256(f"{host} {cookie}".encode("utf-8", "surrogatepass")).digest()


def new_token() -> str:
    """256 bits of chance, as text: what nobody guesses and nobody gets twice."""
    return secrets.token_urlsafe(ID_BYTES)
