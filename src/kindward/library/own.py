"""Practices and paths of one's own: every file of a folder, and what became of it.

The folder is looked at whenever it is asked for, and a file is read when it is new or has changed.
So a practice appears at once, or it is said why not. What counts is what the writer said: the
`Language` header says where a file belongs, and folders are there to sort by.
"""

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from kindward.errors import KindwardError
from kindward.library import files
from kindward.library.files import Entry
from kindward.library.names import FEELINGS, PATH, PRACTICE, ends, filed, name_of
from kindward.score import Fault, Faulty, Score, parse, printable

WHAT: Final = {PRACTICE: "a practice", PATH: "a path", FEELINGS: "a table of feelings"}

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


class Named(Protocol):
    """What a file becomes: something with a name, in a language."""

    @property
    def name(self) -> str:
        """By which it is asked for."""

    @property
    def language(self) -> str:
        """The language among whose others it stands."""


Found = TypeVar("Found", bound=Named)


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
class OwnFile(Generic[Found]):
    """One file in a folder of one's own: what was found in it, or why it is left out."""

    path: str
    """Below the folder, told with `/`."""

    found: Found | None = None
    left: Left | None = None
    faults: tuple[Fault, ...] = ()
    twin: str = ""
    """Of one that is there twice: the path of the file that counts."""

    ending: str = PRACTICE
    """How such files end."""

    @property
    def lies_in(self) -> str:
        """The first folder that it lies in, which may be named for a language; or empty."""
        return self.path.partition("/")[0] if "/" in self.path else ""


class NoLength(KindwardError):
    """A practice that fits no length that a sitting may have."""


@dataclass(frozen=True, slots=True)
class FileKind(Generic[Found]):
    """What lies in a folder of one's own, and how it is read."""

    ending: str
    read: Callable[[str, bytes, tuple[Practice, ...]], Found]
    """What is in a file of this name, with what is beside it. Raises Faulty or NoLength."""

    beside: Callable[[], tuple[Practice, ...]] = tuple
    """The practices that a file may name. Asked once for a whole folder, however much is in it;
    when they are others, every file is read again."""


Known = Callable[[], Collection[str]]
"""Says languages by their tags."""

Lengths = Callable[[Practice], Collection[range]]
"""Says the whole seconds that a practice can last; none where there is no such length."""


def practices(known: Known, lengths: Lengths) -> FileKind[Practice]:
    """Practices; `known` says the languages that come with Kindward."""

    def opened(file: str, content: bytes, _beside: tuple[Practice, ...]) -> Practice:
        score = parse(content)
        practice = Practice(name_of(file), filed(score.language, known()), score)
        if not lengths(practice):
            raise NoLength
        return practice

    return FileKind(PRACTICE, opened)


class OwnFolder(Generic[Found]):
    """A folder of one's own, as it is now."""

    def __init__(self, folder: Path, kind: FileKind[Found], tell: Callable[[str], None]) -> None:
        """`tell` hears of each trouble once."""
        self._folder, self._kind, self._tell = folder, kind, tell
        self._turn = threading.Lock()
        self._seen: object = None
        self._beside: tuple[Practice, ...] = ()
        self._files: tuple[OwnFile[Found], ...] = ()
        self._read: dict[Entry, OwnFile[Found]] = {}
        self._told: frozenset[str] = frozenset()

    def files(self) -> tuple[OwnFile[Found], ...]:
        """Every file that somebody has put there, by its path."""
        with self._turn:
            beside = self._kind.beside()
            seen, is_all = files.entries(self._folder)
            if ((seen, is_all), beside) != (self._seen, self._beside):
                known = self._read if beside == self._beside else {}
                self._seen, self._beside = (seen, is_all), beside
                self._read = {
                    entry: known.get(entry) or self._opened(entry, beside) for entry in seen
                }
                self._files = tuple(_each_once(self._read.values()))
                if not is_all:
                    self._files += (self._file(self._folder.name, left=Left.MORE),)
                self._tell_new()
            return self._files

    def _opened(self, entry: Entry, beside: tuple[Practice, ...]) -> OwnFile[Found]:
        """What is in a file."""
        left = _unopened(entry, self._kind.ending)
        if left:
            return self._file(entry.path, left=left)
        try:
            content = files.content(self._folder / entry.path)
            return self._file(entry.path, self._kind.read(entry.name, content, beside))
        except Faulty as faulty:
            return self._file(entry.path, left=Left.FAULTY, faults=faulty.faults)
        except NoLength:
            return self._file(entry.path, left=Left.LENGTH)
        except OSError:
            return self._file(entry.path, left=Left.UNREADABLE)

    def _file(
        self,
        path: str,
        found: Found | None = None,
        *,
        left: Left | None = None,
        faults: tuple[Fault, ...] = (),
    ) -> OwnFile[Found]:
        return OwnFile(path, found, left, faults, ending=self._kind.ending)

    def _tell_new(self) -> None:
        """Tell what was not told when the folder was looked at before."""
        said = frozenset(trouble(file) for file in self._files if file.left)
        new, self._told = sorted(said - self._told), said
        for sentence in new[:TOLD_AT_ONCE]:
            self._tell(sentence)
        if len(new) > TOLD_AT_ONCE:
            self._tell(f"{len(new) - TOLD_AT_ONCE} more are left out; 'kindward check' shows why.")


def why(file: OwnFile[Any]) -> str:
    """Why a file is left out, as it goes on behind its name; empty for one that is not."""
    count = len(file.faults)
    sentences = {
        Left.FAULTY: f"is not used yet: it needs {count} change{'s' * (count > 1)}. "
        "'kindward check' shows where.",
        Left.ENDING: f"is left out: {WHAT[file.ending]} is a plain text file, and its name ends in "
        f"{file.ending} or .txt.",
        Left.NO_FILE: "is left out: it is not an ordinary file with words in it.",
        Left.UNREADABLE: "cannot be opened and is left out.",
        Left.LENGTH: "is left out: it does not fit any length from 1 to 30 minutes. Silences that "
        "can be shorter or longer, such as (silence 8s, 4s to 60s), make room.",
        Left.TWICE: f"is left out: it would have the same name as {shown(file.twin)}. "
        "Renaming one of the two files is enough.",
        Left.MORE: f"has more than {files.MOST_FILES:,} files, and the rest are left out.",
    }
    return sentences[file.left] if file.left else ""


def trouble(file: OwnFile[Any]) -> str:
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


def _unopened(entry: Entry, ending: str) -> Left | None:
    """Why there is nothing to open, if there is not."""
    if not entry.can_be_seen:
        return Left.UNREADABLE
    if not entry.stamp:
        return Left.NO_FILE
    return None if ends(entry.name, ending) else Left.ENDING


def _each_once(read: Collection[OwnFile[Found]]) -> Iterator[OwnFile[Found]]:
    """The files by path; of two with one name in one language, the one that is called so counts."""
    counts: dict[tuple[str, str], str] = {}
    for file in sorted(read, key=_is_renamed):
        if file.found:
            counts.setdefault((file.found.language, file.found.name), file.path)
    for file in read:
        found = file.found
        path = counts[found.language, found.name] if found else file.path
        if path == file.path:
            yield file
        else:
            yield replace(file, found=None, left=Left.TWICE, twin=path)


def _is_renamed(file: OwnFile[Found]) -> bool:
    """Whether what it holds is called otherwise than the file."""
    own_name = file.path.rpartition("/")[2]
    return file.found is None or own_name != f"{file.found.name}{file.ending}"
