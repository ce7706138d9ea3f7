"""What `kindward serve` and `kindward open` say to a person: the page, and the way to it."""

import errno
from typing import Final

SERVE_HELP: Final = """Start Kindward for a browser on this computer.

Prints its address when it is ready, and opens it. Ctrl-C stops it. Nothing about which pages you
visit is written to a log.

\b
Examples:
  kindward serve
  kindward serve --port 8000 --no-browser
"""

OPEN_HELP: Final = """Opens your own pages in your browser again, while Kindward is running.

They close by themselves after a while, and this opens them again. With --print, you get a link
instead: for a computer without a screen, or over ssh. This does not start Kindward.

\b
Examples:
  kindward open
  kindward open --print
"""

HOST: Final = "The address to listen on."
PORT: Final = "The port to listen on.  [default: 8423, or the next that is free]"
NO_BROWSER: Final = "Do not open a browser."
PRINT: Final = "Print a link to your own pages. It works once, and only for a minute."

OPENS_OWN: Final = (
    "`kindward open` opens your own pages in a browser. Without a screen, `kindward open --print`"
    " prints a link to them."
)
NOT_RUNNING: Final = (
    "Kindward is not running with this data folder, so there is nothing to open yet. `kindward`"
    " starts it. On a computer without a screen, `kindward serve --no-browser` does."
)
NO_OWN_PAGES: Final = (
    "KINDWARD_HOSTS is set, so Kindward is open to other people here and saves nothing about"
    " anyone. There are no pages of your own to open."
)
NO_BROWSER_HERE: Final = (
    "No browser could be opened from here. `kindward open --print` prints a link instead."
)
DATA_FOLDER: Final = "The data folder"


def ready(address: str) -> str:
    """The page is there."""
    return f"Kindward is ready: {address}"


def opens_once(port: int) -> str:
    """What was printed is a way in."""
    return (
        "This link opens your own pages in a browser on this computer. It works once, and only for"
        f" a minute. If you are connected over ssh, connect with -L {port}:localhost:{port} to open"
        " it on the computer in front of you."
    )


def unusual(port: int) -> str:
    """Another port than at other starts."""
    return (
        f"Port {port}, the usual one here, is in use, so another one was chosen. What your browser"
        " remembers, such as favorites, stays with the usual port. It is back once that port is"
        " free."
    )


def not_ours(port: int) -> str:
    """Somebody else answers at our port."""
    return (
        f"Another program also answers at port {port} of this computer, so your own pages stay"
        " closed there. With a different --port, they open."
    )


def reachable(address: str) -> str:
    """A warning for whoever serves to more than this machine."""
    return (
        f"Anyone on the network who can reach {address} can open this page without a password."
        " With --host localhost, only this computer can."
    )


def no_host(host: str) -> str:
    """An address that this machine does not know."""
    return f"There is no address called {host[:80]!r} here; localhost is this computer."


def no_port(port: int, number: int | None, reason: str | None) -> str:
    """A port that cannot be listened on."""
    if number == errno.EADDRINUSE:
        return (
            f"Port {port} is used by another program. Without --port, a free one is found for you."
        )
    if number in {errno.EACCES, errno.EPERM}:
        return f"Port {port} is reserved for the system. Ports from 1024 up are free to use."
    return f"Port {port} cannot be used here: {reason}."
