"""A server that ends when it is asked to: within seconds, whatever hangs, with the right code.

What was acknowledged is on the disk by then, so that nothing is lost with whoever is cut off.
"""

import asyncio
import logging
import os
import signal
import socket
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, cast

import uvicorn

from kindward.server.room import BACKLOG

if TYPE_CHECKING:
    from kindward.server.connection import Connection

GRACE_S: Final = 3.0
"""What answers that are on their way have, once the server was asked to end."""

ENDS_S: Final = 8.0
"""When it is over, also for a thread that never comes back: from a voice, a disk, a database."""

FULL: Final = (
    "This system has no more files to open, so some connections wait. "
    "A higher limit (ulimit -n) makes room."
)

logger: Final = logging.getLogger("kindward.server")


class Server(uvicorn.Server):
    """Uvicorn's server, with an end."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._is_full = False
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Ready after this. Few come in at a step, and many may wait at the door meanwhile."""
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._hear)
        await super().startup(sockets)
        for each in sockets or ():
            each.listen(BACKLOG)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end. Asked a second time, it lets go of everyone at once."""
        if self.should_exit and self._loop is not None:
            self._loop.call_soon_threadsafe(self._let_go)
            return
        last = Timer(ENDS_S, os._exit, (0 if sig == signal.SIGINT else 128 + sig,))
        last.daemon = True
        last.start()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answers on their way have some seconds; then every connection is closed."""
        asyncio.get_running_loop().call_later(GRACE_S, self._let_go)
        await super().shutdown(sockets)

    def _let_go(self) -> None:
        for connection in list(self.server_state.connections):
            cast("Connection", connection).abort()

    def _hear(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """What went wrong beside any request. That no file is left is said once."""
        if "out of system resource" not in context["message"]:
            loop.default_exception_handler(context)
        elif not self._is_full:
            self._is_full = True
            logger.warning(FULL)
