"""A real Chromium before a real server. Whatever a page says in the console fails its test."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from web.server import serving

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
NO_SANDBOX = hasattr(os, "geteuid") and os.geteuid() == 0
"""Chromium's sandbox cannot be built by root, and is wanted everywhere else."""

HEARD = """past => {
  const audio = document.querySelector("audio");
  return audio.currentTime > past && !audio.paused;
}"""

expect.set_options(timeout=20_000)  # on a busy machine too


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("KINDWARD_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if found is None:
        pytest.skip("Chromium (apt install chromium, or name one in KINDWARD_CHROMIUM)")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=list(FLAGS), chromium_sandbox=not NO_SANDBOX
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server is. It needs no browser; it is just not started where none is."""
    with serving(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from _watched(browser, address)


@pytest.fixture
def page_without_scripts(browser: Browser, address: str) -> Iterator[Page]:
    yield from _watched(browser, address, java_script_enabled=False)


def hears(page: Page, *, past_s: float = 0.3) -> None:
    """Waits until the sound plays, and is past that second."""
    page.wait_for_function(HEARD, arg=past_s)


def _watched(browser: Browser, address: str, **wishes: object) -> Iterator[Page]:
    """A page that may say nothing, and ask nobody but our server."""
    context = browser.new_context(base_url=address, **wishes)
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    context.on("request", lambda request: asked.append(urlsplit(request.url)))
    yield page
    context.close()
    assert said == []
    assert {url.netloc for url in asked if url.scheme != "data"} <= {urlsplit(address).netloc}
