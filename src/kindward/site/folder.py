"""A folder that an export fills: the whole of it or nothing, and only what is ours is replaced.

Files are made in a place beside their own and moved once all are there, so an export that fails or
is stopped leaves everything as it was. The folder keeps a list of what was put there: a site that
lies with a `.git` or a `CNAME` beside it is made anew without touching them. Nothing is written
through a link: one that stands where a file or folder of ours belongs is replaced itself.
"""

import os
import shutil
from contextlib import suppress
from errno import EEXIST, EISDIR, ENOTDIR
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kindward.errors import KindwardError

MARK: Final = ".kindward-site"
"""Names what exports have put into its folder, one path on each line."""

PART: Final = ".kindward-site.part"
"""Where the files wait until all are there: in the folder, or behind the name of a new one."""

OF_THE_SYSTEM: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", PART})
"""What systems, and exports that were stopped, leave in a folder that is empty all the same."""


class NotEmpty(KindwardError):
    """A folder with things in it, and none of them from an export."""


class Folder:
    """The folder of a site, open for one export: `with` it, write, and `keep` what was written."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._is_new = not path.exists()
        self._part = path.with_name(f".{path.name}{PART}") if self._is_new else path / PART
        self._mark = self._path / MARK
        self._made = set[str]()
        self._parents: list[Path] = []

    def __enter__(self) -> Self:
        """Make a place beside a new folder, or one in a folder that is empty or ours.

        Raises NotEmpty, and OSError where nothing can be made.
        """
        if not self._is_new and not self._mark.exists() and not _is_empty(self._path):
            raise NotEmpty(
                f"{self._path.name} is not empty, and no export has made it. "
                "A new folder, or an empty one, will do."
            )
        missing = [each for each in self._part.parents if not each.exists()]
        try:
            self._part.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)) from None
        self._parents = missing
        _clear(self._part)
        self._part.mkdir()
        return self

    def write(self, file: str, content: bytes) -> None:
        """Put a file among those that wait. Raises OSError."""
        target = self._part / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self._made.add(file)

    def keep(self) -> None:
        """Move all of it to its place, and take away what earlier exports made and this did not.

        Raises OSError before anything is moved where something of somebody else's is in the way.
        """
        before = self._listed()
        self._tell_made(self._part / MARK, self._made | before)
        if self._is_new:
            self._part.rename(self._path)
        else:
            self._move()
        for file in before - self._made:
            self._remove(self._path / file)
        self._tell_made(self._mark, self._made)
        self._parents = []

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Whatever was not kept is gone, with the folders that were made for it."""
        _clear(self._part)
        for folder in self._parents:
            with suppress(OSError):
                folder.rmdir()

    def _move(self) -> None:
        """The files into a folder that is there already: first their folders, then each in a step.

        The list of them goes first, so that what a power cut leaves is cleared up by the next.
        """
        for file in self._made:
            target = self._path / file
            for folder in reversed(target.relative_to(self._path).parents[:-1]):
                _make(self._path / folder)
            if target.is_dir() and not target.is_symlink():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        for file in (MARK, *sorted(self._made)):
            (self._part / file).replace(self._path / file)

    def _listed(self) -> set[str]:
        """What earlier exports say that they have made."""
        if self._mark.is_symlink() or not self._mark.is_file():
            return set()
        return set(self._mark.read_text("utf-8").splitlines())

    @staticmethod
    def _tell_made(mark: Path, made: set[str]) -> None:
        mark.write_text("".join(f"{file}\n" for file in sorted(made)), "utf-8")

    def _remove(self, path: Path) -> None:
        """Remove a file of ours, and the folders that are empty without it.

        The list is a file that anyone may write in, so what it names outside is left alone.
        """
        if not path.is_file() or not path.resolve().is_relative_to(self._path.resolve()):
            return
        path.unlink()
        for folder in path.relative_to(self._path).parents[:-1]:
            if any((self._path / folder).iterdir()):
                return
            (self._path / folder).rmdir()


def _is_empty(folder: Path) -> bool:
    return all(each.name in OF_THE_SYSTEM for each in folder.iterdir())


def _make(folder: Path) -> None:
    """The folder itself, where a link to one may stand. Raises OSError for a file of that name."""
    if folder.is_symlink():
        folder.unlink()
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(EEXIST, os.strerror(EEXIST))
    folder.mkdir(exist_ok=True)


def _clear(part: Path) -> None:
    """Take away a place of files that wait; of a link, the link."""
    if part.is_symlink():
        part.unlink()
    elif part.exists():
        shutil.rmtree(part)
