"""A real Chromium before a real server. Whatever a page says in the console fails its test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from kindward.journal import Note
from tests.browser.computer import Connected, browsing
from tests.browser.pages import KEPT, NOW
from tests.browser.relay import Relay, relayed
from tests.browser.waiting import IS_THERE, until
from tests.computer import Computer

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-software-rasterizer",  # nor one in its place: a process less, and no page draws in 3D
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
NO_SANDBOX = hasattr(os, "geteuid") and os.geteuid() == 0
"""Chromium's sandbox cannot be built by root, and is wanted everywhere else."""

NO_WORKER: dict[str, Any] = {"service_workers": "block"}
"""What is fetched behind a first visit, all pages of the site, is for the tests of offline, which have
browsers of their own. A worker's requests would also pass by whoever answers in the server's place.
"""

NO_WORKER_TOLD = "Service Worker registration blocked by Playwright"

HEARD = """past => {
  const audio = document.querySelector("audio"); // none yet, where a page is still to come
  return audio?.currentTime > past && !audio.paused;
}"""

Someone = Callable[..., Page]
"""Opens a browser for somebody; takes what `Browser.new_context` takes."""

expect.set_options(timeout=60_000)  # on a busy machine too


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("KINDWARD_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if found is None:
        pytest.skip("Chromium (apt install chromium, or name one in KINDWARD_CHROMIUM)")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def frameless(chromium: str) -> str:
    """Chromium without the frame of its windows, where it is to be had: a frame costs more than a page."""
    named = os.environ.get("KINDWARD_CHROMIUM")
    return named or shutil.which("chromium-headless-shell") or chromium


@pytest.fixture(scope="session")
def browser(playwright: Playwright, frameless: str) -> Iterator[Browser]:
    opened = playwright.chromium.launch(
        executable_path=frameless, args=list(FLAGS), chromium_sandbox=not NO_SANDBOX
    )
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the person whose computer this is, who has kept a little."""
    folder = tmp_path_factory.mktemp("home")
    Computer(folder).keep(*KEPT)
    return folder


@pytest.fixture(scope="session")
def address(chromium: str, home: Path) -> Iterator[str]:
    """Where the server is. It needs no browser; it is just not started where none is."""
    with Computer(home).serving() as started:
        yield started


@pytest.fixture
def someone(browser: Browser, address: str) -> Iterator[Someone]:
    with ExitStack() as stack:
        yield lambda **wishes: stack.enter_context(_watched(browser, address, **wishes))


@pytest.fixture
def line(address: str) -> Iterator[Relay]:
    """What the server is reached through, and may go: a file with a server of its own says `address`."""
    with relayed(address) as relay:
        yield relay


@pytest.fixture
def context(browser: Browser, line: Relay) -> Iterator[BrowserContext]:
    """A browser of its own before this line, with nothing kept. A script that fails fails its test."""
    context, faults = browser.new_context(base_url=line.address), []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    yield context
    context.close()
    assert faults == []


@pytest.fixture
def place(chromium: str, tmp_path: Path) -> Iterator[Connected]:
    """A computer whose record has been begun. It needs no browser, as `address` above."""
    Computer(tmp_path).keep(Note(id="a-first-note", at=NOW, text="begun"))
    with ExitStack() as stack:
        yield Connected(tmp_path, stack)


@pytest.fixture
def mine(browser: Browser, place: Connected) -> Iterator[BrowserContext]:
    """A browser that has been on one's own pages."""
    with browsing(browser, place, **NO_WORKER) as context:
        yield context


@pytest.fixture
def along(browser: Browser, place: Connected) -> Iterator[BrowserContext]:
    """A browser that has been on one's own pages, and has taken along what a check-in needs."""
    with browsing(browser, place) as context:
        page = context.new_page()
        page.goto("/support")
        until(page, "() => Boolean(navigator.serviceWorker.controller)")
        until(page, IS_THERE, "/check-in")
        page.close()
        yield context


@pytest.fixture
def page(someone: Someone) -> Page:
    return someone()


@pytest.fixture
def page_without_scripts(someone: Someone) -> Page:
    return someone(java_script_enabled=False)


def hears(page: Page, *, past_s: float = 0.3) -> None:
    """Waits until the sound plays, and is past that second."""
    page.wait_for_function(HEARD, arg=past_s, timeout=60_000)


@contextmanager
def _watched(
    browser: Browser, address: str, *, leads_to: str = "", **wishes: Any
) -> Iterator[Page]:
    """A page that may say nothing, and ask nobody but our server, unless a person leaves it."""
    context = browser.new_context(base_url=address, **NO_WORKER | wishes)
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    context.on("request", lambda request: asked.append(urlsplit(request.url)))
    yield page
    context.close()
    assert [words for words in said if words != NO_WORKER_TOLD] == []
    ours = {urlsplit(url).netloc for url in (address, leads_to)}
    assert {url.netloc for url in asked if url.scheme not in {"data", "blob"}} <= ours
