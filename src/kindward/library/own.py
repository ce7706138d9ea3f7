"""The practices of one's own: every file of their folder, and what became of it.

The folder is looked at whenever it is asked for, and a file is read when it is new or has changed.
So a practice appears at once, or it is said why not. What counts is what the writer said: the
`Language` header says where a practice belongs, and folders are there to sort by.
"""

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError
from kindward.library import files
from kindward.library.feelings import Feelings, is_feelings, read_feelings
from kindward.library.files import Entry
from kindward.library.names import GROUNDING, NINE, filed, is_a_practice, name_of
from kindward.score import Fault, FaultyScore, Score, parse, printable

TOLD_AT_ONCE: Final = 20
"""How many files are told in a log at once; `kindward check` tells all."""


class UnreadableFile(KindwardError):
    """A score file that could not be opened: what is the matter, without its whole path."""


@dataclass(frozen=True, slots=True, eq=False)
class Practice:
    """A score under the name by which it is asked for. Each is itself: read once, never changed."""

    name: str
    language: str
    score: Score


class Left(StrEnum):
    """Why a file is left out."""

    FAULTY = "faulty"
    ENDING = "ending"
    NO_FILE = "no file"
    UNREADABLE = "unreadable"
    LENGTH = "length"
    """It fits no length that a sitting may have."""

    TWICE = "twice"
    MORE = "more"
    """There are more files than are looked at; the path is that of the folder."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file in the folder of one's own: a practice, a table of feelings, or left out."""

    path: str
    """Below the folder, told with `/`."""

    practice: Practice | None = None
    feelings: Feelings | None = None
    left: Left | None = None
    faults: tuple[Fault, ...] = ()
    twin: str = ""
    """Of one that is there twice: the path of the file that counts."""

    @property
    def called(self) -> tuple[str, str] | None:
        """In which language it counts, and under which name; a table of feelings has no other."""
        if self.feelings:
            return self.feelings.language, ""
        return (self.practice.language, self.practice.name) if self.practice else None

    @property
    def lies_in(self) -> str:
        """The first folder that it lies in, which may be named for a language; or empty."""
        return self.path.partition("/")[0] if "/" in self.path else ""


Known = Callable[[], Collection[str]]
"""Says languages by their tags."""

Fits = Callable[[Score], bool]
"""Says whether there is any length that a practice can last."""


class OwnFolder:
    """The folder of one's own practices, as it is now."""

    def __init__(self, folder: Path, known: Known, fits: Fits, tell: Callable[[str], None]) -> None:
        """`known` says the languages that come with Kindward; `tell` hears of each trouble once."""
        self._folder, self._known, self._fits, self._tell = folder, known, fits, tell
        self._turn = threading.Lock()
        self._seen: object = None
        self._files: tuple[OwnFile, ...] = ()
        self._read: dict[Entry, OwnFile] = {}
        self._told: frozenset[str] = frozenset()

    def files(self) -> tuple[OwnFile, ...]:
        """Every file that somebody has put there, by its path."""
        with self._turn:
            seen, is_all = files.entries(self._folder)
            if (seen, is_all) != self._seen:
                self._seen = seen, is_all
                self._read = self._all(seen)
                self._files = tuple(_each_once(self._read.values()))
                if not is_all:
                    self._files += (OwnFile(self._folder.name, left=Left.MORE),)
                self._tell_new()
            return self._files

    def _all(self, seen: Collection[Entry]) -> dict[Entry, OwnFile]:
        """What is in each file; a table of feelings is read anew, for it names others."""
        read = {entry: file for entry, file in self._read.items() if not is_feelings(entry.name)}
        names = {*NINE, GROUNDING, *(name_of(entry.name) for entry in seen)}
        return {entry: read.get(entry) or self._opened(entry, names) for entry in seen}

    def _opened(self, entry: Entry, names: Collection[str]) -> OwnFile:
        """What is in a file; a table may name these practices."""
        left = _unopened(entry)
        if left:
            return OwnFile(entry.path, left=left)
        try:
            content = files.content(self._folder / entry.path)
            if is_feelings(entry.name):
                table = read_feelings(content, names)
                language = filed(table.language, self._known())
                return OwnFile(entry.path, feelings=replace(table, language=language))
            score = parse(content)
        except FaultyScore as faulty:
            return OwnFile(entry.path, left=Left.FAULTY, faults=faulty.faults)
        except OSError:
            return OwnFile(entry.path, left=Left.UNREADABLE)
        if not self._fits(score):
            return OwnFile(entry.path, left=Left.LENGTH)
        language = filed(score.language, self._known())
        return OwnFile(entry.path, Practice(name_of(entry.name), language, score))

    def _tell_new(self) -> None:
        """Tell what was not told when the folder was looked at before."""
        said = frozenset(trouble(file) for file in self._files if file.left)
        new, self._told = sorted(said - self._told), said
        for sentence in new[:TOLD_AT_ONCE]:
            self._tell(sentence)
        if len(new) > TOLD_AT_ONCE:
            self._tell(f"{len(new) - TOLD_AT_ONCE} more are left out; 'kindward check' shows why.")


