"""What `./kindward` does once a Python that is new enough has read it.

Makes `.venv` beside itself and installs what `locks/` names, all of it by hash, with uv if that
is here and with pip if not; then hands every argument to the `kindward` command. `voices add` also
installs what a natural voice needs (`locks/voice.txt`). `test` installs the tools of
`locks/dev.txt` and runs the checks of a tier instead: `fast`, `release`, or, unnamed, the whole.
Only the standard library; nothing is fetched but from the package index, and, as root on Debian and
its kin, from apt. A stamp in `.venv` remembers what was installed, so that a later start does none
of this.

The words of this file stand here and not in `cli/words.py`: nothing is installed yet.
"""
# ruff: noqa: S603 - every program started here is named in this file

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from shutil import which
from subprocess import (
    DEVNULL,
    PIPE,
    STDOUT,
    CompletedProcess,
    Popen,
    TimeoutExpired,
    call,
    run,
)
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "kindward-installed"
LOCKS = ("run", "voice", "dev")
"""What is installed to run, to add a natural voice, and to test: each holds all before it."""

OWN_FILES_ONLY = os.environ.get("KINDWARD_NO_INSTALL", "").strip("\"' ") not in {"", "0"}
"""Whether the system's own packages are left alone."""

TIERS = {
    "fast": ("-m", "not browser and not slow and not release", "--hypothesis-profile=fast"),
    "release": ("-m", "release", "--timeout=3600"),
}
"""The tests of each tier. Without a name it is the whole, which pyproject.toml says is all but
those that wait for a release."""

REPORT = ROOT / ".reports" / "tests.xml"
"""What the last run came to, test by test with its seconds, as JUnit writes it."""

CHECKS = (
    ("ruff check", "check", "."),
    ("ruff format", "format", "--check", "."),
    ("mypy",),
)
"""What is run beside the tests: each waits for a disk, or leaves a core, when another does not."""

SLOWEST = "--durations=10"

WORKERS = (os.cpu_count() or 1) * 3 // 2
"""Tests at a time. A test with a browser waits half of its time, which leaves a core to another."""

APT_S = 180
"""How long apt may take: a voice is not worth more waiting than that."""


def main(arguments: list[str]) -> NoReturn:
    """Install what is missing, then become the `kindward` command."""
    testing = arguments[:1] == ["test"]
    lock = "dev" if testing else "voice" if arguments[:2] == ["voices", "add"] else "run"
    try:
        if not _is_installed(lock):
            with _one_at_a_time():
                _install(lock)
    except KeyboardInterrupt:
        sys.exit("\nKindward: stopped. The next start goes on from here.")
    except OSError as error:
        sys.exit(f"Kindward could not make its folder {VENV}: {error.strerror or error}.")
    if testing:
        sys.exit(_test(arguments[1:]))
    _hand_over([str(PYTHON), "-P", "-m", "kindward", *arguments])


def _hand_over(command: list[str]) -> NoReturn:
    if os.name == "nt":  # execv on Windows returns to the shell while the program still runs
        sys.exit(call(command))
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


# What is installed, and whether it is still what the locks say


def _file(lock: str) -> Path:
    return ROOT / "locks" / f"{lock}.txt"


def _print_of(lock: str) -> str:
    """A hash of all that decides what stands in .venv, and of where it stands."""
    parts = (_file(lock), ROOT / "pyproject.toml", VENV / "pyvenv.cfg")
    texts = [path.read_bytes() for path in parts]
    return hashlib.sha256(b"\0".join([os.fsencode(ROOT), *texts])).hexdigest()


def _is_installed(lock: str) -> bool:
    """Whether a stamp says so, for this lock or one that holds all of it."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    stamp = STAMP.read_text()
    return stamp in map(_print_of, LOCKS[LOCKS.index(lock) :])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two first starts at once would trip over each other; the second waits for the first."""
    with (ROOT / "pyproject.toml").open() as place:
        if os.name != "nt":
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.flock(place, fcntl.LOCK_EX)
        yield


# Installing


def _install(lock: str) -> None:
    if _is_installed(lock):  # another start was faster
        return
    if not (_install_with_uv(_file(lock)) or _install_with_pip(_file(lock))):
        sys.exit(
            "Kindward could not be installed; the installer's words stand above. Most often the"
            " network is away: a new try goes on from here."
        )
    _find_a_warmer_voice()
    STAMP.write_text(_print_of(lock))


def _install_with_uv(lock: Path) -> bool:
    uv = which("uv")
    if uv is None or not _runs(uv, "--version"):
        return False
    if not PYTHON.exists() and not _step(
        "making a place of its own in .venv",
        [uv, "venv", "--quiet", "--no-python-downloads", "--python", sys.executable, str(VENV)],
    ):
        return False
    return _fill([uv, "pip", "install", "--quiet", "--python", str(PYTHON)], lock)


def _install_with_pip(lock: Path) -> bool:
    if not PYTHON.exists() and not _step(
        "making a place of its own in .venv",
        [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)],
    ):
        return False
    return _fill([*_pip(), "install", "--quiet", "--disable-pip-version-check"], lock)


