"""Sockets for the page, on every address of a host, and what a browser calls them.

Bound before the server starts, so that a port that is taken is told in plain words. What cannot
be is an OSError of the system's own.
"""

import os
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from errno import EADDRINUSE
from ipaddress import ip_address
from typing import Final

from kindward.launch import LOCALHOST, LOOPBACK

NOWHERE: Final = ("192.0.2.1", 9)
"""An address that no machine has (RFC 5737)."""

BACKLOG: Final = 128
"""How many may knock at once before the system turns them away."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Open sockets of one port, on every address of one host."""

    host: str
    sockets: list[socket.socket]

    @property
    def port(self) -> int:
        """The port of each of them."""
        port: int = self.sockets[0].getsockname()[1]
        return port

    @property
    def is_private(self) -> bool:
        """Whether only programs on this machine can reach it."""
        return all(ip_address(each.getsockname()[0]).is_loopback for each in self.sockets)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a browser on this machine may look for it."""
        if self.host == LOCALHOST:
            return LOOPBACK
        return tuple(str(each.getsockname()[0]) for each in self.sockets)

    @property
    def is_everywhere(self) -> bool:
        """Whether it listens on every address that this machine has, whichever they are."""
        return ip_address(self.sockets[0].getsockname()[0]).is_unspecified

    @property
    def url(self) -> str:
        """What to type into a browser on this machine."""
        return self.url_of(LOCALHOST if self.is_everywhere else self.host)

    def url_of(self, name: str) -> str:
        """What to type into a browser that knows this machine by this name."""
        return f"http://{bracketed(name)}:{self.port}"

    def names(self) -> Sequence[str]:
        """What others on the network may call this machine, the surest first."""
        if not self.is_everywhere:
            return (self.host,)
        name = socket.gethostname().lower()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward, suppress(OSError):
            outward.connect(NOWHERE)  # sends nothing: it only looks up which way it would go
            return (outward.getsockname()[0], name, f"{name}.local")
        return (name, f"{name}.local")


def bracketed(name: str) -> str:
    """A host as an address on the web writes it (RFC 3986, 3.2.2)."""
    return f"[{name}]" if ":" in name else name


def listen(host: str, ports: Iterable[int]) -> Listening:
    """Listening on the first of the ports that is free. Raises OSError for the last one tried.

    Only a port that is taken lets the next be tried. 0 is any that the system has.
    """
    taken = OSError()
    for port in ports:
        try:
            return Listening(host, _bind(host, port))
        except OSError as error:
            if error.errno != EADDRINUSE:
                raise
            taken = error
    raise taken


def _bind(host: str, port: int) -> list[socket.socket]:
    """One socket for each address of the host. `localhost` is two, and a browser may try either."""
    bound: list[socket.socket] = []
    try:
        for address in _addresses(host):
            bound.append(_socket(address, port))
            port = bound[0].getsockname()[1]
    except OSError:
        for each in bound:
            each.close()
        raise
    return bound


def _addresses(host: str) -> list[str]:
    """The host's addresses that this machine has.

    `localhost` is both of its addresses, whatever the system says of it: a browser tries both, and
    whoever else listened at one of them would be taken for us.
    """
    if host == LOCALHOST:
        addresses = list(LOOPBACK)
    else:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    return [address for address in addresses if _is_here(address)] or addresses[:1]


def _is_here(address: str) -> bool:
    try:
        _socket(address, 0).close()
    except OSError:
        return False
    return True


def _socket(address: str, port: int) -> socket.socket:
    """It is named as TCP: only what is so named does asyncio send without delay (TCP_NODELAY).

    Without that, the body of an answer waits until its head has been acknowledged: 40 ms on one
    machine, a whole way there and back on a line (RFC 896, RFC 1122 4.2.3.2).
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":  # on Windows this would let two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if made.family == socket.AF_INET6:
            # "::" is everywhere, IPv4 too; any other address leaves IPv4 to a socket of its own
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address != "::"))
        made.bind((address, port))
        made.listen(BACKLOG)  # with bind alone, a port that another listens on may seem free
    except OSError:
        made.close()
        raise
    return made
