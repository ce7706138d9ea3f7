"""How soon Kindward is there, and how much of the machine it takes.

    python -m bench.startup

Times are medians of runs after one that nobody counts (it fills the caches of the disk and of
Python), each beside its ratio to a Python that does nothing and to programs that a reader knows.
Memory is what `ps` calls resident, of the server and of the worker that speaks, before and after
the first sound. POSIX only, because of `ps`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from statistics import median
from urllib.request import urlopen

RUNS = 15
PYTHON = sys.executable
ROOT = Path(__file__).resolve().parent.parent

COMMANDS = {
    "python -c pass": [PYTHON, "-c", "pass"],
    "import kindward": [PYTHON, "-c", "import kindward"],
    "kindward --help": [PYTHON, "-m", "kindward", "--help"],
    "kindward practices": [PYTHON, "-m", "kindward", "practices"],
    "./kindward --help": [PYTHON, str(ROOT / "kindward"), "--help"],
    "import numpy": [PYTHON, "-c", "import numpy"],
    "pytest --version": [PYTHON, "-m", "pytest", "--version"],
    "git --version": ["git", "--version"],
}
SERVERS = {
    "kindward serve, ready": [PYTHON, "-m", "kindward", "serve", "--port", "0", "--no-browser"],
    "python -m http.server, ready": [PYTHON, "-u", "-m", "http.server", "0"],
}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["KINDWARD_HOME"] = home
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's Python keeps what it compiled
        here = {name: command for name, command in COMMANDS.items() if which(command[0])}
        times = {name: _command_s(command) for name, command in here.items()}
        times |= {name: _ready_s(command) for name, command in SERVERS.items()}
        _print_times(times)
        _print_memory()


def _command_s(command: Sequence[str]) -> float:
    """Median seconds of a command from start to end."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start

    once()
    return median(once() for _ in range(RUNS))


def _ready_s(command: Sequence[str]) -> float:
    """Median seconds from the start of a server to the line that tells its address."""

    def once() -> float:
        start = time.perf_counter()
        with _served(command):
            return time.perf_counter() - start

    once()
    return median(once() for _ in range(5))


@contextmanager
def _served(command: Sequence[str]) -> Iterator[tuple[int, str]]:
    """A server that is ready: its process, and the line in which it said so."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None  # noqa: S101 - it is a PIPE
    try:
        yield process.pid, process.stdout.readline()
    finally:
        process.terminate()
        process.communicate()


def _print_times(times: dict[str, float]) -> None:
    bare_s = times["python -c pass"]
    print(f"{'':30} {'ms':>7} {'x bare Python':>14}")
    for name, seconds in times.items():
        print(f"{name:30} {seconds * 1000:7.0f} {seconds / bare_s:14.1f}")


def _print_memory() -> None:
    print(f"\n{'resident':30} {'MB':>7} {'processes':>14}")
    idle = [PYTHON, "-c", "import time; print(flush=True); time.sleep(60)"]
    with _served(idle) as (pid, _):
        _print_resident("python, doing nothing", pid)
    with _served(SERVERS["python -m http.server, ready"]) as (pid, _):
        _print_resident("python -m http.server", pid)
    with _served(SERVERS["kindward serve, ready"]) as (pid, line):
        _print_resident("kindward serve", pid)
        with urlopen(line.split()[-1] + _a_sound()) as sound:  # noqa: S310 - our own server
            sound.read()
        _print_resident("kindward serve, main after a sound", pid, family=False)
        _print_resident("kindward serve, all after a sound", pid)


def _a_sound() -> str:
    """The address of one minute of grounding, in the voice that this machine prefers."""
    listed = subprocess.run(
        [PYTHON, "-m", "kindward", "voices", "--json"], check=True, capture_output=True
    )
    voice = next(voice for voice in json.loads(listed.stdout) if voice["is_default"])
    return f"/sound/en/{voice['name']}/grounding/60.opus"


def _print_resident(name: str, pid: int, *, family: bool = True) -> None:
    """Resident memory of a process, and of all that it started."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], check=True, capture_output=True, text=True
    )
    rows = [tuple(map(int, row.split())) for row in listed.stdout.splitlines()]
    pids = {pid}
    while family and (more := {child for child, parent, _ in rows if parent in pids} - pids):
        pids |= more
    kilobytes = sum(rss for each, _, rss in rows if each in pids)
    print(f"{name:30} {kilobytes / 1024:7.0f} {len(pids):14}")


if __name__ == "__main__":
    main()
