"""The library as a folder: on a plain host below other pages, and opened from a disk."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import hears
from tests.computer import QUIETLY, Computer
from tests.there import there

pytestmark = pytest.mark.browser

KEPT_FROM_S = 25
"""Past this second, a place in a sitting is kept."""


class Quiet(SimpleHTTPRequestHandler):
    """A host that knows nothing of what it holds."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def parent(tmp_path_factory) -> Path:
    """A folder with the site somewhere below; its voice is silence, which takes no time to make."""
    parent, home = tmp_path_factory.mktemp("host"), tmp_path_factory.mktemp("home")
    own, site = Computer(home), parent / "some" / "where"
    quiet = own.surroundings | QUIETLY
    assert own.run("export-site", site, "--minutes", "1,2", env=quiet).returncode == 0
    return parent


@pytest.fixture(scope="module")
def address(parent) -> Iterator[str]:
    """In the place of our own server: a folder of a host."""
    with ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=parent)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/some/where/"
        server.shutdown()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page_from_disk(browser: Browser, request) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_every_page_opens_on_a_host_without_a_word_of_complaint(page: Page, parent):
    """One length of each practice stands for the others: they are filled in the same way."""
    folder = parent / "some" / "where"
    found = [file for file in folder.rglob("*.html") if not re.search(r"-\d+\.html", file.name)]
    assert folder / "es" / "practices" / "grounding.html" in found
    for file in found:
        answer = page.goto(file.relative_to(folder).as_posix(), wait_until="load")
        assert there(answer).ok
        expect(page.locator("h1").first).to_be_visible()


def test_one_tap_begins_a_minute_on_a_host(page: Page):
    page.goto("index.html")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    page.get_by_role("button", name="Next part").click()
    page.get_by_role("link", name="This is too much").click()
    expect(page.get_by_role("article", name="Grounding")).to_be_visible()
    hears(page)


def test_doors_cards_and_lengths_lead_to_pages_that_are_there(page: Page):
    page.goto("index.html")
    page.locator("[data-door=new]").click()
    expect(page).to_have_url(re.compile(r"/some/where/practices/[a-z-]+\.html$"))
    page.get_by_text("Change length").click()
    page.get_by_role("link", name="2 minutes").click()
    expect(page).to_have_url(re.compile(r"/practices/[a-z-]+-2\.html$"))
    expect(page.locator("source")).to_have_attribute("src", re.compile(r"/120\.webm$"))
    page.get_by_role("link", name="Kindward").click()
    page.locator(".card a").first.click()
    page.get_by_role("button", name="Begin").click()
    hears(page)


def test_the_wishes_of_a_host_without_a_server_are_followed_by_script(page: Page):
    page.goto("index.html")
    shown = page.locator(".card:visible")
    page.get_by_label("What is it about?").fill("insomina")
    expect(shown).to_have_count(3)
    page.get_by_label("What is it about?").fill("")
    page.get_by_text("More ways to choose").click()
    page.get_by_label("When kindness feels wrong").check()
    assert 0 < shown.count() < page.locator(".card").count()
    page.goto("es/index.html")
    page.get_by_label("¿De qué se trata?").fill("insonmio")
    expect(shown).to_have_count(3)


def test_spanish_is_one_link_away_and_stays(page: Page):
    page.goto("support.html")
    page.get_by_role("link", name="español").click()
    expect(page).to_have_url(re.compile(r"/some/where/es/support\.html$"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("link", name="Kindward").click()
    expect(page).to_have_url(re.compile(r"/some/where/es/index\.html$"))
    page.locator("[data-action=play]").click()
    hears(page)


def test_whoever_comes_back_goes_on_where_they_left(page: Page):
    page.goto("practices/hold-gently-2.html")
    page.get_by_role("button", name="Begin").click()
    page.evaluate("() => { document.querySelector('audio').playbackRate = 8 }")
    hears(page, past_s=KEPT_FROM_S)
    page.goto("es/index.html")
    page.get_by_role("link", name="Hold Gently").first.click()
    expect(page).to_have_url(re.compile(r"/some/where/practices/hold-gently-2\.html#go-on$"))
    expect(page.get_by_role("button", name="Continue")).to_be_visible()


def test_from_a_disk_sound_words_and_links_are_all_there(page_from_disk: Page, parent):
    page = page_from_disk
    page.goto((parent / "some" / "where" / "index.html").as_uri())
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator("[data-action=play]")).to_be_hidden()
    expect(page.locator(".doors a:visible")).to_have_count(1)
    page.get_by_text("Read the words").click()
    expect(page.locator("[data-words] li").last).to_be_visible()
    page.locator(".card a").first.click()
    expect(page).to_have_url(re.compile(r"^file:.*/some/where/practices/[a-z-]+\.html$"))
    page.get_by_text("Change length").click()
    page.get_by_role("link", name="1 minute").click()
    page.get_by_role("link", name="Need a person now").click()
    expect(page.locator("h1")).to_have_text("Need a person now?")
    page.get_by_role("link", name="español").click()
    expect(page).to_have_url(re.compile(r"^file:.*/some/where/es/support\.html$"))


def test_from_a_disk_the_sound_plays(browser: Browser, parent):
    context = browser.new_context()
    page = context.new_page()
    page.goto((parent / "some" / "where" / "es" / "practices" / "grounding.html").as_uri())
    page.locator("audio").click(position={"x": 28, "y": 27})
    hears(page)
    context.close()