def why(file: OwnFile) -> str:
    """Why a file is left out, as it goes on behind its name; empty for one that is not."""
    count = len(file.faults)
    sentences = {
        Left.FAULTY: f"is not used yet: it needs {count} change{'s' * (count > 1)}. "
        "'kindward check' shows where.",
        Left.ENDING: "is left out: a practice is a plain text file, and its name ends in .score or "
        ".txt.",
        Left.NO_FILE: "is left out: it is not an ordinary file with words in it.",
        Left.UNREADABLE: "cannot be opened and is left out.",
        Left.LENGTH: "is left out: it does not fit any length from 1 to 30 minutes. Silences that "
        "can be shorter or longer, such as (silence 8s, 4s to 60s), make room.",
        Left.TWICE: f"is left out: it would have the same name as {shown(file.twin)}. "
        "Renaming one of the two files is enough.",
        Left.MORE: f"has more than {files.MOST_FILES:,} files, and the rest are left out.",
    }
    return sentences[file.left] if file.left else ""


def trouble(file: OwnFile) -> str:
    """Why a file is left out, in a sentence with its own name and no path."""
    return f"{shown(file.path)} {why(file)}"


def shown(path: str) -> str:
    """A file's own name, safe to print."""
    return printable(path.rpartition("/")[2])


def read(path: Path, known: Collection[str] = ()) -> Practice:
    """A practice from a file of one's own. Raises UnreadableFile or FaultyScore."""
    try:
        score = parse(files.content(path))
    except OSError as error:
        reason = error.strerror or "it is not a file with words in it"
        raise UnreadableFile(f"{path.name}: {reason[0].lower()}{reason[1:]}.") from None
    return Practice(name_of(path.name), filed(score.language, known), score)


def _unopened(entry: Entry) -> Left | None:
    """Why there is nothing to open, if there is not."""
    if not entry.can_be_seen:
        return Left.UNREADABLE
    if not entry.stamp:
        return Left.NO_FILE
    return None if is_a_practice(entry.name) else Left.ENDING


def _each_once(found: Collection[OwnFile]) -> Iterator[OwnFile]:
    """The files by path; of two with one name in one language, the one that is called so counts."""
    counts: dict[tuple[str, str], str] = {}
    for file in sorted(found, key=_is_renamed):
        if file.called:
            counts.setdefault(file.called, file.path)
    for file in found:
        path = counts[file.called] if file.called else file.path
        if path == file.path:
            yield file
        else:
            yield replace(file, practice=None, feelings=None, left=Left.TWICE, twin=path)


def _is_renamed(file: OwnFile) -> bool:
    """Whether its practice is called otherwise than the file."""
    own_name = file.path.rpartition("/")[2]
    return file.practice is None or own_name != f"{file.practice.name}.score"
