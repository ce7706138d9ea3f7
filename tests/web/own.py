"""One person's computer with its clock, the application on it, and browsers before that."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route, Router
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from kindward.journal import Record
from kindward.library import Paths, Tables
from kindward.store import Store
from kindward.web.app import create_app
from tests.computer import Computer
from tests.there import group
from tests.web.fakes import FakeLibrary, house

OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SECRET = "a word that nobody else may read"  # noqa: S105
ATTACKS = {
    "another site": {"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"},
    "another server of this machine": {
        "Origin": "http://localhost:8902", "Sec-Fetch-Site": "same-site",
    },
    "a rebound page, which says nothing": {},
    "an origin that is hidden": {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    "an origin without its sign": {"Origin": "http://localhost"},
    "a sign without its origin": {"Sec-Fetch-Site": "same-origin"},
}  # fmt: skip
"""What a write from anywhere else than a page of ours may say of itself."""


def router_of(app: ASGIApp) -> Router:
    """The router behind the gates of our application."""
    inner: Any = app
    while not isinstance(inner, Starlette):
        inner = inner.app
    return inner.router


def shown_by(app: ASGIApp) -> list[Route]:
    """The routes of our application that answer to GET."""
    routes = [route for route in router_of(app).routes if isinstance(route, Route)]
    return [route for route in routes if "GET" in (route.methods or ())]


class Home(Computer):
    """One person's computer with its clock and its open record: what is spoken is made up."""

    def __init__(
        self,
        home: Path,
        store: Store,
        library: FakeLibrary | None = None,
        hosts: tuple[str, ...] = (),
        paths: Paths | None = None,
    ) -> None:
        super().__init__(home)
        self.store, self.now = store, NOON
        settings = SimpleNamespace(hosts=hosts, home=home)
        fake = house()
        fake.library, fake.paths = library or fake.library, paths or fake.paths
        fake.feelings = Tables(fake.library)
        fake.settings, fake.store, fake.now = settings, store, lambda: self.now
        self.app = create_app(fake)

    def browser(self) -> TestClient:
        """One that nobody has come in with."""
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def come_in(self) -> TestClient:
        browser = self.browser()
        assert browser.get(self.way_in()).status_code == 303
        return browser

    def record(self) -> Record:
        """The record, as it is open."""
        return self.store.record("me")

    def wait(self, days: float) -> None:
        """The clock goes on."""
        self.now += dt.timedelta(days=days)


def token(browser: TestClient) -> str:
    return group(r'name="form_token" value="([^"]+)"', browser.get("/journal").text)


def send(browser: TestClient, path: str, headers=OURS, **fields: str):
    fields = {"form_token": token(browser)} | fields
    return browser.post(path, data=fields, headers=headers)


def bring(browser: TestClient, data: bytes):
    fields = {"form_token": token(browser)}
    return browser.post("/journal/import", data=fields, files={"file": data}, headers=OURS)


def offered(browser: TestClient, mode: str = "new") -> dict[str, str]:
    page = browser.get(f"/journal/offer?mode={mode}").text
    return dict(re.findall(r'name="(form_token|offer)" value="([^"]+)"', page))


def begun(home: Home, browser: TestClient, **fields: str) -> str:
    answer = browser.post("/journal/begin", data=offered(browser) | fields, headers=OURS)
    assert answer.status_code == 303
    return answer.headers["location"]
