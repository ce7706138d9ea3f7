"""A line between browser and server that can be cut, or go quiet while it stays connected."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

import pytest

OPEN, CUT, HANG = "open", "cut", "hang"

LOST = [CUT, pytest.param(HANG, marks=pytest.mark.release)]
"""How a line can be lost. What waits for one that hangs is waited for at a release, but for a sitting."""


class Relay:
    """Passes bytes on while it is open. Its port stays the same, so it is one origin throughout."""

    def __init__(self, target: str) -> None:
        self.lead(target)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: set[socket.socket] = set()
        self._mode = OPEN
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def lead(self, target: str) -> None:
        """From now on to this server."""
        where = urlsplit(target)
        self._target = (where.hostname, where.port)

    def become(self, mode: str) -> None:
        """From now on; what is under way ends, or in a line that hangs stays without an answer."""
        self._mode = mode
        if mode != HANG:
            self._drop()

    def close(self) -> None:
        self._listener.close()
        self._drop()

    def _drop(self) -> None:
        for end in list(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with closing(near), suppress(OSError):
            self._ends.add(near)
            if self._mode == CUT:
                return
            with socket.create_connection(self._target) as far:
                self._ends.add(far)
                for end in (near, far):  # as a server and a browser do
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                back = threading.Thread(target=self._pass, args=(far, near), daemon=True)
                back.start()
                self._pass(near, far)
                back.join()
                self._ends.discard(far)
        self._ends.discard(near)

    def _pass(self, giver: socket.socket, taker: socket.socket) -> None:
        """Bytes one way, until either side has gone. A line that hangs swallows them."""
        with suppress(OSError):
            while piece := giver.recv(65_536):
                if self._mode == OPEN:
                    taker.sendall(piece)
            taker.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(target: str) -> Iterator[Relay]:
    relay = Relay(target)
    try:
        yield relay
    finally:
        relay.close()
