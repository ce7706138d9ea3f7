"""`./kindward` in a fresh copy of the tree, as a first day would be. The slow ones install."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kindward import __version__
from tests.there import there

ROOT = Path(__file__).parents[2]
BASE_PYTHON = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")
LEFT_BEHIND = shutil.ignore_patterns(
    ".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "node_modules", ".reports"
)
WITH_UV = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
"""Where uv is: among the tools of locks/dev.txt."""


def copied(folder):
    """A copy of this tree, in a folder whose name is not made for programs."""
    return shutil.copytree(ROOT, folder / "a fresh clone", ignore=LEFT_BEHIND)


@pytest.fixture
def fresh(tmp_path):
    return copied(tmp_path)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A copy that has been started with uv, and whether it was as it should be."""
    folder = copied(tmp_path_factory.mktemp("installed"))
    return folder, installs_once(folder, WITH_UV)


@pytest.fixture
def nowhere(tmp_path):
    """A folder without any program, for PATH."""
    (tmp_path / "nowhere").mkdir()
    return str(tmp_path / "nowhere")


def launch(folder, *arguments, path=WITH_UV):
    surroundings = os.environ | {"PATH": path, "KINDWARD_NO_INSTALL": "1", "PIP_NO_COMPILE": "1"}
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
def test_a_fresh_copy_runs_with_uv(installed):
    assert installed[1]


@pytest.mark.release
def test_a_fresh_copy_runs_without_uv(fresh, nowhere):
    assert installs_once(fresh, nowhere)


