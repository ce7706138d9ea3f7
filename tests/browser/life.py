"""Months of a person's life: a real server whose clock is in the test's hand, and their browser.

The server runs in a thread of this process, since nothing that people run takes a clock from
outside. Its store and its pages are the real ones; its voice is silence, which is there at once.
"""

import datetime as dt
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, Literal
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, Page, expect
from starlette.types import ASGIApp

from kindward import launch
from kindward.cli.listening import listen
from kindward.web.app import create_app
from tests.browser.conftest import NO_WORKER, hears
from tests.browser.waiting import TO_ITS_END
from tests.computer import Computer
from tests.there import group

HERE = dt.timezone(dt.timedelta(hours=1))
ZONE = "Africa/Lagos"
"""One hour ahead of UTC all year round, for the server and for the browser."""

FIRST_EVENING = dt.datetime(2026, 1, 5, 20, 30, tzinfo=HERE)
LONGEST_START_S = 60

COUNTING = {
    "en": re.compile(
        r"\bmiss(ed|ing)\b|\bstreaks?\b|\babsen|\boverdue\b|\bbehind\b|\baway for\b|\blast (visit|time)\b"
        r"|\b(days?|weeks?|months?|years?) (ago|since|without|away)\b|\bsince you\b|\bit has been [0-9]"
        r"|\b36[4-7]\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\bfalt(aste|aron)\b|\bperdiste\b|\bracha|\bausen|\batras|\bhace [0-9]+\b|\b[uú]ltima visita\b"
        r"|\b(d[ií]as?|semanas?|meses|años?) (sin venir|fuera|desde)\b|\bdesde que\b|\bllevas [0-9]",
        re.IGNORECASE,
    ),
}
"""What would count how long somebody was away, by language."""


class Life(Computer):
    """One person's computer as time goes by. Switched off and on again, it keeps what it kept."""

    def __init__(self, home: Path, database: str | None = None) -> None:
        super().__init__(home, database)
        self.now = FIRST_EVENING
        self.chance = Random(11)  # noqa: S311 - days, not secrets

    @contextmanager
    def switched_on(self, browser: Browser) -> Iterator["Person"]:
        """Someone who started Kindward just now, in a browser whose clock is the same."""
        with self.at_its_address(browser) as (page, address):
            yield Person(self, page, address)

    @contextmanager
    def at_its_address(self, browser: Browser, **wishes: Any) -> Iterator[tuple[Page, str]]:
        """The same computer and browser, for whoever has not come in yet; and where it is."""
        with self.house(now=lambda: self.now) as house, answering(create_app(house)) as address:
            wishes = {"base_url": address, "timezone_id": ZONE, **NO_WORKER} | wishes
            with browser.new_context(**wishes) as context:
                context.clock.set_fixed_time(self.now)
                yield context.new_page(), address


class Person:
    """What somebody does, at the page or, on the many days between, through the same doors."""

    def __init__(self, life: Life, page: Page, address: str) -> None:
        self.life, self.page, self.address = life, page, address
        self.said: list[str] = []
        page.on("pageerror", lambda error: self.said.append(str(error)))
        self.come_in()

    def come_in(self) -> None:
        """By the one-time way that starting Kindward makes."""
        self.page.goto(launch.page(self.life.home, self.address).as_uri())
        self.page.wait_for_url(f"{self.address}/")
        self.page.goto("/journal")
        self.token = self.page.locator("[name=form_token]").first.input_value()

    def wait(self, days: float) -> None:
        """Time goes by, here and there; a page of one's own that is left open would close itself."""
        self.page.goto("about:blank")
        self.life.now += dt.timedelta(days=days)
        self.page.context.clock.set_fixed_time(self.life.now)

    def read(self, path: str) -> str:
        """A page without looking at it."""
        answer = self.page.context.request.get(path)
        assert answer.status == 200, path
        return answer.text()

    def sends(self, path: str, **fields: str) -> str:
        """A form of ours without a browser around it; where it leads to."""
        form: dict[str, str | float | bool] = {"form_token": self.token, **fields}
        answer = self.page.context.request.post(
            path, form=form, headers=self._ours(), max_redirects=0
        )
        assert answer.status == 303, (path, answer.status)
        return answer.headers["location"]

    def tells(self, entry: dict[str, object]) -> None:
        """What the page of a sitting tells by itself."""
        sent = self.page.context.request.post("/journal/entries", data=entry, headers=self._ours())
        assert sent.status == 204

    def begins(self, mode: str, **fields: str) -> str:
        """A sitting begun from an offer, without a browser; the way on."""
        offer = group(r'name="offer" value="([^"]+)"', self.read(f"/journal/offer?mode={mode}"))
        return self.sends("/journal/begin", offer=offer, **fields)

    def sits(self, tap: str, *, begun: bool = False) -> None:
        """The practice that this page shows, from its beginning to one tap after its end.

        `begun` where the tap that begins it was made on the page before.
        """
        if not begun:
            self.page.get_by_role("button", name="Begin").click()
        hears(self.page, past_s=0.1)
        self.page.evaluate(TO_ITS_END)
        self.page.get_by_role("button", name=tap).click()
        expect(self.page.get_by_text("Saved.")).to_be_visible()

    def slides(self, words: str, to: int) -> None:
        """One of the three sliders: from the middle, where a hand first touches it."""
        self.page.get_by_label(words).evaluate(
            "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }",
            str(to),
        )

    def sees(self) -> str:
        """The words on the main part of this page."""
        return " ".join(self.page.locator("main").inner_text().split())

    def _ours(self) -> dict[str, str]:
        return {"Origin": self.address, "Sec-Fetch-Site": "same-origin"}


def sitting_of(way: str) -> str:
    """The sitting that an address goes on with."""
    return group(r"sitting=([0-9a-f]{32})", way)


def practice_of(way: str) -> str:
    """The practice in an address."""
    return urlsplit(way).path.rsplit("/", 1)[-1]


@contextmanager
def answering(app: ASGIApp, *, lifespan: Literal["auto", "off"] = "auto") -> Iterator[str]:
    """The application behind a real server on a free port; yields its address."""
    listening = listen("127.0.0.1", [0])
    config = uvicorn.Config(
        app, lifespan=lifespan, timeout_graceful_shutdown=5,
        log_config=None, access_log=False, ws="none", server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=(listening.sockets,), daemon=True)
    thread.start()
    last = time.monotonic() + LONGEST_START_S
    while not server.started:
        assert thread.is_alive()
        assert time.monotonic() < last
        time.sleep(0.02)
    yield listening.url
    server.should_exit = True
    thread.join()
