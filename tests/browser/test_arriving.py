"""What a person meets on the first page: with scripts, without, by keyboard, on a small screen."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PLAYS = "() => document.querySelector('audio').currentTime > 0.3"
SHIFT = """() => new Promise((found) => new PerformanceObserver((list) => {
  found(list.getEntries().reduce((sum, entry) => sum + entry.value, 0));
}).observe({type: "layout-shift", buffered: true}) || setTimeout(() => found(0), 500))"""


def test_one_tap_begins_a_minute(page: Page):
    page.goto("/")
    first_words = page.locator("[data-guidance]").inner_text()
    page.locator("[data-action=play]").click()
    page.wait_for_function(PLAYS)
    expect(page.locator("[data-guidance]")).to_have_text(first_words)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_the_keyboard_alone_begins_pauses_and_goes_on(page: Page):
    page.goto("/")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function(PLAYS)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()


def test_everything_is_there_without_scripts(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/practices/grounding")
    audio = page.locator("audio[controls]")
    expect(audio).to_be_visible()
    expect(page.locator("[data-action=play]")).to_be_hidden()
    page.get_by_text("Read the words").click()
    expect(page.locator("[data-start]").first).to_be_visible()
    page.get_by_text("Change length").click()
    page.get_by_label("Length in minutes").select_option("3")
    page.get_by_label("Touch").check()
    page.get_by_role("button", name="Set it this way").click()
    expect(page).to_have_url(re.compile(r"minutes=3&.*touch=no"))
    expect(audio.locator("source").first).to_have_attribute("src", re.compile(r"/180\.mp4"))


def test_the_sound_plays_without_scripts(page_without_scripts: Page):
    """By the browser's own controls, whose play button stands at their left end."""
    page = page_without_scripts
    page.goto("/")
    with page.expect_request("**/60.mp4*"):
        page.locator("audio").click(position={"x": 28, "y": 27})


def test_nothing_is_fetched_for_sound_before_it_is_wanted(page: Page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert not [url for url in asked if "/sound/" in url]
    assert len(asked) <= 5


@pytest.mark.parametrize("path", ["/", "/practices/hold-gently", "/support"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_ours_moves_while_a_page_settles(page: Page, path, scheme):
    """The browser's own sound controls move a little inside themselves: 0.004 in Chromium."""
    page.emulate_media(color_scheme=scheme)
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(SHIFT) < 0.005


@pytest.mark.parametrize("path", ["/", "/practices/hold-gently", "/support"])
@pytest.mark.parametrize("text_px", [16, 32])
def test_no_page_scrolls_sideways(page: Page, path, text_px):
    page.set_viewport_size({"width": 320, "height": 640})
    sizes = {"fontSizes": {"standard": text_px, "fixed": text_px}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_country_is_one_tap_away(page: Page):
    page.goto("/support")
    page.get_by_role("link", name="Portugal").click()
    expect(page.get_by_role("link", name="Call 1411")).to_be_in_viewport()


def test_when_the_sound_does_not_come_the_words_are_said_to_be_there(page: Page):
    page.goto("/")
    page.route("**/sound/**", lambda route: route.fulfill(status=200, body="not a sound"))
    page.locator("[data-action=play]").click()
    expect(page.get_by_role("status")).to_contain_text("words are here to read")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


def test_if_the_scripts_never_come_the_sound_can_still_be_played(page: Page):
    """A slow line, a lost packet: the browser's own controls show after a moment."""
    page.route("**/*.js", lambda route: route.fulfill(status=200, content_type="text/javascript"))
    page.goto("/")
    expect(page.locator("audio")).to_be_hidden()
    expect(page.locator("audio")).to_be_visible(timeout=10_000)
