"""What is said of a run is so: nothing is skipped unseen, and no signal is lost on its way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
INNER = """\
import signal, subprocess, sys
import pytest

SEEN = "from signal import *; print(getsignal({0}) is SIG_IGN, {0} in pthread_sigmask(0, ()))"

def test_of_another_system():
    pytest.skip("system voice is not here. Only macOS and Windows bring voices of their own.")

@pytest.mark.skipif(True, reason="uv (pip install uv)")
def test_of_a_tool():
    pass

@pytest.fixture
def disk():
    pytest.skip("may not mount a disk here")

def test_of_a_right(disk):
    pass

@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1"])
def test_a_child_hears(name):
    seen = subprocess.check_output([sys.executable, "-c", SEEN.format(name)], text=True)
    assert seen == "False False\\n"
"""
CUT_OFF = """\
import os

def test_of_two_numbers():
    assert 1 == 2

def test_at_which_the_run_is_cut_off():
    os._exit(1)
"""
A_WHOLE_FILE = 'import pytest\npytest.skip("Chromium", allow_module_level=True)\n'


@pytest.fixture
def ran(tmp_path):
    """Runs tests by the rules of `tests/conftest.py`, or without; gives the lines it printed."""
    (tmp_path / "test_inner.py").write_text(INNER)
    (tmp_path / "test_whole.py").write_text(A_WHOLE_FILE)
    (tmp_path / "cut_off.py").write_text(CUT_OFF)

    def run(*arguments, of=".", rules=True, before=None, **more):
        ours = ("-p", "tests.conftest") if rules else ()
        plain = ("-c", os.devnull, "-q", "--continue-on-collection-errors")
        command = [sys.executable, "-m", "pytest", *plain, *ours, of]
        surroundings = {key: os.environ[key] for key in os.environ if key != "KINDWARD_REQUIRE"}
        done = subprocess.run(
            [*command, *arguments], check=False, capture_output=True, text=True, cwd=tmp_path,
            env=surroundings | {"PYTHONPATH": str(ROOT)} | more, preexec_fn=before,
        )  # fmt: skip
        return done.stdout.splitlines()

    return run


def test_where_all_is_required_only_what_is_elsewhere_may_be_skipped(ran):
    *_, told = ran("-k", "not hears", KINDWARD_REQUIRE="everything")
    assert told.startswith("1 skipped, 5 deselected, 3 errors in")


def test_the_control_at_home_a_tool_that_is_not_here_is_a_skip(ran):
    *_, told = ran("-k", "not hears")
    assert told.startswith("4 skipped, 5 deselected in")


def deaf():
    """As a shell's background job, nohup, and a careless parent begin."""
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGUSR1])


def closed():
    """As `<&-` leaves it."""
    deaf()
    os.close(0)


@pytest.mark.parametrize("before", [deaf, closed])
def test_a_run_that_began_deaf_starts_programs_that_hear(ran, before):
    *_, told = ran("-k", "hears", before=before)
    assert told.startswith("5 passed")


def test_the_control_without_our_rules_they_would_not_hear(ran):
    *_, told = ran("-k", "hears", before=deaf, rules=False)
    assert "5 failed" in told


def test_a_run_that_is_cut_off_has_told_what_failed(ran):
    assert "E       assert 1 == 2" in ran(of="cut_off.py")


def test_the_control_without_our_rules_it_has_not(ran):
    assert "E       assert 1 == 2" not in ran(of="cut_off.py", rules=False)
