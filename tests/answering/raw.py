"""Kindward at a port, and requests to it byte by byte."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kindward.cli.serving_words import OPENS_OWN
from tests.computer import Computer
from tests.there import there

READS_S = 30
SOON_S = 0.05

HURRIED = """
from kindward.server import connection, server
connection.HEAD_S, connection.BODY_S, connection.READS_S = 1.0, 1.0, 1.0
connection.LEAVES_S, connection.BODY_BYTES_PER_S = 0.5, 1_000_000
"""
"""A server whose seconds are shorter, so that a test need not wait for them."""


class Port:
    """One server's port; `process` is the program."""

    def __init__(self, number: int, home: Path, process: subprocess.Popen[str]) -> None:
        self.number, self.home, self.process = number, home, process
        self.host = f"localhost:{number}"

    def connect(self, sent: bytes = b"", **options: int) -> socket.socket:
        line = socket.socket()
        if "receives" in options:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, options["receives"])
        line.settimeout(READS_S)
        line.connect(("127.0.0.1", self.number))
        line.sendall(sent)
        return line

    def say(self, sent: bytes) -> bytes:
        """All that is answered, until the server ends the connection."""
        with self.connect(sent) as line:
            return rest(line)

    def sockets(self) -> int:
        """How many it has open."""
        files = Path(f"/proc/{self.process.pid}/fd").iterdir()
        return sum(file.is_socket() for file in files)

    def said(self) -> str:
        """All that it told its host to its end, but the word on how one's own pages are opened."""
        return there(self.process.stderr).read().removeprefix(f"{OPENS_OWN}\n")

    def is_well(self) -> bool:
        asked = f"GET /healthz HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n"
        return self.say(asked.encode()).startswith(b"HTTP/1.1 200 ")

    def write(self, path: str, length: int, *more: str) -> bytes:
        """The head of a write as a page of ours sends it."""
        lines = (
            f"POST {path} HTTP/1.1", f"Host: {self.host}", f"Origin: http://{self.host}",
            "Sec-Fetch-Site: same-origin", f"Content-Length: {length}", *more, "", "",
        )  # fmt: skip
        return "\r\n".join(lines).encode()


def eventually(is_so: Callable[[], bool]) -> None:
    """Waits until it is so, and fails where it never is."""
    until = time.monotonic() + READS_S
    while not is_so():
        assert time.monotonic() < until
        time.sleep(SOON_S)


def rest(line: socket.socket) -> bytes:
    """What still comes until the other side ends it, orderly or not."""
    came = b""
    try:
        while some := line.recv(65_536):
            came += some
    except ConnectionResetError:
        pass
    return came


@contextmanager
def port(home: Path, *, code: str = "", stderr: int | None = None, **env: str) -> Iterator[Port]:
    """A server, stopped at the end."""
    with Computer(home).server(code=code, stderr=stderr, **env) as program:
        number = int(there(program.stdout).readline().rpartition(":")[2])
        yield Port(number, home, program)
