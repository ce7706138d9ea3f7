"""Feelings in people's own words, and the practices that suit each: a table in a text file. Pure.

    Language: en

    # Ashamed
    Button: yes
    Practices: hold-gently, self-compassion-break
    Words: shame, embarrassed, made a fool of myself

One file for each language, written like the headers of a score: `>` begins a note, and a line that
begins with spaces carries the one above it on. It is read whole or not at all, and every fault of
it is told with its place and a way out.
"""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from kindward.library.names import FEELINGS
from kindward.score import Fault, Faulty
from kindward.score.faults import MOST_FAULTS
from kindward.score.source import MOST_LINES, MOST_SIGNS, decode, look_over, split

FILE: Final = "feelings.txt"
"""What the table is called that comes with Kindward."""

MOST_BUTTONS: Final = 8
"""How many feelings may stand under the large button: what a tired person can take in at once."""

MOST_WORDS: Final = 1_000
"""How many words a table may have: each is held against each that is typed."""

MOST_NAME: Final = 40
"""Signs in the name of a feeling: it is a button, beside others."""

_LISTS: Final = ("Practices", "Words")
_FLAGS: Final = ("Button", "Person")
_KEY: Final = re.compile(r"([A-Za-z]+)\s*:(.*)")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Feeling:
    """One feeling, or one thing that weighs on people."""

    name: str
    practices: tuple[str, ...]
    """Names, the one to begin with first."""

    words: tuple[str, ...]
    """What people may type for it, beside its name."""

    at_hand: bool = False
    """Whether it stands under the large button."""

    wants_a_person: bool = False
    """Whether people to talk with are shown before any practice."""


class FaultyFeelings(Faulty):
    """A table with faults: all of them, in order of place."""


@dataclass(frozen=True, slots=True)
class Feelings:
    """All of one language, in the order in which they are shown."""

    language: str
    all: tuple[Feeling, ...]
    name: str = "feelings"
    """The same for all: a language has one table."""

    def among(self, practices: Collection[str]) -> tuple[Feeling, ...]:
        """The feelings, each with those of its practices that are here; without one, it is left."""
        here = (
            replace(each, practices=tuple(name for name in each.practices if name in practices))
            for each in self.all
        )
        return tuple(each for each in here if each.practices)


def is_feelings(file: str) -> bool:
    """Whether a file's name is that of such a table: `feelings.txt`, or with its ending."""
    return file.lower() == FILE or file.lower().endswith((FEELINGS, f"{FEELINGS}.txt"))


def read_feelings(source: str | bytes, practices: Collection[str]) -> Feelings:
    """The table in a text; `practices` are the names it may use.

    Raises FaultyFeelings, which holds every fault of it in order of place.
    """
    lines = split(decode(source))
    reading = _Reading(practices, list(look_over(lines)))
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        reading.take(number, line[:MOST_SIGNS])
    read = reading.finish()
    if reading.faults:
        found = sorted(dict.fromkeys(reading.faults), key=lambda fault: fault.line)
        raise FaultyFeelings(tuple(found[:MOST_FAULTS]))
    return read


@dataclass(slots=True)
class _Entry:
    """What stands below one heading so far, and where the heading is."""

    name: str
    line: int
    source: str
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    def feeling(self) -> Feeling:
        practices, words = (self.lists.get(key, ()) for key in _LISTS)
        return Feeling(self.name, practices, words, *(key in self.flags for key in _FLAGS))