@pytest.mark.slow
def test_arguments_and_exit_codes_pass_through(installed):
    done = launch(installed[0], "check", "a file.score", "--", "-x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-2:] == ["a file.score is not there.", "-x is not there."]


@pytest.mark.slow
def test_a_new_lock_is_installed_at_the_next_start(installed):
    folder, _ = installed
    stamp = folder / ".venv" / "kindward-installed"
    before = stamp.read_text()
    with (folder / "locks" / "run.txt").open("a") as lock:
        lock.write("# newer\n")
    launch(folder, "--version")
    assert stamp.read_text() != before


@pytest.mark.slow
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


TOO_OLD = ("2.7.*", "3.0.*", "3.6.*", "3.7.*", "3.10.*")
"""How their folders are called where pyenv keeps them."""


def old_pythons():
    """Real Pythons that are too old, as far as this machine has any."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return [found / "bin" / "python" for name in TOO_OLD for found in kept.glob(name)]


@pytest.mark.parametrize("python", old_pythons(), ids=lambda python: python.parents[1].name)
def test_a_real_python_that_is_too_old_says_so_in_one_line(python, nowhere):
    done = subprocess.run(
        [python, ROOT / "kindward", "play", "hold-gently"],
        check=False, capture_output=True, text=True, env={"PATH": nowhere},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Kindward needs Python 3.11 or newer, and this is ")
    assert len(done.stderr.splitlines()) == 1


def test_the_first_file_is_written_so_that_every_python_reads_it():
    """Two grammars stand for those that are not here: that of 3.0 as far as `ast` knows it."""
    source = (ROOT / "kindward").read_text("ascii")
    tree = ast.parse(source, feature_version=(3, 0))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.Starred, ast.NamedExpr, ast.AsyncFunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    asked = [node for node in ast.walk(tree) if isinstance(node, ast.arguments)]
    assert all(not each.kwonlyargs and not each.posonlyargs for each in asked)
    assert all(each.annotation is None for group in asked for each in group.args)
    with pytest.raises(SyntaxError):  # the control: what comes after it needs a newer one
        ast.parse((ROOT / "launcher.py").read_text(), feature_version=(3, 0))


def test_an_old_python_becomes_a_newer_one_that_is_here(tmp_path):
    """A broken stand-in, as pyenv leaves them, is passed over."""
    for name, does in {"python3.14": "exit 1", "python3.12": 'echo "$@"'}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    ageing = "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = sys.argv[1:]"
    done = subprocess.run(
        [sys.executable, "-c", f"{ageing}; runpy.run_path(sys.argv[0], run_name='__main__')",
         ROOT / "kindward", "play", "a b"],
        check=False, capture_output=True, text=True, env={"PATH": str(tmp_path)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{ROOT / 'kindward'} play a b\n")


def test_modules_of_another_program_do_not_take_the_place_of_ours(tmp_path):
    for module in ("hashlib", "click", "kindward", "launcher"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('not ours')")
    hidden = os.environ | {"PYTHONPATH": str(tmp_path)}
    told = [
        subprocess.run([*way, "--version"], check=False, capture_output=True, text=True, env=hidden)
        for way in ([BASE_PYTHON, ROOT / "kindward"], [sys.executable, "-P", "-m", "kindward"])
    ]
    assert told[0].stdout == f"kindward {__version__}\n"
    assert told[1].stderr == "not ours\n"  # the control: without the first file they would


def test_the_locks_name_no_place_and_hash_everything():
    for lock in (ROOT / "locks").glob("*.txt"):
        packages = [part for part in lock.read_text().replace("\\\n", "").split("\n") if part]
        assert all(part.count("--hash=sha256:") >= 1 for part in packages)
        assert not any(sign in lock.read_text() for sign in ("://", "@", "index-url", "find-links"))


def test_each_lock_holds_all_of_the_one_before():
    """So a stamp of a larger one is as good, and a natural voice runs on what was installed."""
    packages = [
        {line for line in (ROOT / "locks" / f"{lock}.txt").read_text().splitlines() if "==" in line}
        for lock in ("run", "voice", "dev")
    ]
    assert packages[0] < packages[1] < packages[2]
    assert any(line.startswith("onnxruntime==") for line in packages[1] - packages[0])


def test_the_locks_hold_all_that_is_asked_for():
    locked = {
        line.partition("==")[0] for line in (ROOT / "locks" / "run.txt").read_text().splitlines()
    }
    asked = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("]")[0]
    names = {line.strip(' ",').partition(">=")[0] for line in asked.splitlines() if line.strip()}
    assert names <= locked


@pytest.mark.parametrize(
    ("typed", "lock"),
    [
        ((), "run"),
        (("voices",), "run"),
        (("voices", "add", "kokoro"), "voice"),
        (("test", "fast"), "dev"),
    ],
)
def test_what_is_typed_decides_what_is_installed_and_a_larger_lock_is_as_good(
    tmp_path, monkeypatch, typed, lock
):
    ours = launcher()
    asked: list[str] = []
    monkeypatch.setattr(ours, "_install", asked.append)
    monkeypatch.setattr(ours, "_hand_over", lambda _: sys.exit(0))
    monkeypatch.setattr(ours, "_test", lambda _: 0)
    for name in ("PYTHON", "STAMP"):
        (tmp_path / name).touch()
        monkeypatch.setattr(ours, name, tmp_path / name)
    for stamp in ("nothing", *ours.LOCKS):
        (tmp_path / "STAMP").write_text(ours._print_of(stamp) if stamp != "nothing" else "")  # noqa: SLF001
        with pytest.raises(SystemExit):
            ours.main([*typed])
    smaller = 1 + ours.LOCKS.index(lock)
    assert asked == [lock] * smaller


RECORDS = """\
#!{python}
import sys
from pathlib import Path
with Path({log!r}).open("a") as log:
    print(*sys.argv[2:], file=log)
for argument in sys.argv:
    if argument.startswith("--junit-xml="):
        Path(argument.partition("=")[2]).write_text({report!r})
sys.exit(sys.argv[2] in {failing!r})
"""
SKIPPED = "<testcase><skipped message='Chromium is not here.'/></testcase>"
REPORT = f"<testsuites><testsuite>{SKIPPED}{SKIPPED}</testsuite></testsuites>"


@pytest.fixture
def testing(tmp_path, monkeypatch, capsys):
    """Runs `test` with tools that only tell how they were started; what they told, and was said."""

    def run(*arguments, failing=()):
        ours, log, tools = launcher(), tmp_path / "log", tmp_path / "tools"
        log.write_text("")
        tools.write_text(
            RECORDS.format(python=sys.executable, log=str(log), report=REPORT, failing=failing)
        )
        tools.chmod(0o755)
        monkeypatch.setattr(ours, "PYTHON", tools)
        monkeypatch.setattr(ours, "REPORT", tmp_path / "tests.xml")
        code = ours._test([*arguments])  # noqa: SLF001 - a script has no public part
        said = capsys.readouterr().err.replace("Kindward: ", "").splitlines()
        return code, log.read_text().splitlines(), said

    return run


def test_testing_says_each_check_in_a_line_and_each_skip_once(testing):
    assert testing()[::2] == (
        0,
        [
            "pytest: fine",
            "ruff check: fine",
            "ruff format: fine",
            "mypy: fine",
            "Not exercised here: Chromium is not here.",
        ],
    )


def test_a_check_that_fails_fails_them_all_and_keeps_none_from_running(testing):
    for tool, names in {"ruff": ["ruff check", "ruff format"], "mypy": ["mypy"]}.items():
        code, started, said = testing(failing=(tool,))
        assert (code, len(started)) == (1, 4)
        assert [line.partition(":")[0] for line in said if line.endswith(": not yet")] == names
    assert testing(failing=("pytest",))[0] == 1


def test_a_tier_is_a_choice_of_tests_and_the_rest_is_for_pytest(testing, tmp_path):
    for arguments, asked in {
        (): "",
        ("fast",): " -m not browser and not slow and not release --hypothesis-profile=fast",
        ("release", "-x"): " -m release --timeout=3600 -x",
        ("tests/cli", "-k", "fast"): " tests/cli -k fast",
    }.items():
        started = testing(*arguments)[1]
        assert sorted(line.split()[0] for line in started) == ["mypy", "pytest", "ruff", "ruff"]
        (tests,) = [line for line in started if line.startswith("pytest")]
        kept, _, chosen = tests.partition(" --no-loadscope-reorder")
        assert f"--junit-xml={tmp_path / 'tests.xml'} --durations=10" in kept
        assert chosen == asked


def test_the_last_report_does_not_speak_for_a_run_that_made_none(testing, tmp_path):
    (tmp_path / "tests.xml").write_text(REPORT.replace("Chromium", "Java"))
    assert "Java" not in testing()[2][-1]


def launcher():
    spec = there(importlib.util.spec_from_file_location("launcher", ROOT / "launcher.py"))
    module = importlib.util.module_from_spec(spec)
    there(spec.loader).exec_module(module)
    return module
