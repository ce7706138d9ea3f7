"""Someone's computer: a home folder, the record in it, and Kindward as it is started there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kindward import launch
from kindward.journal import AnyEntry, Record
from kindward.store import open_store
from kindward.voice import SILENT
from kindward.wiring import House, Settings, open_house
from tests.there import there

LONGEST_S = 120

QUIETLY = {"KINDWARD_WARM_UP": "0", "KINDWARD_VOICE": SILENT}
"""No voice is made ready before it is asked, and silence takes no time to make."""

SPOKEN = {"KINDWARD_VOICE": ""}
"""The voice that people hear on this machine."""

PLAIN = {"COLUMNS": "100", "NO_COLOR": "1"}
"""A terminal without colors."""


class Computer:
    """Someone's computer. Several may be made of one home: nothing is held but its place."""

    def __init__(self, home: Path, database: str | None = None) -> None:
        self.home, self.database = home, database

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of a person with a plain terminal."""
        kept = {name: told for name, told in os.environ.items() if name != "KINDWARD_DEBUG"}
        return kept | PLAIN | {"KINDWARD_HOME": str(self.home)}

    # The record

    def keep(self, *entries: AnyEntry) -> None:
        """Put these into the record that is on the disk."""
        with open_store(self.home, self.database) as store:
            store.put_all(store.person(), entries)

    def record(self) -> Record:
        """The record that is on the disk."""
        with open_store(self.home, self.database) as store:
            return store.record(store.person())

    def way_in(self) -> str:
        """The path of a way in to one's own pages, which opens once."""
        return f"/open/{launch.mint(self.home)}"

    # Kindward as a program

    def command(self, *arguments: object, code: str = "") -> list[str]:
        """`kindward` with these arguments; `code` is run before it, to change what it does."""
        main = f"{code}\nfrom kindward.cli import main\nmain()"
        program = ["-c", main] if code else ["-m", "kindward"]
        return [sys.executable, "-P", *program, *map(str, arguments)]

    def run(
        self, *arguments: object, code: str = "", **options: Any
    ) -> "subprocess.CompletedProcess[str]":
        """A command to its end, in the folder around the home; `options` are subprocess's."""
        usual = {"capture_output": True, "timeout": LONGEST_S} | self._options()
        return subprocess.run(self.command(*arguments, code=code), check=False, **usual | options)

    @contextmanager
    def started(
        self, *arguments: object, code: str = "", **options: Any
    ) -> Iterator["subprocess.Popen[str]"]:
        """A command that goes on until it is left."""
        usual = {"stdout": subprocess.PIPE} | self._options()
        with subprocess.Popen(self.command(*arguments, code=code), **usual | options) as process:
            try:
                yield process
            finally:
                process.terminate()

    @contextmanager
    def server(
        self, *arguments: object, code: str = "", stderr: Any = None, **env: str
    ) -> Iterator["subprocess.Popen[str]"]:
        """Its server on a free port, quiet unless a voice is named."""
        self._share_clips()
        surroundings = self.surroundings | QUIETLY | env
        serve = ("serve", "--no-browser", "--port", "0", *arguments)
        with self.started(*serve, code=code, stderr=stderr, env=surroundings) as process:
            yield process

    @contextmanager
    def serving(self, *arguments: object, code: str = "", **env: str) -> Iterator[str]:
        """The same; yields its address."""
        with self.server(*arguments, code=code, **env) as process:
            yield there(process.stdout).readline().split()[-1]

    def _options(self) -> dict[str, Any]:
        self.home.parent.mkdir(parents=True, exist_ok=True)
        return {"text": True, "env": self.surroundings, "cwd": self.home.parent}

    def _share_clips(self) -> None:
        """What one test has had spoken, no other has to: clips are named by what they hold."""
        session = next((p for p in self.home.parents if re.fullmatch(r"pytest-\d+", p.name)), None)
        if session and not (self.home / "clips").exists():
            (session / "clips").mkdir(mode=0o700, exist_ok=True)
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.home / "clips").symlink_to(session / "clips")

    # Kindward in this process

    @contextmanager
    def house(self, **changes: Any) -> Iterator[House]:
        """The real house, its voice silence; `changes` are of what it has, as its clock."""
        quiet = Settings(self.home, voice=SILENT, warm_up=False, database=self.database)
        with open_house(quiet) as opened:
            yield replace(opened, **changes)
