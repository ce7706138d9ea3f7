"""What a run is. At home a tool that is not here skips its tests, with the way to get it; with
KINDWARD_REQUIRE set, as CI does, any skip but those of ELSEWHERE is a failure: nothing goes
untested unseen. And every program that a test starts meets signals as one from a terminal does.
"""

import os
import re
import signal
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from kindward.threads import keep_to_one

keep_to_one()  # what one test still works out in a thread, another test's fork would stop for good
settings.register_profile("whole", deadline=None)  # how long it takes is for bench/ to say
settings.register_profile("fast", deadline=None, max_examples=20)
settings.load_profile("whole")

os.environ["KINDWARD_KEYCHAIN"] = "0"  # nobody's own keychain is touched by a test

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
PYTHON_IGNORES = {getattr(signal, name, None) for name in ("SIGPIPE", "SIGXFSZ")}
"""Python itself ignores these, and gives them back to what it starts (`restore_signals`)."""

REQUIRED = bool(os.environ.get("KINDWARD_REQUIRE"))


ELSEWHERE = (
    "system voice is not here. Only macOS and Windows bring voices of their own.",
    "no disk in a file can be mounted here",
    "Kokoro's own model is not here: `kindward voices add kokoro`.",
)
"""Reasons of the tests that CI's own system may never run: for other systems, for a whole machine
where it is a container, or for a model of 92 MB, in whose place a tiny one stands elsewhere."""


def _as_from_a_terminal() -> None:
    """No child is born deaf to a signal because a shell's `&` or nohup made this run so.

    The run itself goes on to ignore it, by a handler: unlike SIG_IGN, a program that is started
    does not inherit that (signal(7)). Nor are any blocked.
    """
    for sign in signal.valid_signals():
        if signal.getsignal(sign) is signal.SIG_IGN and sign not in PYTHON_IGNORES:
            signal.signal(sign, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):  # Windows has none
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


_as_from_a_terminal()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _honest((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _honest((yield))


def _honest(report: Report) -> Report:
    """The same report, a failure if it is a skip where everything is required."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    if REQUIRED and report.skipped and reason.removeprefix("Skipped: ") not in ELSEWHERE:
        report.outcome = "failed"
        report.longrepr = f"KINDWARD_REQUIRE is set, and this was skipped: {reason}"
    return report


class AtOnce:
    """A failure is shown when it happens: a run that is cut off never comes to its summary."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_line(f"\n{report.nodeid}\n{report.longreprtext}")


def pytest_sessionstart(session: pytest.Session) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(terminal, pytest.TerminalReporter):  # a core of its own has none
        session.config.pluginmanager.register(AtOnce(terminal))


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist tells no types
    """A file goes to one core, and what it tries on each of two databases to one core each."""

    def _split_scope(self, nodeid: str) -> str:
        database = re.search(r"\[.*(sqlite|postgresql)", nodeid)
        return super()._split_scope(nodeid) + (database[1] if database else "")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no core is left with it at the end.

    A full fit comes last: it leaves threads behind, and after them no voice may fork.
    """
    items.sort(
        key=lambda item: (
            item.path.stem == "test_full_fit",
            item.get_closest_marker("browser") is None,
            item.get_closest_marker("slow") is None,
        )
    )
