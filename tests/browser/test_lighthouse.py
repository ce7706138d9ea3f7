"""What Lighthouse says of the first pages on a first visit: all that does not hang on a clock.

How fast they are depends on the machine that asks: `bench/lighthouse.py` measures that.
"""

import pytest

from tests.browser.conftest import FLAGS, NO_SANDBOX
from tests.browser.pages import PRACTICE
from tests.browser.tools import lighthouse

pytestmark = pytest.mark.browser

CATEGORIES = ("accessibility", "best-practices")
UNTIMED = ("cumulative-layout-shift", "total-byte-weight", "font-display-insight")
"""Of what counts for speed, what is the same on every machine."""


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", pytest.param(PRACTICE, marks=pytest.mark.release)])
def test_the_first_visit_has_full_marks(address: str, frameless: str, path: str):
    flags = [*FLAGS, "--no-sandbox"] if NO_SANDBOX else FLAGS
    told = lighthouse(f"{address}{path}", frameless, flags, CATEGORIES, UNTIMED)
    marks = {name: told["categories"][name]["score"] for name in CATEGORIES}
    marks |= {name: told["audits"][name]["score"] for name in UNTIMED}
    assert marks == dict.fromkeys((*CATEGORIES, *UNTIMED), 1), [
        (name, audit.get("displayValue", ""))
        for name, audit in told["audits"].items()
        if (audit["score"] or 0) < 1 and audit["scoreDisplayMode"] in {"binary", "numeric"}
    ]
