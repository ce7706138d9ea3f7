"""The port of one's own pages, the same at every start: to a browser another port is another place.

What a browser keeps (favourites, sound for offline, the way back in) belongs to one place.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from kindward.launch import files

FILE: Final = "port"
MOST: Final = 65_535


def kept_port(home: Path) -> int | None:
    """The port that was kept, if one was."""
    try:
        text = files.read(home / FILE)
    except OSError:
        return None
    return as_port(text)


def as_port(text: str) -> int | None:
    """The port that is written there, if one is."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
    return int(text) if is_number and 0 < int(text) <= MOST else None


def keep_port(home: Path, port: int) -> None:
    """Keep it, where something can be kept."""
    with suppress(OSError):
        files.write(home / FILE, f"{port}\n")
