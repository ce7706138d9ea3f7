"""What a skip means. At home a tool that is not here skips its tests, with the way to get it; with
KINDWARD_REQUIRE set, as CI does, the same skip is a failure: nothing goes untested unseen.
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long it takes is for bench/ to say
settings.load_profile("untimed")

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
