"""How many connections there is room for, and who makes room for the next.

Each takes a file of the process. The record, the voice and every page need files too: so some are
never given to connections, and the system is never asked for one that it has not got.
"""

import sys
from collections.abc import Iterable
from functools import cache
from typing import Final, Protocol, TypeVar

AT_ONCE: Final = 4
"""How many come in at one step of the loop, before any of them can be counted."""

BACKLOG: Final = 128
"""How many may knock at once before the system turns them away."""

_MOST: Final = 256
_LEAST: Final = 8
_RESERVED: Final = 96
"""Files for the house (some 30), for those between the door and the count (some 30), and spare."""


class Waiting(Protocol):
    """A connection, as far as room is concerned."""

    is_gone: bool
    """Whether it was let go already."""

    @property
    def waits_since(self) -> float | None:
        """Since when it keeps us waiting; None while it waits for us."""


Guest = TypeVar("Guest", bound=Waiting)


@cache
def most_connections() -> int:
    """How many may be open at once, on a system that gives this process so many files."""
    return _of(_files())


def who_leaves(guests: Iterable[Guest], most: int) -> Guest | None:
    """Of more than there is room for, who has kept us waiting the longest: half-sent, unread, idle.

    None where there is room, or where everyone waits for us.
    """
    here = [guest for guest in guests if not guest.is_gone]
    waiting = (guest for guest in here if guest.waits_since is not None)
    oldest = min(waiting, key=lambda guest: guest.waits_since or 0.0, default=None)
    return oldest if len(here) > most else None


def _of(files: int) -> int:
    return max(_LEAST, min(_MOST, files - _RESERVED))


def _files() -> int:
    """How many files the system lets this process have open."""
    if sys.platform == "win32":  # sockets are not counted there
        return _MOST + _RESERVED
    import resource  # noqa: PLC0415 - not on Windows

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST + _RESERVED if soft == resource.RLIM_INFINITY else soft
