"""A look at the open sessions, again and again: what nobody reads is closed though nobody asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

LOOKS_S: Final = 2.0


@contextmanager
def watching(look: Callable[[], None], every_s: float = LOOKS_S) -> Iterator[None]:
    """Looks at once after each wait, in a thread of its own, for as long as this is open."""
    over = Event()

    def watch() -> None:
        while not over.wait(every_s):
            look()

    Thread(target=watch, name="watch", daemon=True).start()
    try:
        yield
    finally:
        over.set()
