"""A house that is updated while somebody has a page of before open, and then goes out of reach."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kindward.library import NINE
from kindward.web import app as web
from kindward.web.http import static
from tests.browser.life import answering
from tests.browser.relay import CUT
from tests.browser.waiting import IS_THERE, until
from tests.web.fakes import house

pytestmark = pytest.mark.browser

CACHES = "async count => (await caches.keys()).length === count"
KEPT_WITH = """async ([address, words]) => {
  const page = await caches.match(address, { cacheName: "kindward-kept" });
  return (await page.text()).includes(words);
}"""
TEXT = "address => fetch(address).then((answer) => answer.text())"
LAST = f"/practices/{NINE[-1]}"


class Edition:
    """The same house with one line of style of its own."""

    def __init__(self, folder: Path, line: str) -> None:
        shutil.copytree(static.ROOT, folder, ignore=shutil.ignore_patterns("__pycache__"))
        with (folder / "shared/frame.css").open("a") as style:
            style.write(line)
        self.static = static.Static(folder)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(web, "Static", lambda: self.static)
            self.app = web.create_app(_english_house())

    @property
    def style(self) -> tuple[str, str]:
        """The address of its style, and what stands there."""
        return self.static.url(static.STYLE), self.static.assets[static.STYLE].content.decode()


def _english_house() -> Any:
    made = house()
    made.library.languages = lambda: ("en",)
    return made


async def _restarting(scope, receive, send) -> None:
    """What a proxy says while there is no server behind it."""
    await send({"type": "http.response.start", "status": 502, "headers": []})
    await send({"type": "http.response.body", "body": b"Bad Gateway"})


class Changing:
    """Whichever edition it is now."""

    def __init__(self, before: Edition, today: Edition) -> None:
        self.before, self.today, self.now = before, today, before

    async def __call__(self, scope, receive, send) -> None:
        await self.now.app(scope, receive, send)

    def update(self) -> None:
        self.now = self.today


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Edition]:
    folder = tmp_path_factory.mktemp("editions")
    return Edition(folder / "1", "html { --edition: before }"), Edition(
        folder / "2", "html { --edition: today }"
    )


@pytest.fixture
def changing(editions: tuple[Edition, Edition]) -> Changing:
    return Changing(*editions)


@pytest.fixture
def address(changing: Changing) -> Iterator[str]:
    with answering(changing, lifespan="off") as started:
        yield started


@pytest.fixture
def old(context: BrowserContext) -> Page:
    """A page of before, open, with everything of its edition there."""
    page = context.new_page()
    page.goto("/")
    until(page, IS_THERE, LAST)
    return page


def _visit(context: BrowserContext, changing: Changing) -> Page:
    """The first visit after the update, until the new worker has everything."""
    changing.update()
    page = context.new_page()
    page.goto("/")
    until(page, CACHES, 2)
    until(page, IS_THERE, changing.today.style[0])
    return page


def test_a_page_of_before_keeps_its_own_style_while_it_is_open(context, old, changing, line):
    _visit(context, changing)
    line.become(CUT)
    address, style = changing.before.style
    assert old.evaluate(TEXT, address) == style
    old.goto(LAST)
    expect(old).to_have_title("Loving Kindness · Kindward")


def test_what_no_open_page_needs_any_more_goes(context, old, changing):
    new = _visit(context, changing)
    old.close()
    new.reload()
    until(new, CACHES, 1)
    assert new.evaluate(TEXT, changing.today.style[0]) == changing.today.style[1]


def test_a_page_of_before_whose_files_are_gone_is_given_those_of_today(
    context, old, changing, line
):
    new = _visit(context, changing)
    old.close()
    new.reload()
    until(new, CACHES, 1)
    line.become(CUT)
    address = f"/static/0123456789ab/{static.STYLE}"
    assert new.evaluate(TEXT, address) == changing.today.style[1]


def test_what_a_person_keeps_outlives_the_update_with_a_page_of_today(context, old, changing, line):
    old.goto(LAST)
    button = old.locator("[data-keep]").get_by_role("button")
    button.click()
    expect(button).to_have_text("Remove it")
    changing.update()
    old.reload()
    until(old, KEPT_WITH, [f"{LAST}?minutes=5", changing.today.style[0]])
    line.become(CUT)
    page = context.new_page()
    page.goto(f"{LAST}?minutes=5")
    expect(page.locator("[data-keep] [role=status]")).to_have_text("Saved on this device.")


def test_a_server_that_is_being_restarted_is_stood_in_for(context, old, changing, line):
    changing.now = SimpleNamespace(app=_restarting)
    old.reload()
    expect(old.locator("h1")).to_be_visible()
