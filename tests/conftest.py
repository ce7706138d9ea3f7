"""What a skip means. At home a tool that is not here skips its tests, with the way to get it; with
KINDWARD_REQUIRE set, as CI does, the same skip is a failure: nothing goes untested unseen.
"""

import os
import re
from collections.abc import Generator

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from kindward.threads import keep_to_one

keep_to_one()  # what one test still works out in a thread, another test's fork would stop for good
settings.register_profile("untimed", deadline=None)  # how long it takes is for bench/ to say
settings.load_profile("untimed")

os.environ["KINDWARD_KEYCHAIN"] = "0"  # nobody's own keychain is touched by a test

REQUIRED = bool(os.environ.get("KINDWARD_REQUIRE"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skip that apt could have prevented fails where everything is required."""
    report = yield
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    if REQUIRED and report.skipped and "apt" in reason:
        report.outcome = "failed"
        report.longrepr = f"KINDWARD_REQUIRE is set, and this was skipped: {reason}"
    return report


class ByFile(LoadFileScheduling):
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
        )
    )
