"""The teachers themselves: where they and their own recordings are found, as data with its source.

Pure: text in, values out; the day is an argument. The addresses stand in practices/teachers.toml
and nowhere else. A person who opens one is the only full proof of it, so `opened` stays empty until
one has.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from kindward.support import is_stale


@dataclass(frozen=True, slots=True)
class Page:
    """An address of theirs."""

    url: str
    what: str
    """`site`, or `recordings`, which are free of charge."""

    source: str
    verified_on: date
    confidence: str
    """A: a page of that site was read. B: the same in several places. C: in one or two."""

    languages: int = 0
    """In how many languages recordings are there; 0 where that is not told."""

    opened: date | None = None
    """The day when a person last opened it and found what is said of it."""

    @property
    def host(self) -> str:
        """Whose it is, as people know it."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody, or a place, whose work practices grew from."""

    name: str
    practices: tuple[str, ...]
    pages: tuple[Page, ...]


def shipped() -> tuple[Teacher, ...]:
    """The teachers that came with this Kindward."""
    return read(files("kindward").joinpath("practices", "teachers.toml").read_text("utf-8"))


def read(text: str) -> tuple[Teacher, ...]:
    """The teachers in a text. Raises KeyError or TypeError on a lack."""
    return tuple(_teacher(written) for written in tomllib.loads(text)["teacher"])


def of(teachers: Iterable[Teacher], practice: str) -> tuple[Teacher, ...]:
    """Those whose work a practice grew from."""
    return tuple(teacher for teacher in teachers if practice in teacher.practices)


def pages(teachers: Iterable[Teacher]) -> Iterator[tuple[Teacher, Page]]:
    """Every address with whose it is."""
    return ((teacher, page) for teacher in teachers for page in teacher.pages)


def stale(teachers: Iterable[Teacher], today: date) -> tuple[tuple[Teacher, Page], ...]:
    """The addresses that need a new check before a release, as lines to a person do."""
    return tuple(each for each in pages(teachers) if is_stale(each[1].verified_on, today))


def _teacher(written: Mapping[str, Any]) -> Teacher:
    found = tuple(Page(**page) for page in written["page"])
    return Teacher(written["name"], tuple(written["practices"]), found)
