"""The screen of a sitting at any size, its end, and what counts as one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kindward.store import open_store
from tests.browser.conftest import hears
from tests.browser.test_everyone import page_of_mine  # noqa: F401 - a fixture
from tests.browser.waiting import TO_ITS_END

pytestmark = pytest.mark.browser

SCREENS = (
    (320, 568, 16),
    (320, 568, 32),
    (360, 740, 32),
    (740, 360, 16),
    (740, 360, 32),
    (320, 256, 16),
    (1440, 900, 32),
)
"""Width and height in px, and how large its reader has set letters."""

IS_WHOLE = """selector => {
  const part = document.querySelector(selector);
  const { left, top, right, bottom } = part.getBoundingClientRect();
  const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && part.contains(found);
}"""
BELOW_THE_WAY_OUT = """() => {
  const { bottom } = document.querySelector(".exit").getBoundingClientRect();
  const rows = [...Array(8).keys()].map((row) => (row * bottom) / 8 + 2);
  const columns = [...Array(24).keys()].map((column) => (column * innerWidth) / 24 + 2);
  const found = [];
  for (const scrolled of [0, 30, 77, 150, 400, 1200]) {
    scrollTo(0, scrolled);
    if (!scrollY) continue;
    for (const y of rows) for (const x of columns) found.push(document.elementFromPoint(x, y));
  }
  scrollTo(0, 0);
  return found.filter((element) => element?.closest("main, .foot")).length;
}"""
NO_STRIP = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".head::before { display: none !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
REMEMBERED = "() => Object.keys(localStorage).sort()"
ARTWORK = """async () => {
  const [{ src, sizes }] = navigator.mediaSession.metadata.artwork;
  const picture = await createImageBitmap(await (await fetch(src)).blob());
  return [src.split("/").at(-1), sizes, `${picture.width}x${picture.height}`];
}"""


def _is_met(page: Page, width: int, height: int, text_px: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    reader = page.context.new_cdp_session(page)
    reader.send("Page.setFontSizes", {"fontSizes": {"standard": text_px, "fixed": text_px}})
    reader.detach()


def test_at_every_size_what_helps_is_on_the_first_screen(page: Page):
    """The large button before it begins, and then Pause with a person beside it."""
    lacks = {}
    for path in ("/practices/loving-kindness", "/es/practices/grounding", "/embed/hold-gently"):
        page.goto(path)
        page.locator("[data-action=play]").wait_for()
        lacks[path, "before"] = _lacks(page, "[data-action=play]")
        page.locator("[data-action=play]").click()
        page.locator(".practising").wait_for()
        lacks[path, "while"] = _lacks(page, "[data-action=play]", ".to-person")
    assert {where: parts for where, parts in lacks.items() if parts} == {}


def _lacks(page: Page, *parts: str) -> list[tuple[int, int, int]]:
    """The screens on which one of these is not to be seen as a whole."""
    found = []
    for screen in SCREENS:
        _is_met(page, *screen)
        if not all(page.evaluate(IS_WHOLE, part) for part in parts):
            found.append(screen)
    return found


def test_the_way_out_lies_over_nothing_wherever_a_page_is_scrolled(page: Page):
    for path in ("/support", "/practices/hold-gently"):
        page.goto(path)
        for screen in SCREENS:
            _is_met(page, *screen)
            assert page.evaluate(BELOW_THE_WAY_OUT) == 0, (path, screen)
    page.evaluate(NO_STRIP)
    assert page.evaluate(BELOW_THE_WAY_OUT) > 0


def test_a_practice_has_an_end_and_what_nobody_heard_is_none(page: Page):
    page.goto("/practices/hold-gently?minutes=1")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    assert page.evaluate(ARTWORK) == ["hold-gently.png", "512x512", "512x512"]
    left = page.get_by_role("button", name="About 1 min left")
    expect(left).to_have_attribute("aria-pressed", "false")
    left.click()
    expect(left).to_have_attribute("aria-pressed", "true")
    while not page.locator(".ended").count():
        page.locator("[data-action=skip]").dispatch_event("click")
    expect(page.get_by_text("That was the practice.")).to_be_visible()
    assert page.evaluate(REMEMBERED) == ["kindward.clock"]
    page.get_by_role("button", name="Again").click()
    hears(page)
    page.evaluate(TO_ITS_END)
    ending = page.get_by_role("navigation", name="What now?")
    expect(ending).to_be_visible()
    assert page.evaluate(REMEMBERED) == ["kindward.clock", "kindward.heard"]
    for gone in ("Back 15 s", "Pause", "Continue", "Next part", "Close"):
        expect(page.get_by_role("button", name=gone)).to_have_count(0)
    expect(page.locator(".felt")).to_have_count(0)
    expect(page.locator("[data-picture]")).not_to_have_attribute("data-stage", "0")
    ending.get_by_role("link", name="Longer").click()
    expect(page.locator("[data-sitting]")).to_have_attribute("data-total", "180")
    hears(page)
    assert page.url.endswith("/practices/hold-gently?minutes=1")


def test_one_tap_begins_what_was_offered_and_it_is_kept_once_it_was_heard(
    page_of_mine: Page,  # noqa: F811
    home: Path,
):
    page = page_of_mine
    page.goto("/journal/offer?mode=new")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    hears(page)
    assert "begin" not in page.url
    assert _offers(home) == 0
    page.evaluate(TO_ITS_END)
    page.get_by_role("button", name="Steadier").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert _offers(home) == 1


def _offers(home: Path) -> int:
    """How many offers have become a sitting."""
    with open_store(home) as store:
        record = store.record(store.person())
    assert {offer.id for offer in record.offers} == {s.offer for s in record.sittings if s.offer}
    return len(record.offers)