def _pip() -> Sequence[str]:
    """The command of a pip that installs into .venv. Debian may hold back the one in Python."""
    own = [str(PYTHON), "-m", "pip"]
    system = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    package = f"python3.{sys.version_info.minor}-venv"
    if _runs(*own, "--version") or _runs(str(PYTHON), "-m", "ensurepip"):
        return own
    if _runs(*system, "--version"):  # pip 22.3 and later can install into another place
        return system
    if _apt(package) and _runs(str(PYTHON), "-m", "ensurepip"):
        return own
    sys.exit(f"Kindward needs one more package first: sudo apt install {package}")


def _fill(install: Sequence[str], lock: Path) -> bool:
    """Whether the packages of the lock, and then Kindward itself, are in .venv."""
    words = "fetching what it needs, once (some 60 MB)"
    whole = ["--no-deps", "--require-hashes", "-r", str(lock)]  # a lock names its own dependencies
    itself = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    return _step(words, [*install, *whole]) and _step("settling in", [*install, *itself])


def _step(words: str, command: Sequence[str]) -> bool:
    """Whether the command went well. Its words are shown if not, ours if it takes a while."""
    # pip cannot install into a venv for one user only, which PIP_USER would ask it to
    surroundings = {**os.environ, "PIP_USER": "0"}
    with Popen(command, stdout=PIPE, stderr=STDOUT, env=surroundings) as running:
        try:
            output, _ = running.communicate(timeout=1)
        except TimeoutExpired:
            _say(words + " ...")
            output, _ = running.communicate()
    if running.returncode:
        sys.stderr.write(output.decode(errors="replace"))
    return running.returncode == 0


def _runs(*command: str) -> bool:
    return call(command, stdout=DEVNULL, stderr=DEVNULL, stdin=DEVNULL) == 0


def _say(words: str) -> None:
    """To stderr: stdout belongs to the command that follows."""
    sys.stderr.write(f"Kindward: {words}\n")


# The system's own packages


def _find_a_warmer_voice() -> None:
    """On Linux, libflite: a voice much easier to follow than the one every system has."""
    if not sys.platform.startswith("linux") or find_library("flite_cmu_us_rms"):
        return
    if not _apt("libflite1"):
        _say("a warmer voice is one package away: sudo apt install libflite1 (elsewhere: flite)")


def _apt(package: str) -> bool:
    """Whether apt has just installed the package: only as root, and only if that is welcome."""
    if OWN_FILES_ONLY or os.name == "nt" or os.geteuid() != 0 or not which("apt-get"):
        return False
    _say(f"installing {package} with apt ...")
    install = ("install", "--yes", "--no-install-recommends", package)
    return _apt_get(*install) or (_apt_get("update") and _apt_get(*install))


def _apt_get(*arguments: str) -> bool:
    """Whether apt-get did it, in good time. It is asked to end, not killed: dpkg must tidy up."""
    limits = ("DPkg::Lock::Timeout=10", "Acquire::http::Timeout=15", "Acquire::https::Timeout=15")
    command = ["apt-get", "-qq", *(f"-o={limit}" for limit in limits), *arguments]
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with Popen(command, env=surroundings, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) as running:
        try:
            running.wait(APT_S)
        except TimeoutExpired:
            running.terminate()
    return running.returncode == 0


# Testing


def _test(arguments: list[str]) -> int:
    """0 if every check went well. Ends by saying what could not be tried on this machine.

    The arguments are a tier's name, if any, and then pytest's own.
    """
    tier = TIERS.get(arguments[0]) if arguments else None
    asked = arguments if tier is None else [*tier, *arguments[1:]]
    with ThreadPoolExecutor() as beside:
        checks = [beside.submit(_checked, name, *more) for name, *more in CHECKS]
        fine = [_pytest(*asked), *(_told(*check.result()) for check in checks)]
    _say(_not_exercised(REPORT))
    return 0 if all(fine) else 1


def _checked(name: str, *arguments: str) -> tuple[str, CompletedProcess[bytes]]:
    command = [str(PYTHON), "-m", name.partition(" ")[0], *arguments]
    return name, run(command, cwd=ROOT, env=_kept(), stdout=PIPE, stderr=STDOUT, check=False)


def _told(name: str, done: CompletedProcess[bytes]) -> bool:
    """Whether a check went well; what it found is shown below what the tests said."""
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
    _say(f"{name}: {'fine' if done.returncode == 0 else 'not yet'}")
    return done.returncode == 0


def _pytest(*arguments: str) -> bool:
    """Whether all tests pass, file by file on all cores; what they say is shown as it comes."""
    REPORT.unlink(missing_ok=True)
    kept = (f"--junit-xml={REPORT}", SLOWEST)
    everywhere = ("-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder")
    command = [str(PYTHON), "-m", "pytest", *kept, *everywhere, *arguments]
    fine = call(command, cwd=ROOT, env=_kept()) == 0
    _say(f"pytest: {'fine' if fine else 'not yet'}")
    return fine


def _kept() -> dict[str, str]:
    """Surroundings in which Python keeps what it compiled.

    Tests start some thousand programs; each would compile all that it imports anew.
    """
    wish = "PYTHONDONTWRITEBYTECODE"
    return {name: told for name, told in os.environ.items() if name != wish}


def _not_exercised(report: Path) -> str:
    skips = ET.parse(report).iter("skipped") if report.exists() else ()  # noqa: S314 - our own
    reasons = sorted({skip.get("message", "").rstrip(".") for skip in skips})
    return f"Not exercised here: {'; '.join(reasons) or 'nothing'}."
