"""A sound that stands still though it is said to play, and one that goes on though it is said to wait.

WebKitGTK tells both, where a sitting begins at a later moment and after a jump.
"""

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
SAYS_IT_WAITS = "() => document.querySelector('audio').dispatchEvent(new Event('waiting'))"
LAST_MS = 50_000


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
