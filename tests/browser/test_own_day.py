"""A person's own pages in a browser: coming in, a first evening, a tap after a sitting, leaving."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kindward import launch
from tests.browser.conftest import NO_WORKER, hears
from tests.browser.pages import PRACTICE
from tests.browser.waiting import IS_THERE, TO_ITS_END, until
from tests.computer import Computer

pytestmark = pytest.mark.browser

WORDS = "Rain on the window, and soup."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def own_address(chromium: str, home: Path) -> Iterator[str]:
    with Computer(home).serving() as started:
        yield started


@pytest.fixture
def me(browser: Browser, own_address: str, home: Path) -> Iterator[Page]:
    """Someone at their own computer, who started Kindward just now."""
    with started(browser, own_address, home, **NO_WORKER) as page:
        yield page


@pytest.fixture
def me_and_the_worker(browser: Browser, own_address: str, home: Path) -> Iterator[Page]:
    """The same, in a browser that takes the site along."""
    with started(browser, own_address, home) as page:
        yield page


@contextmanager
def started(browser: Browser, own_address: str, home: Path, **wishes: Any) -> Iterator[Page]:
    with browser.new_context(base_url=own_address, **wishes) as context:
        page, said = context.new_page(), []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(launch.page(home, own_address).as_uri())
        page.wait_for_url(f"{own_address}/")
        yield page
        assert said == []


def test_after_a_sitting_one_tap_is_kept_and_a_little_more_can_be_said(me: Page):
    me.goto(f"{PRACTICE}?minutes=1")
    me.get_by_role("button", name="Begin").click()
    hears(me)
    me.evaluate(TO_ITS_END)
    me.get_by_role("button", name="Steadier").click()
    expect(me.get_by_text("Saved.")).to_be_visible()
    me.get_by_role("link", name="Say a little more").click()
    me.get_by_label("How heavy is this moment for me?").press("Home")
    me.get_by_role("button", name="Save").click()
    expect(me.get_by_role("heading", level=1)).to_have_text("Today")
    expect(me.get_by_text("steadier afterwards")).to_be_visible()
    expect(me.get_by_text("After: heavy 0 of 100")).to_be_visible()


def test_a_first_evening_takes_a_minute_and_no_answer_is_begun_for_anyone(me: Page):
    me.goto("/journal")
    evening = me.get_by_role("region", name="This evening")
    for slider in evening.get_by_role("slider").all():
        expect(slider).to_have_attribute("aria-valuetext", "Not answered")
        expect(slider).to_have_attribute("name", "")
    evening.get_by_label("In part").check()
    evening.get_by_label("How hard am I being on myself?").press("ArrowLeft")
    me.get_by_role("button", name="Save").click()
    expect(me.get_by_text("A small thing was done in part")).to_be_visible()
    expect(me.get_by_text("hard on myself 49 of 100")).to_be_visible()
    me.get_by_label("Anything you would like to have written down").fill(WORDS)
    me.get_by_role("button", name="Save").click()
    expect(me.get_by_text(WORDS)).to_be_visible()


def test_something_new_says_why_and_begins_with_what_was_said_before(me: Page):
    me.goto("/journal")
    me.get_by_role("link", name="Something new").click()
    expect(me.get_by_role("heading", level=1)).not_to_have_text("Today")
    me.get_by_text("How are you now? (optional)").click()
    me.get_by_label("How heavy is this moment for me?").press("End")
    me.get_by_label("1 minute").check()
    me.get_by_role("button", name="Begin").click()
    expect(me).to_have_url(re.compile(r"/practices/[a-z-]+\?minutes=1&sitting=[0-9a-f]{32}$"))
    hears(me)
    me.evaluate(TO_ITS_END)
    expect(me.get_by_role("button", name="Again")).to_be_visible()
    me.goto("/journal")
    expect(me.get_by_text("Before: heavy 100 of 100").first).to_be_visible()


def test_the_doors_of_the_first_page_know_pages_that_lie_open_and_no_others(me: Page):
    me.goto("/journal")
    me.wait_for_function("() => Boolean(JSON.parse(localStorage['kindward.own'] ?? '{}').letters)")
    me.goto("/")
    fresh, favourite = (me.locator(f"[data-door={name}]") for name in ("new", "favourite"))
    expect(fresh).to_have_attribute("href", re.compile(r"/journal/offer\?mode=new$"))
    expect(favourite).to_have_text("Your favorite From your own pages")
    favourite.click()
    expect(me).to_have_url(re.compile(r"/journal/offer\?mode=favourite$"))
    me.goto("/journal")
    me.get_by_role("button", name="Close these pages").click()
    expect(fresh).to_have_attribute("href", re.compile(r"/practices/[a-z-]+"))
    expect(favourite).to_be_hidden()


def test_leaving_at_once_closes_them_also_for_whoever_goes_back(me: Page):
    me.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="elsewhere"))
    me.goto("/journal")
    expect(me.get_by_role("heading", level=1)).to_have_text("Today")
    with me.expect_request("**/lock"):
        me.get_by_role("link", name="Leave now").click()
    me.wait_for_url("https://www.wikipedia.org/")
    other = me.context.new_page()
    other.goto("/journal")
    expect(other.get_by_role("heading", level=1)).to_have_text("Closed for now")


def test_nothing_private_is_left_in_the_browser(me_and_the_worker: Page):
    me = me_and_the_worker
    me.goto("/journal")
    expect(me.get_by_text(WORDS)).to_be_visible()
    until(me, IS_THERE, "/check-in")
    kept = me.evaluate("""async () => {
      const told = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) told.push(request.url);
      }
      const pages = told.map((url) => new URL(url).pathname).filter((path) => !path.startsWith("/static/"));
      return [pages, JSON.stringify(localStorage)];
    }""")
    assert kept[0]
    assert not [
        path
        for path in kept[0]
        if re.search("journal|long-run/(?:look|back)|what-helps|open|lock", path)
    ]
    assert WORDS not in kept[1]


def test_everything_goes_by_one_typed_word(me: Page, home: Path):
    me.goto("/journal/leave")
    with me.expect_download() as saved:
        me.get_by_role("link", name="Download the file").click()
    assert saved.value.suggested_filename.endswith(".zip")
    me.get_by_label("Type “erase” to erase all of it").fill("erase")
    me.get_by_role("button", name="Erase everything").click()
    expect(me.get_by_role("heading", level=1)).to_have_text("Erased")
    me.goto("/journal")
    expect(me.get_by_role("heading", level=1)).to_have_text("Closed for now")
    files = [file for file in (home / "record").rglob("*") if file.is_file()]
    assert files
    assert not any(WORDS.encode() in file.read_bytes() for file in files)


def test_who_is_at_the_end_before_it_is_known_that_anything_is_kept_is_asked_all_the_same(me: Page):
    held = []
    me.context.route("**/journal/state", lambda route: held.append(route))  # noqa: PLW0108 - a builtin is refused
    me.goto(f"{PRACTICE}?minutes=1")
    me.get_by_role("button", name="Begin").click()
    hears(me)
    with me.expect_request("**/journal/state"):
        me.evaluate(TO_ITS_END)
    me.wait_for_function("() => document.querySelector('audio').ended")
    for route in held:
        route.continue_()
    expect(me.get_by_role("button", name="Steadier")).to_be_visible()
