"""A PostgreSQL server of Debian's binaries, in a passing folder, on a Unix socket alone."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


def binaries() -> Path | None:
    """The newest installed version's folder of programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    return found[-1].parent if found else None


def _version(program: Path) -> float:
    return float(program.parts[4])


class Server:
    """Started by `start`, gone with `remove`. root may not serve, so `postgres` does.

    It does not wait for the disk: it is killed here, but no power fails.
    """

    def __init__(self, programs):
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._as = {"user": "postgres", "group": "postgres"}
            shutil.chown(self.folder, **self._as)
        self.run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "kind", "-N")

    def url(self, schema=None):
        chosen = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://kind@/postgres?host={self.folder}{chosen}"

    def start(self):
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        log = self.folder / "log"
        self.run("pg_ctl", "-D", self.folder / "data", "-o", settings, "-l", log, "-w", "start")

    def stop(self, mode="immediate"):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def sql(self, statement):
        command = ["psql", "-h", self.folder, "-U", "kind", "-qAt", "-c", statement, "postgres"]
        return self.run(*command).stdout

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder)

    def run(self, program, *arguments):
        return subprocess.run(
            [self._programs / program, *arguments],
            check=True, capture_output=True, text=True, cwd=self.folder, timeout=60, **self._as,
        )  # fmt: skip


@contextmanager
def running():
    """PostgreSQL, for as long as it is needed."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL (apt install postgresql)")
    server = Server(programs)
    server.start()
    try:
        yield server
    finally:
        server.remove()
