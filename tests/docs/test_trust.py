"""The page of attacks names tests that are there, and a control for each."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/trust.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "::" in line]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_every_row_of_the_page_has_a_test_and_a_control():
    tables = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert len(ROWS) >= 30
    assert len(tables) - len(ROWS) == PAGE.count("|---|---|---|---|")
    for row in ROWS:
        _, shown, control = (row.strip("| ").split(" | "))[-3:]
        assert NAMED.search(shown), row
        assert control in {"in it", "all"} or NAMED.search(control), row


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(PAGE))))
def test_every_test_that_the_page_names_is_there(file, name):
    assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8")
