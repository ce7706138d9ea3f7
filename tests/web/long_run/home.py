"""One person's computer with the pages of the long-run question on it, and its clock in hand."""

import datetime as dt
import re
from functools import partial
from types import SimpleNamespace

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from kindward.insight.look import LookAnswer
from kindward.journal import Look, Record
from kindward.store import Store
from kindward.web.app import STATUS
from kindward.web.errors.page import Errors
from kindward.web.languages.tongue import Tongue
from kindward.web.long_run.back import back
from kindward.web.long_run.looking import Looking
from kindward.web.long_run.page import long_run
from kindward.web.long_run.setting_up import SettingUp
from kindward.web.own.own import Own
from kindward.web.own.remembered import Remembered
from kindward.web.own.writing import written_form
from kindward.web.pages import Pages
from kindward.web.security import Gate
from kindward.web.static import Static
from kindward.web.weeks import reading
from web.markup import Page

LOOK = "/long-run/look"
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
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


class Home:
    """One person's computer: its record, its clock, and what is answered about a look."""

    def __init__(self, store: Store, hosts: tuple[str, ...] = ()) -> None:
        self.store, self.now = store, NOON
        self.answering = lambda *_: LEANING
        settings = SimpleNamespace(hosts=hosts)
        house = SimpleNamespace(store=store, settings=settings, now=lambda: self.now)
        self.own, pages = Own(house), Pages(Static())
        setting_up = SettingUp(self.own, pages)
        looking = Looking(self.own, pages, self._answer)
        errors = Errors(pages, STATUS, own_is_here=self.own.is_here)
        routes = [
            Route("/long-run", partial(long_run, self.own, pages)),
            Route("/long-run/back", partial(back, self.own, pages, Remembered(reading.read))),
            Route("/long-run/look", looking.page),
            Route("/long-run/look/new", setting_up.page),
            Route("/long-run/look/plan", written_form(setting_up.plan), methods=["POST"]),
            Route("/long-run/look/evening", looking.evening_page),
            Route("/long-run/look/evening", written_form(looking.evening), methods=["POST"]),
            Route("/long-run/look/stop", written_form(looking.stop), methods=["POST"]),
            Route("/long-run/look/result", looking.result),
        ]
        app = Starlette(routes=routes, exception_handlers=errors.handlers())
        self.app = Gate(Tongue(app, pages.languages), errors.refuse, hosts)

    def stranger(self) -> TestClient:
        """A browser without a session."""
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def come_in(self) -> TestClient:
        """A browser with one."""
        browser = self.stranger()
        browser.cookies.set("kindward-80", self.own.sessions.begin("localhost"))
        return browser

    def record(self) -> Record:
        return self.store.record("me")

    def _answer(self, record: Record, look: Look, day: dt.date) -> LookAnswer | None:
        return self.answering(record, look, day)

    def look(self) -> Look:
        """The one look that is kept."""
        (look,) = self.record().looks
        return look

    def wait(self, days: float) -> None:
        """The clock goes on."""
        self.now += dt.timedelta(days=days)


def token(home: Home) -> str:
    """What the forms of the one session send along."""
    (session,) = home.own.sessions._sessions.values()  # noqa: SLF001 - the fake's own key
    return session.form_token


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's one form, as a browser would send them."""
    fields = [box for box in Page(html).all("input") if box["type"] == "hidden"]
    return {box["name"]: box["value"] for box in fields}


def words(html: str) -> str:
    """What is read on a page's main part."""
    main = re.search(r"<main.*</main>", html, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def read(browser: TestClient, path: str = LOOK) -> str:
    """What is read on a page that is there and whole."""
    answer = browser.get(path)
    assert answer.status_code == 200
    Page(answer.text)
    return words(answer.text)
