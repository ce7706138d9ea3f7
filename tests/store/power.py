"""A disk whose power may fail: what was not synced is lost, in whole or in part.

A VFS for SQLite by apsw. Every file lies on the real disk for those who read it, and is kept here
twice over: as of the last sync, and the writes since. An image of a power cut is the first, and of
the second any part, sector by sector, in no order (SQLite, Atomic Commit, 2). apsw carries its own
SQLite, so `Link` makes of its connections what SQLAlchemy expects.
"""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512
NAME = "power"


@dataclass
class Lying:
    """A file as it would be found, and what is on its way there."""

    synced: bytearray = field(default_factory=bytearray)
    since: list = field(default_factory=list)

    def sync(self):
        for change in self.since:
            _do(self.synced, change)
        self.since.clear()

    def after_a_cut(self, rng):
        """The file as found: each sector written since the last sync is there or not."""
        found, chance = bytearray(self.synced), rng.choice((0.0, 0.5, 1.0))
        for change in self.since:
            for part in _sectors(change):
                if rng.random() < chance:
                    _do(found, part)
        return bytes(found)


class Disk(apsw.VFS):
    """All files; `at_each_step` is called before every write and every sync."""

    def __init__(self):
        super().__init__(NAME, "")
        self.files = {}
        self.leaving = set()
        self.at_each_step = lambda: None

    def xOpen(self, name, flags):  # noqa: N802 - SQLite's name
        return File(self, name, flags)

    def xDelete(self, name, syncdir):  # noqa: N802 - SQLite's name
        super().xDelete(name, syncdir)
        self.leaving.add(Path(name).name)
        if syncdir:
            self.sync_names()

    def sync_names(self):
        """Files that were deleted are gone for good, once the folder is on the disk."""
        for name in self.leaving:
            self.files.pop(name, None)
        self.leaving.clear()

    def image(self, rng):
        """What would be found by name, had the power failed now."""
        return {name: lying.after_a_cut(rng) for name, lying in self.files.items()}


class File(apsw.VFSFile):
    """One open file of a disk."""

    def __init__(self, disk, name, flags):
        super().__init__("", name, flags)
        self.disk = disk
        told = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name, self.is_new = Path(told).name, True
        self.lying = disk.files.setdefault(self.name, Lying())

    def xWrite(self, data, offset):  # noqa: N802 - SQLite's name
        self.disk.at_each_step()
        super().xWrite(data, offset)
        self.disk.leaving.discard(self.name)
        self.lying.since.append((offset, bytes(data)))

    def xTruncate(self, size):  # noqa: N802 - SQLite's name
        self.disk.at_each_step()
        super().xTruncate(size)
        self.lying.since.append((size, None))

    def xSync(self, _flags):  # noqa: N802 - SQLite's name
        self.disk.at_each_step()
        self.lying.sync()
        if self.is_new:  # SQLite syncs the folder together with a file that it has just made
            self.is_new = False
            self.disk.sync_names()


def _do(content, change):
    offset, data = change
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _sectors(change):
    offset, data = change
    if data is None:
        return [change]
    return [(offset + at, data[at : at + SECTOR]) for at in range(0, len(data), SECTOR)]


class Link:
    """A connection of apsw's with the manners of Python's sqlite3."""

    def __init__(self, file):
        self._apsw = apsw.Connection(str(file), vfs=NAME)
        self.isolation_level = None

    def cursor(self):
        return Cursor(self._apsw)

    def create_function(self, *_, **__):
        """SQLAlchemy brings a function that is not asked for here."""

    def commit(self):
        if self._apsw.in_transaction:
            self._apsw.execute("COMMIT")

    def rollback(self):
        if self._apsw.in_transaction:
            self._apsw.execute("ROLLBACK")

    def close(self):
        self._apsw.close()


class Cursor:
    """All rows at once."""

    arraysize, lastrowid, rowcount = 1, None, -1

    def __init__(self, link):
        self._apsw, self._rows, self.description = link, iter(()), None

    def execute(self, statement, values=()):
        cursor = self._apsw.cursor()
        cursor.execute(statement, tuple(values))
        with contextlib.suppress(apsw.ExecutionCompleteError):
            self.description = cursor.description_full and [
                (column[0], *[None] * 6) for column in cursor.description_full
            ]
        self._rows = iter(cursor.fetchall())
        if self.description is None and statement.lstrip().upper().startswith("SELECT"):
            self.description = [("", *[None] * 6)]  # no row, so apsw tells no column

    def executemany(self, statement, many):
        for values in many:
            self.execute(statement, values)

    def fetchone(self):
        return next(self._rows, None)

    def fetchall(self):
        return list(self._rows)

    def close(self):
        self._rows = iter(())
