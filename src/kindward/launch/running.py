"""Where this folder's servers listen: each tells it here while it runs, whatever its port.

A note may be older than its server, or its port another program's by now: only `is_ours` proves it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kindward.launch import files
from kindward.launch.identity import LOCALHOST, LOOPBACK
from kindward.launch.port import as_port

FOLDER: Final = "running"

HOSTS: Final = (LOCALHOST, *LOOPBACK)
"""Where one's own pages can be opened at all."""


@contextmanager
def running(home: Path, host: str, port: int) -> Iterator[None]:
    """Tells that a server listens at this host of `HOSTS`, as far as anything can be kept."""
    note = home / FOLDER / str(port)
    with suppress(OSError):
        files.write(note, f"{host}\n")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def told(home: Path) -> list[tuple[str, int]]:
    """Host and port of each server that has told of itself, the latest first."""
    try:
        notes = sorted((home / FOLDER).iterdir(), key=_age, reverse=True)
    except OSError:
        return []
    found = [(_host(note), as_port(note.name)) for note in notes]
    return [(host, port) for host, port in found if host in HOSTS and port is not None]


def _age(note: Path) -> float:
    with suppress(OSError):
        return note.stat().st_mtime
    return 0.0


def _host(note: Path) -> str:
    with suppress(OSError):
        return files.read(note)
    return ""
