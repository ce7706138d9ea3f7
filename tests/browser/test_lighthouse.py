"""What Lighthouse says of the first pages: a slow phone, a slow line, a first visit."""

import statistics

import pytest

from browser.conftest import FLAGS, NO_SANDBOX
from browser.pages import PRACTICE
from browser.tools import lighthouse

FULL = {"performance": 1, "accessibility": 1, "best-practices": 1}


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", PRACTICE])
def test_the_first_visit_has_full_marks(address: str, chromium: str, path: str):
    """The median of three, of which two that agree leave nothing to the third."""
    flags = [*FLAGS, "--no-sandbox"] if NO_SANDBOX else FLAGS
    reports = [lighthouse(f"{address}{path}", chromium, flags) for _ in range(2)]
    if _marks(reports) != FULL:
        reports.append(lighthouse(f"{address}{path}", chromium, flags))
    assert _marks(reports) == FULL, _short(reports)


def _marks(reports: list[dict]) -> dict[str, float]:
    return {
        name: statistics.median(report["categories"][name]["score"] for report in reports)
        for name in FULL
    }


def _short(reports: list[dict]) -> list[tuple[str, str]]:
    """Which audits took marks away, and by what."""
    return [
        (name, f"{audit['score']} {audit.get('displayValue', '')}")
        for report in reports
        for name, audit in report["audits"].items()
        if (audit["score"] or 0) < 1 and audit["scoreDisplayMode"] in {"binary", "numeric"}
    ]
