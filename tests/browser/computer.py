"""Someone's computer, its server behind a line, and a browser that knows the way in."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.browser.relay import CUT, OPEN, relayed
from tests.browser.waiting import until
from tests.computer import Computer

WORDS = "Marmalade and thunder."
HAS_LETTERS = "() => Boolean(JSON.parse(localStorage['kindward.own'] ?? '{}').letters)"
WAITING = """() => new Promise((done) => {
  const asked = indexedDB.open("kindward");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => done([]);
  asked.onsuccess = () => {
    const rows = asked.result.transaction("outbox").objectStore("outbox").getAll();
    rows.onsuccess = () => {
      asked.result.close();
      done(rows.result.map((row) => ({ ...row, letter: [...row.letter] })));
    };
  };
})"""
"""What a browser has put aside to be kept later, its letters as numbers."""

SPARING = "Object.defineProperty(NetworkInformation.prototype, 'saveData', { get: () => true })"
"""A browser that saves data is given little behind a visit: all of it is for the tests of offline."""

IS_EMPTY = f"async () => !(await ({WAITING})()).length"


class Connected(Computer):
    """Someone's computer, its server behind a line."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        super().__init__(home)
        self._server = stack.enter_context(ExitStack())
        self.line = stack.enter_context(relayed(self._server.enter_context(self.serving())))

    def come_in(self, page: Page) -> None:
        page.goto(f"{self.line.address}{self.way_in()}")

    def start_again(self) -> None:
        self._server.close()
        self.line.lead(self._server.enter_context(self.serving()))

    def lose(self, context: BrowserContext, way: str = CUT) -> None:
        context.set_offline(way == CUT)
        self.line.become(way)

    def find(self, context: BrowserContext) -> None:
        self.line.become(OPEN)
        context.set_offline(False)


@contextmanager
def browsing(browser: Browser, own: Connected, **wishes: Any) -> Iterator[BrowserContext]:
    """A browser that has been on one's own pages. It asks nobody else, and no script fails."""
    with browser.new_context(base_url=own.line.address, **wishes) as context:
        context.add_init_script(SPARING)
        faults, asked = [], []
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        own.come_in(page)
        page.goto("/journal")
        until(page, HAS_LETTERS)
        yield context
        assert faults == []
        assert {url for url in asked if not url.startswith(own.line.address)} == set()


def check_in(page: Page, words: str = WORDS) -> None:
    page.goto("/check-in")
    write(page, words)


def write(page: Page, words: str = WORDS) -> None:
    """On the page where a check-in is made."""
    page.get_by_label("How heavy is this moment for me?").press("End")
    page.get_by_label("In part").check()
    page.get_by_label("Anything you would like").fill(words)
    page.get_by_role("button", name="Save").click()


def answer(page: Page) -> Locator:
    """What the page says of a check-in."""
    return page.locator(".answer")
