"""One person's computer for the long-run question: what a trial comes to is in hand."""

import datetime as dt
import re
from pathlib import Path
from unittest.mock import patch

from starlette.testclient import TestClient

from kindward.journal import Record, Trial
from kindward.store import Store
from kindward.trial.analysis import Analysis
from tests.there import group
from tests.web import own
from tests.web.markup import Page

TRIAL = "/long-run/look"
PLAN = {
    "goal": "To finish the <first> chapter",
    "action": "Ten minutes & a pen",
    "days": "16",
    "begins": "2026-11-24",
    "expected": "neither",
    "changes_my_mind": "Three quiet weeks,\nwith pages in them",
}
LEANING = Analysis(
    "leaning", estimate=6.4, low=-1.2, high=14.0, share=0.75, cost="heavier", chance=0.1,
    cost_points=4.0, blocks=8, evenings=30,
)  # fmt: skip


class Home(own.Home):
    """Someone's computer; what a trial comes to is in the test's hand."""

    def __init__(self, home: Path, store: Store, hosts: tuple[str, ...] = ()) -> None:
        self.analyzing = lambda *_: LEANING
        with patch("kindward.web.private.long_run.routes.analyzed", self._analyzed):
            super().__init__(home, store, hosts=hosts)

    stranger = own.Home.browser

    def _analyzed(self, record: Record, trial: Trial, day: dt.date) -> Analysis | None:
        return self.analyzing(record, trial, day)

    def trial(self) -> Trial:
        """The one trial that is kept."""
        (trial,) = self.record().trials
        return trial


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's one form, as a browser would send them."""
    fields = [box for box in Page(html).all("input") if box["type"] == "hidden"]
    return {box["name"]: box["value"] for box in fields}


def words(html: str) -> str:
    """What is read on a page's main part."""
    main = group(r"(<main.*</main>)", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def read(browser: TestClient, path: str = TRIAL) -> str:
    """What is read on a page that is there and whole."""
    answer = browser.get(path)
    assert answer.status_code == 200
    Page(answer.text)
    return words(answer.text)