@dataclass(slots=True)
class _Reading:
    """How far the reading has come. It lives for one call of `read_feelings`."""

    practices: Collection[str]
    faults: list[Fault]
    language: str = ""
    entries: list[_Entry] = field(default_factory=list)
    key: str = ""
    number: int = 0
    line: str = ""

    def take(self, number: int, line: str) -> None:
        """Read one line of the file."""
        self.number, self.line = number, line
        text = line.strip()
        if not text or text.startswith(">"):
            self.key = ""
        elif text.startswith("#"):
            self._take_heading(" ".join(text.lstrip("# \t").split()))
        elif line[0].isspace() and self.key:
            self._take_list(text)
        elif found := _KEY.fullmatch(text):
            self._take_key(found[1].title(), found[2].strip())
        else:
            self._fault(
                text,
                "a line that has no meaning here",
                "begin it with 'Words:', or with '>' for a note",
            )

    def finish(self) -> Feelings:
        """The whole table; what is missing from it becomes a fault."""
        self.number, self.line = 1, ""
        if not self.language:
            self._fault("", "no Language", "begin the file with a line 'Language: en'")
        if not self.entries:
            self._fault("", "no feeling", "begin the first one with a line like '# Ashamed'")
        self._weigh_entries()
        return Feelings(self.language, tuple(entry.feeling() for entry in self.entries))

    def _weigh_entries(self) -> None:
        """What an entry lacks, and where there are too many of something."""
        buttons = words = 0
        for entry in self.entries:
            self.number, self.line = entry.line, entry.source
            before, words = words, words + len(entry.lists.get("Words", ()))
            buttons += "Button" in entry.flags
            if not entry.lists.get("Practices"):
                hint = "add a line 'Practices: hold-gently' below it"
                self._fault(entry.name, "a feeling without a practice", hint)
            if "Button" in entry.flags and buttons > MOST_BUTTONS:
                hint = "take out its line 'Button: yes', or that of another"
                self._fault(entry.name, f"more than {MOST_BUTTONS} under the button", hint)
            if before <= MOST_WORDS < words:
                self._fault(entry.name, f"more than {MOST_WORDS:,} words", "leave some of them out")

    def _take_heading(self, name: str) -> None:
        self.key = ""
        if not name:
            self._fault("#", "a feeling without a name", "name it: '# Ashamed'")
        elif len(name) > MOST_NAME:
            self._fault(name, f"a name of over {MOST_NAME} characters", "make it shorter")
        elif name.casefold() in {entry.name.casefold() for entry in self.entries}:
            self._fault(name, "a feeling that is there already", "join the two into one")
        self.entries.append(_Entry(name, self.number, self.line))

    def _take_key(self, key: str, text: str) -> None:
        self.key = ""
        if key == "Language" and not self.entries:
            self._take_language(text)
        elif not self.entries or key not in (*_LISTS, *_FLAGS):
            known = ", ".join(f"'{each}:'" for each in (*_FLAGS, *_LISTS))
            self._fault(
                key, "a line that has no meaning here", f"below a feeling you can use {known}"
            )
        elif key in _LISTS:
            self.key = key
            self._take_list(text)
        elif text.lower() == "yes":
            self.entries[-1].flags.add(key)
        elif text.lower() != "no":
            self._fault(text, f"neither yes nor no for {key}", f"write '{key}: yes'")

    def _take_language(self, tag: str) -> None:
        self.language = tag
        if not _LANGUAGE.fullmatch(tag):
            self._fault(tag, "a language tag that cannot be read", "write it like 'Language: en'")

    def _take_list(self, text: str) -> None:
        told = tuple(_told(text))
        lists = self.entries[-1].lists
        lists[self.key] = lists.get(self.key, ()) + told
        for name in told if self.key == "Practices" else ():
            if name not in self.practices and len(self.faults) < MOST_FAULTS:
                near = difflib.get_close_matches(name, self.practices, n=1)
                hint = f"did you mean {near[0]}?" if near else "'kindward practices' lists them"
                self._fault(name, "a practice that is not here", hint)

    def _fault(self, found: str, problem: str, hint: str) -> None:
        column = max(self.line.find(found), 0) + 1
        self.faults.append(Fault(self.number, column, found[:80], problem, hint, self.line))


def _told(text: str) -> Iterator[str]:
    """What stands between commas."""
    return (part for part in map(str.strip, text.split(",")) if part)
