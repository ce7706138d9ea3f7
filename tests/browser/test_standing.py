"""A sound that stands still though it is said to play, and one that goes on though it is said to wait.

WebKitGTK tells both, where a sitting begins at a later moment and after a jump. Firefox gives a sound
up, as one that it cannot read, on a computer without a device for sound.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from kindward.library import GROUNDING
from tests.browser.conftest import hears

pytestmark = pytest.mark.browser

HERE = f"/practices/{GROUNDING}"
STANDS_STILL = """() => {
  const audio = document.querySelector("audio");
  const once = (name, rate) => audio.addEventListener(name, () => { audio.playbackRate = rate }, { once: true });
  once("playing", 0);
  once("pause", 1);
}"""
GIVES_UP = """() => {
  const audio = document.querySelector("audio");
  audio.load();
  audio.play().catch(() => {});
}"""
SAYS_IT_WAITS = "() => document.querySelector('audio').dispatchEvent(new Event('waiting'))"
LAST_MS = 50_000
AT_ONCE_MS = 40_000  # on a busy machine too
SOUND = re.compile(r"/sound/.*\.(webm|mp3)")
TEN_MINUTES = """() => {
  const form = document.querySelector("[data-adjust]");
  form.elements.minutes.value = "10";
  form.elements.minutes.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def test_a_sound_that_says_it_plays_and_stands_still_is_asked_once_more(page: Page):
    page.goto(HERE)
    page.evaluate(STANDS_STILL)
    page.locator("[data-action=play]").click()
    hears(page)


def test_a_sound_that_goes_on_is_not_waited_for(page: Page):
    page.clock.install()
    page.goto(HERE)
    page.locator("[data-action=play]").click()
    hears(page)
    page.evaluate(SAYS_IT_WAITS)
    hears(page, past_s=2)
    page.clock.fast_forward(LAST_MS)
    expect(page.locator("[data-status]")).to_have_text("")
    hears(page, past_s=3)


def test_a_sound_that_stands_still_for_long_is_paused_and_that_is_said(page: Page):
    page.clock.install()
    page.goto(HERE)
    page.locator("[data-action=play]").click()
    hears(page, past_s=1)
    page.evaluate("() => { document.querySelector('audio').playbackRate = 0 }")
    page.evaluate(SAYS_IT_WAITS)
    page.clock.fast_forward(1000)
    expect(page.locator("[data-status]")).to_have_text("The voice is getting ready.")
    page.clock.fast_forward(LAST_MS)
    expect(page.locator("[data-status]")).to_contain_text("The sound is not coming through.")
    assert page.evaluate("() => document.querySelector('audio').paused")


def _no_sound_from_here(page: Page) -> None:
    """It comes, and is none that this browser plays."""
    page.route(SOUND, lambda asked: asked.fulfill(content_type="audio/webm", body="no sound"))


def _goes_on_in_words(page: Page, after: str) -> None:
    """At once, and not only when a sound that stands still is given up."""
    status = page.locator("[data-status]")
    expect(status).to_contain_text("The sound is not coming through.", timeout=AT_ONCE_MS)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[data-guidance]")).to_have_text(after)
    expect(page.locator("[data-guidance]")).not_to_have_text(after)


def test_where_the_sound_of_a_sitting_that_was_changed_does_not_come_its_words_go_on(page: Page):
    page.goto(HERE)
    page.locator("[data-action=play]").click()
    page.locator("[data-action=skip]").click()
    hears(page, past_s=5)
    _no_sound_from_here(page)
    said = page.locator("[data-guidance]").inner_text()
    page.evaluate(TEN_MINUTES)
    _goes_on_in_words(page, said)


def test_where_it_was_changed_before_it_began_as_well(page: Page):
    page.goto(HERE)
    _no_sound_from_here(page)
    first = page.locator("[data-guidance]").inner_text()
    page.evaluate(TEN_MINUTES)
    expect(page.locator("[data-status]")).to_contain_text("Changed.")
    page.locator("[data-action=play]").click()
    _goes_on_in_words(page, first)


def test_a_sound_that_was_given_up_goes_on_where_it_was_once_it_comes_again(page: Page):
    page.goto(HERE)
    page.locator("[data-action=play]").click()
    hears(page)
    page.evaluate("() => { document.querySelector('audio').currentTime = 60 }")
    hears(page, past_s=61)
    _no_sound_from_here(page)
    page.evaluate(GIVES_UP)
    expect(page.locator("[data-status]")).to_contain_text("The sound is not coming through.")
    page.unroute(SOUND)
    page.get_by_role("button", name="Continue").click()
    hears(page, past_s=61)
