"""PostgreSQL with patience that ends on our side, whatever becomes of the other.

The server's own limits (`engines`) help nobody where it stands still or its answers are lost: its
system, or one on the way, goes on to say that it is there. So no answer is waited for longer than
some seconds without a byte of it; then the connection is closed, and known to be.
"""

from collections.abc import Mapping
from time import monotonic
from typing import Any, Final, TypeVar

import psycopg
from psycopg.abc import PQGen

CONNECT_S: Final = 3
ANSWER_S: Final = 6.0
"""Longer than the server's own limit for a statement, so that its reason is heard."""

LOOKS_S: Final = 0.25

LIMITS: Final[Mapping[str, int]] = {
    "connect_timeout": CONNECT_S,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""What libpq and the system see to by themselves; the last is in ms (PostgreSQL manual, 34.1.2)."""

Answer = TypeVar("Answer")


class NoAnswer(psycopg.OperationalError):
    """Seconds without a byte of an answer."""


class Patient(psycopg.Connection[Any]):
    """A connection that ends where an answer does not come."""

    def wait(self, gen: PQGen[Answer], *_: object, **__: object) -> Answer:
        """The answer. Raises NoAnswer, and is closed then: whatever it asked may yet happen."""
        try:
            return super().wait(_in_time(gen), interval=LOOKS_S)
        except NoAnswer:
            self.close()
            raise


def connect(*asked: Any, **wanted: Any) -> Patient:  # noqa: ANN401 - as psycopg has it
    """A connection, within seconds. What an address says of these limits counts for more."""
    return Patient.connect(*asked, **{**LIMITS, **wanted})


def _in_time(gen: PQGen[Answer]) -> PQGen[Answer]:
    """The same steps; at each that nothing came for, it is asked how long nothing has come."""
    until = monotonic() + ANSWER_S
    try:
        wanted = next(gen)
        while True:
            came = yield wanted
            if came:
                until = monotonic() + ANSWER_S
            elif monotonic() > until:
                raise NoAnswer("no answer in time")
            wanted = gen.send(came)
    except StopIteration as done:
        answer: Answer = done.value
        return answer
