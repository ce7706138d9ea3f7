"""Files that are files. A pipe or a device under the name of one is refused, and not waited for.

Whoever can write into the data folder can put anything there. To open a pipe is to wait for
somebody at its other end (POSIX, open), which nobody on a page can do.
"""

import os
import stat
from errno import EINVAL
from pathlib import Path
from typing import BinaryIO, Final

_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_AS_IT_IS: Final = getattr(os, "O_BINARY", 0)


def open_file(file: Path) -> BinaryIO:
    """The file, open to be read, at once. Raises OSError, also for what is no file."""
    descriptor = os.open(file, os.O_RDONLY | _AT_ONCE | _AS_IT_IS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(EINVAL, "it is not a file", str(file))
    return os.fdopen(descriptor, "rb")
