"""Who else may write where one's own things lie: mended where that is ours to do, else refused.

The rules are those that ssh has for its keys (sshd_config, StrictModes): a folder is its owner's or
the administrator's, nobody else may write to it, and nobody else may put another in its place.
Above it, a folder that everyone may write to is fine where only an owner can rename what is theirs
(the sticky bit, as for /tmp).
"""

import logging
import os
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError

MENDED: Final = "Other users of this computer could write to the data folder. They cannot any more."

_ROOT: Final = 0
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_LOG: Final = logging.getLogger("kindward")


class NotPrivate(KindwardError):
    """A folder that others may change, which is not ours to mend."""

    def __init__(self) -> None:
        super().__init__(
            "Other users of this computer can change the folder where your own pages would be"
            " saved, so nothing is saved there. You can choose a folder that only you can change:"
            " set KINDWARD_HOME to it."
        )


@cache
def say_once(sentence: str) -> None:
    """Tell it to whoever started this program, once."""
    _LOG.warning(sentence)


def keep_to_ourselves(*folders: Path) -> None:
    """Nobody else may change these, or put others in their place; those not there yet may come.

    What is ours is mended, and that is said; what somebody else has put into them before, such as a
    key that they know, is not used. Raises NotPrivate, OSError.
    """
    if os.name != "posix":  # Windows gives the folders of a person to that person alone
        return
    for folder in folders:
        _check_way(folder)
        if folder.exists():
            _close(folder)
            if not all(map(is_ours, folder.iterdir())):
                raise NotPrivate


def is_ours(path: Path) -> bool:
    """Whether it, or the link that it is, belongs to whoever runs this or to the administrator."""
    return os.name != "posix" or path.lstat().st_uid in {_ROOT, os.geteuid()}


def is_read_only(path: Path) -> bool:
    """Whether nobody can change it, whatever their rights are. Raises OSError."""
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _check_way(folder: Path) -> None:
    """Raises NotPrivate where somebody else could lead this name elsewhere."""
    for each in _way(folder):
        if not is_ours(each):
            raise NotPrivate
        found = each.lstat()
        is_open = stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_IWOTH
        if is_open and not found.st_mode & stat.S_ISVTX:
            raise NotPrivate


def _way(folder: Path) -> Iterator[Path]:
    """What a name goes through: links as links, and the folders above it and above its end."""
    named, real = folder.absolute(), folder.resolve()
    above: Iterable[Path] = dict.fromkeys((*named.parents, *real.parents))
    yield from (each for each in above if each.exists())
    if named.is_symlink():
        yield named


def _close(folder: Path) -> None:
    if not is_ours(folder.resolve()):
        raise NotPrivate
    found = folder.stat()
    if not found.st_mode & _OTHERS_WRITE or is_read_only(folder):
        return
    if found.st_uid == os.geteuid():
        folder.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS_WRITE)
    if folder.stat().st_mode & _OTHERS_WRITE:  # not ours, or a disk that keeps no rights
        raise NotPrivate
    say_once(MENDED)
