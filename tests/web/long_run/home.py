"""One person's computer for the pages of the long-run question: what a look says is in hand."""

import datetime as dt
import re
from pathlib import Path
from unittest.mock import patch

from starlette.testclient import TestClient

from kindward.insight.look import LookAnswer
from kindward.journal import Look, Record
from kindward.store import Store
from tests.there import group
from tests.web import own
from tests.web.markup import Page

LOOK = "/long-run/look"
PLAN = {
    "goal": "To finish the <first> chapter",
    "action": "Ten minutes & a pen",
    "days": "16",
    "begins": "2026-11-24",
    "expected": "neither",
    "changes_my_mind": "Three quiet weeks,\nwith pages in them",
}
LEANING = LookAnswer(
    "leaning", estimate=6.4, low=-1.2, high=14.0, share=0.75, cost="heavier", chance=0.1,
    cost_points=4.0, blocks=8, evenings=30,
)  # fmt: skip


class Home(own.Home):
    """Someone's computer; what is answered about a look is in the test's hand."""

    def __init__(self, home: Path, store: Store, hosts: tuple[str, ...] = ()) -> None:
        self.answering = lambda *_: LEANING
        with patch("kindward.web.own_routes.answered", self._answer):
            super().__init__(home, store, hosts=hosts)

    stranger = own.Home.browser

    def _answer(self, record: Record, look: Look, day: dt.date) -> LookAnswer | None:
        return self.answering(record, look, day)

    def look(self) -> Look:
        """The one look that is kept."""
        (look,) = self.record().looks
        return look


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's one form, as a browser would send them."""
    fields = [box for box in Page(html).all("input") if box["type"] == "hidden"]
    return {box["name"]: box["value"] for box in fields}


def words(html: str) -> str:
    """What is read on a page's main part."""
    main = group(r"(<main.*</main>)", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def read(browser: TestClient, path: str = LOOK) -> str:
    """What is read on a page that is there and whole."""
    answer = browser.get(path)
    assert answer.status_code == 200
    Page(answer.text)
    return words(answer.text)
