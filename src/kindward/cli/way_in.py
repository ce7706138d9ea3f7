"""How a browser is led in to one's own pages: by whom, where to, and whether there is one."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from kindward import launch
from kindward.cli.listening import bracketed
from kindward.launch import LOCALHOST, LOOPBACK


def has_a_screen() -> bool:
    """Whether a browser would open in a window, and not in this terminal."""
    if sys.platform in {"darwin", "win32"} or "BROWSER" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_running(home: Path, host: str, port: int) -> bool:
    """Whether it is this folder's server that listens there; without a proof it is not."""
    addresses = LOOPBACK if host == LOCALHOST else (host,)
    with suppress(OSError):
        return launch.is_ours(home, port, addresses)
    return False


def own_address(home: Path, host: str, port: int) -> str:
    """Where one's own pages open at this server: under a name of their own, if it has one."""
    return address(launch.host(home) if host == LOCALHOST else host, port)


def address(host: str, port: int) -> str:
    """The first page at this host and port."""
    return f"http://{bracketed(host)}:{port}"


def page(home: Path, address: str) -> str:
    """What a browser is shown to be led in; where nothing can be kept, the address alone."""
    try:
        return launch.page(home, address).as_uri()
    except OSError:
        return address
