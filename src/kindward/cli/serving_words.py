"""What `kindward serve` and `kindward open` say to a person: the page, and the way to it."""

import errno
from typing import Final

SERVE_HELP: Final = """The page, for a browser on this machine.

Prints its address when it is ready, and opens it. Ctrl-C closes it. What is asked for is not
written to any log.

\b
Examples:
  kindward serve
  kindward serve --port 8000 --no-browser
"""

OPEN_HELP: Final = """Your own pages again, in your browser, while Kindward runs.

They close by themselves after a while; this leads back in. With --print, the way in is printed: for
a machine without a screen, or over ssh. It starts nothing.

\b
Examples:
  kindward open
  kindward open --print
"""

HOST: Final = "The address to listen on."
PORT: Final = "The port to listen on.  [default: 8423, or the next that is free]"
NO_BROWSER: Final = "Do not open a browser."
PRINT: Final = "Print the address that leads in: it opens once, within a minute."

OPENS_OWN: Final = (
    "`kindward open` leads a browser to your own pages; without a screen, `kindward open --print`"
    " prints the way in."
)
NOT_RUNNING: Final = (
    "Kindward is not running for this data folder, so there is nothing to open yet. `kindward`"
    " starts it, or `kindward serve --no-browser` on a machine without a screen."
)
NO_OWN_PAGES: Final = (
    "With KINDWARD_HOSTS set, Kindward serves others and keeps nothing about anyone, so there are"
    " no pages of your own to open."
)
NO_BROWSER_HERE: Final = (
    "No browser could be opened from here. `kindward open --print` prints the way in instead."
)
DATA_FOLDER: Final = "The data folder"


def ready(address: str) -> str:
    """The page is there."""
    return f"Kindward is ready: {address}"


def opens_once(port: int) -> str:
    """What was printed is a way in."""
    return (
        "This opens your own pages once, within a minute, in a browser on this computer. Over ssh,"
        f" a connection with -L {port}:localhost:{port} brings it to yours."
    )


def unusual(port: int) -> str:
    """Another port than at other starts."""
    return (
        f"Port {port}, the usual one here, is in use. What a browser keeps of Kindward, such as"
        " favorites, stays with that port and is back when it is free."
    )


def not_ours(port: int) -> str:
    """Somebody else answers at our port."""
    return (
        f"Another program answers at port {port} of this computer as well. Your own pages stay"
        " closed there; another --port opens them."
    )


def reachable(address: str) -> str:
    """A warning for whoever serves to more than this machine."""
    return (
        f"Everyone who can reach {address} on the network can open this page, and without a"
        " password; --host localhost keeps it to this machine."
    )


def no_host(host: str) -> str:
    """An address that this machine does not know."""
    return f"There is no address called {host[:80]!r} here; localhost is this machine."


def no_port(port: int, number: int | None, reason: str | None) -> str:
    """A port that cannot be listened on."""
    if number == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; without --port, a free one is found."
    if number in {errno.EACCES, errno.EPERM}:
        return f"Port {port} is kept for the system; those from 1024 on are open to all."
    return f"Port {port} cannot be used here: {reason}."
