"""One connection: what it waits for has an end, and the first fault is the last.

Four things are waited for: a head, a body, a reader of what was answered, and that somebody who
was refused amid a body leaves. Each has its seconds. While we owe an answer, nothing is counted.
"""

import asyncio
import socket
from contextlib import suppress
from enum import Enum, auto
from typing import Any, Final, cast

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from kindward.server.head import is_sound
from kindward.server.room import most_connections, who_leaves

HEAD_S: Final = 10.0
"""From the first moment, or the end of the last answer, to the end of a head."""

BODY_S: Final = 15.0
BODY_BYTES_PER_S: Final = 2_000
"""A body has some seconds, and more as it comes: one that stands still has had its time."""

READS_S: Final = 60.0
"""How long nothing need be read of an answer: a player that was paused asks again for the rest."""

SENDS_BYTES: Final = 128 * 1024
"""What the system holds for a reader. Left to itself it grows to megabytes, and a slow reader would
seem to read nothing for minutes: there is room for more only once a third of it has gone.
"""

LEAVES_S: Final = 5.0
"""How long what is sent after a refusal is thrown away, so that the refusal can be read."""


class Awaited(Enum):
    """What a connection waits for."""

    HEAD = auto()
    BODY = auto()
    ANSWER = auto()
    READER = auto()
    LEAVING = auto()


class Strict(h11.Connection):
    """Reads requests that can be read in one way only."""

    def next_event(self) -> Any:  # noqa: ANN401 - as h11 has it
        """As h11, and RemoteProtocolError for a head that is not sound."""
        if self.their_state is h11.IDLE and not is_sound(self.trailing_data[0]):
            raise h11.RemoteProtocolError("a head that could be read in two ways")
        return super().next_event()


class Connection(H11Protocol):
    """A connection with an end to every wait. It logs nothing."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = Strict(h11.SERVER)
        self._awaited = Awaited.HEAD
        self._since = self.loop.time()
        self._came_bytes = self._unread_bytes = 0
        self._alarm: asyncio.TimerHandle | None = None
        self.is_gone = False

    @property
    def waits_since(self) -> float | None:
        """Since when it keeps us waiting, on the clock of the loop; None if it does not."""
        return None if self._awaited is Awaited.ANSWER else self._since

    def abort(self) -> None:
        """End it now, whatever was on its way."""
        self.is_gone = True
        self.transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """It is there; whoever has kept us waiting the longest makes room, be it this one."""
        super().connection_made(transport)
        with suppress(OSError):
            line = transport.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDS_BYTES)
        self._begin(Awaited.HEAD)
        oldest = who_leaves(cast("set[Connection]", self.connections), most_connections())
        if oldest is not None:
            oldest.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self.is_gone = True
        if self._alarm is not None:
            self._alarm.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """What somebody sends who was refused is thrown away."""
        if self._awaited is not Awaited.LEAVING:
            self._came_bytes += len(data)
            super().data_received(data)
            self._look()

    def pause_writing(self) -> None:
        """There is more than the other side reads."""
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        """It reads."""
        super().resume_writing()
        self._look()

    def on_response_complete(self) -> None:
        """The next request may come, unless something of this one was never read.

        Where a body has no length of its own, it ends with the connection (RFC 9112, 6.3).
        """
        if self._is_read() or self.transport.is_closing():
            super().on_response_complete()
            self._look()
            return
        self._begin(Awaited.LEAVING)
        self.flow.resume_reading()
        self.transport.write_eof()

    def send_400_response(self, msg: str) -> None:
        """What broke the protocol is told so, unless an answer was begun; and then it is over."""
        with suppress(h11.LocalProtocolError):
            super().send_400_response(msg)
        if self.cycle is not None:
            self.cycle.disconnected = True  # the fault may stand in a body that is being read
        self.transport.close()

    def shutdown(self) -> None:
        """The server ends, and this with it, once what is owed was answered."""
        with suppress(h11.LocalProtocolError):  # it broke the protocol, and is closed already
            super().shutdown()

    def _unsupported_upgrade_warning(self) -> None:
        """An upgrade that is not taken is passed over (RFC 9110, 7.8)."""

    def _is_read(self) -> bool:
        is_chunked = any(name == b"transfer-encoding" for name, _ in self.headers)
        return self.conn.their_state is not h11.SEND_BODY and not is_chunked

    def _look(self) -> None:
        """Begin to wait for what is due now, unless it was waited for already."""
        now = self._due_now()
        if now is not self._awaited:
            self._begin(now)

    def _due_now(self) -> Awaited:
        is_answered = self.cycle is not None and self.cycle.response_complete
        unread = is_answered and self.transport.get_write_buffer_size()
        if self._awaited is Awaited.LEAVING:
            return Awaited.LEAVING
        if unread or self.flow.write_paused:
            return Awaited.READER
        if self.conn.their_state is h11.IDLE:
            return Awaited.HEAD
        return Awaited.BODY if self.conn.their_state is h11.SEND_BODY else Awaited.ANSWER

    def _begin(self, awaited: Awaited) -> None:
        self._awaited, self._since = awaited, self.loop.time()
        self._came_bytes, self._unread_bytes = 0, self.transport.get_write_buffer_size()
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        until = self._until()
        self._alarm = None if until is None else self.loop.call_at(until, self._ring)

    def _until(self) -> float | None:
        """When it is over, on the clock of the loop."""
        match self._awaited:
            case Awaited.HEAD:
                return self._since + HEAD_S
            case Awaited.BODY:
                return self._since + BODY_S + self._came_bytes / BODY_BYTES_PER_S
            case Awaited.READER:
                return self._since + READS_S
            case Awaited.LEAVING:
                return self._since + LEAVES_S
        return None

    def _ring(self) -> None:
        """Time may be over: not for a body that comes, nor for a reader who reads."""
        self._look()
        unread = self.transport.get_write_buffer_size()
        if self._awaited is Awaited.READER and unread < self._unread_bytes:
            self._begin(Awaited.READER)
            return
        until = self._until()
        if until is not None and until <= self.loop.time():
            self.abort()
        else:
            self._set_alarm()
