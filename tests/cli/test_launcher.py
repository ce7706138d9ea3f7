"""`./kindward` in a fresh copy of the tree, as a first day would be. The slow ones install."""

import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kindward import __version__

ROOT = Path(__file__).parents[2]
BASE_PYTHON = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")
LEFT_BEHIND = shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", "__pycache__")

NEEDS_UV = pytest.mark.skipif(not shutil.which("uv"), reason="uv (pip install uv)")


@pytest.fixture
def fresh(tmp_path):
    """A copy of this tree, in a folder whose name is not made for programs."""
    return shutil.copytree(ROOT, tmp_path / "a fresh clone", ignore=LEFT_BEHIND)


@pytest.fixture
def nowhere(tmp_path):
    """A folder without any program, for PATH."""
    (tmp_path / "nowhere").mkdir()
    return str(tmp_path / "nowhere")


def launch(folder, *arguments, path=os.environ["PATH"]):
    surroundings = os.environ | {"PATH": path, "KINDWARD_NO_INSTALL": "1"}
    return subprocess.run(
        [BASE_PYTHON, folder / "kindward", *arguments],
        check=False, capture_output=True, text=True, env=surroundings, cwd=folder.parent,
    )  # fmt: skip


def installs_once(folder, path):
    first = launch(folder, "--version", path=path)
    again = launch(folder, "--version", path=path)
    return (first.returncode, first.stdout) == (0, f"kindward {__version__}\n") and (
        again.returncode,
        again.stdout,
        again.stderr,
    ) == (0, first.stdout, "")


@pytest.mark.slow
@NEEDS_UV
def test_a_fresh_copy_runs_with_uv(fresh):
    assert installs_once(fresh, os.environ["PATH"])


@pytest.mark.slow
def test_a_fresh_copy_runs_without_uv(fresh, nowhere):
    assert installs_once(fresh, nowhere)


@pytest.mark.slow
@NEEDS_UV
def test_arguments_and_exit_codes_pass_through(fresh):
    done = launch(fresh, "check", "a file.score", "--", "-x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-2:] == ["a file.score is not there.", "-x is not there."]


@pytest.mark.slow
@NEEDS_UV
def test_a_new_lock_is_installed_at_the_next_start(fresh):
    launch(fresh, "--version")
    stamp = fresh / ".venv" / "kindward-installed"
    before = stamp.read_text()
    with (fresh / "locks" / "run.txt").open("a") as lock:
        lock.write("# newer\n")
    launch(fresh, "--version")
    assert stamp.read_text() != before


@pytest.mark.slow
@NEEDS_UV
def test_testing_says_each_check_in_a_line_and_what_was_not_tried(fresh):
    done = launch(fresh, "test", "-q", "tests/cli/test_minutes.py")
    said = [line for line in done.stderr.splitlines() if line.startswith("Kindward: ")]
    checks = [line.split(": ")[1] for line in said[-5:]]
    assert checks == ["ruff check", "ruff format", "mypy", "pytest", "Not exercised here"]
    assert said[-2:] == [
        "Kindward: pytest: fine",
        "Kindward: Not exercised here: nothing.",
    ]


@pytest.mark.slow
@NEEDS_UV
def test_a_broken_lock_is_told_and_left_for_the_next_start(fresh):
    lock = fresh / "locks" / "run.txt"
    lock.write_text(lock.read_text().replace("sha256:", "sha256:0"))
    done = launch(fresh, "--version")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Kindward could not be installed;")
    assert not (fresh / ".venv" / "kindward-installed").exists()


def test_an_old_python_is_told_kindly(nowhere):
    ageing = "import runpy, sys; sys.version_info = (3, 9, 2)"
    script = f"{ageing}; runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", script, ROOT / "kindward"],
        check=False, capture_output=True, text=True, env=os.environ | {"PATH": nowhere},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Kindward needs Python 3.11 or newer, and this is ")
    assert len(done.stderr.splitlines()) == 1


def test_the_locks_name_no_place_and_hash_everything():
    for lock in (ROOT / "locks").glob("*.txt"):
        packages = [part for part in lock.read_text().replace("\\\n", "").split("\n") if part]
        assert all(part.count("--hash=sha256:") >= 1 for part in packages)
        assert not any(sign in lock.read_text() for sign in ("://", "@", "index-url", "find-links"))


def test_the_locks_hold_all_that_is_asked_for():
    locked = {
        line.partition("==")[0] for line in (ROOT / "locks" / "run.txt").read_text().splitlines()
    }
    asked = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("]")[0]
    names = {line.strip(' ",').partition(">=")[0] for line in asked.splitlines() if line.strip()}
    assert names <= locked


def test_what_was_skipped_is_named_once(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase><skipped message="Chromium is not here."/></testcase>'
        '<testcase><skipped message="Chromium is not here."/></testcase></testsuite></testsuites>'
    )
    told = launcher()._not_exercised(report)  # noqa: SLF001 - a script has no public part
    assert told == "Not exercised here: Chromium is not here."


def launcher():
    loader = importlib.machinery.SourceFileLoader("launcher", str(ROOT / "kindward"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module
