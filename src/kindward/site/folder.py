"""A folder that an export fills: every file in it comes whole, and only what is ours is replaced.

The folder keeps a list of what was put there. So a site that lies in a folder with a `.git` or a
`CNAME` beside it is made anew without touching them, and an export that was stopped half-way is
cleared up by the next.
"""

from pathlib import Path
from typing import Final

from kindward.errors import KindwardError

MARK: Final = ".kindward-site"
"""Names what exports have put into its folder, one path on each line."""


class NotEmpty(KindwardError):
    """A folder with things in it, and none of them from an export."""


class Folder:
    """The folder of a site, open for one export."""

    def __init__(self, path: Path) -> None:
        self._path, self._mark = path, path / MARK
        self._made = set[str]()

    def open(self) -> None:
        """Make the folder, or take one that is empty or ours. Raises NotEmpty."""
        if not self._mark.exists() and self._path.exists() and any(self._path.iterdir()):
            raise NotEmpty(
                f"{self._path.name} is not empty, and no export has made it. "
                "A new folder, or an empty one, will do."
            )
        self._path.mkdir(parents=True, exist_ok=True)
        self._mark.touch()

    def write(self, file: str, content: bytes) -> None:
        """Put a file in its place, whole or not at all; it is on the list before it is there."""
        target = self._path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        with self._mark.open("a", encoding="utf-8") as mark:
            mark.write(f"{file}\n")
        self._made.add(file)
        _put(target, content)

    def close(self) -> None:
        """Take away what exports before this one have made and this one has not."""
        for file in set(self._mark.read_text("utf-8").splitlines()) - self._made:
            self._remove(self._path / file)
        _put(self._mark, "".join(f"{file}\n" for file in sorted(self._made)).encode())

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


def _put(target: Path, content: bytes) -> None:
    """The content under its name, in one step; nothing stays behind where that fails."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
