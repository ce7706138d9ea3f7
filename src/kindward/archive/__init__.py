"""A record leaves and comes back: the files of one zip, and any bytes that may be one again.

Pure: a record in, bytes out, the same for the same record; bytes in, a record out, or one kind
error. Nothing is ever written under a name that came from a file. `Preview` tells what an import
would change, before it does.
"""

from kindward.archive.faults import FaultyArchive, TooLarge, Why
from kindward.archive.pack import files, pack
from kindward.archive.preview import Preview, preview
from kindward.archive.unpack import unpack

__all__ = ["FaultyArchive", "Preview", "TooLarge", "Why", "files", "pack", "preview", "unpack"]
