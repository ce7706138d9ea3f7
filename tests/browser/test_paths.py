"""A path as somebody walks it in a browser: with a tap, remembered in it alone, and forgotten with it."""

import pytest
from playwright.sync_api import expect

from tests.browser.computer import Connected
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

WEEK = "/paths/gentle-first-week"
PLAYS = "() => document.documentElement?.classList.contains('practising')"
OVER = "() => document.dispatchEvent(new CustomEvent('kindward:over'))"
HEARD = "() => JSON.parse(localStorage['kindward.paths'] ?? 'null')"


def test_one_tap_on_a_day_begins_it_and_the_path_opens_where_it_goes_on(someone):
    page = someone()
    page.goto("/paths")
    page.get_by_role("link", name="A gentle first week").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A short stop")
    page.get_by_role("link", name="Begin: A warm hand").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A warm hand")
    until(page, PLAYS)
    assert page.url.endswith(f"{WEEK}?day=2")  # loaded again, it does not begin by itself
    page.evaluate(OVER)
    page.goto(f"{WEEK}?day=1")
    page.evaluate(OVER)
    assert page.evaluate(HEARD) == {"gentle-first-week": ["2", "1"]}
    page.goto(WEEK)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Someone you love")
    expect(page.locator("[data-heard]:not([hidden])")).to_have_count(2)


def test_what_a_browser_remembers_of_a_path_goes_with_all_else_and_is_not_kept_unwanted(someone):
    page = someone()
    page.goto(WEEK)
    page.evaluate(OVER)
    page.goto("/settings")
    page.evaluate("async () => (await import(document.querySelector('[src*=\"settings.js\"]').src"
                  ".replace('settings/settings.js', 'shared/memory.js'))).forgetAll()")  # fmt: skip
    assert page.evaluate(HEARD) is None
    page.evaluate("() => { localStorage['kindward.keep'] = '\"nothing\"' }")
    page.goto(WEEK)
    page.evaluate(OVER)
    assert page.evaluate(HEARD) is None


def test_without_scripts_every_day_can_be_heard_and_read(page_without_scripts):
    page = page_without_scripts
    page.goto(WEEK)
    page.get_by_role("link", name="Begin: Someone you love").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Someone you love")
    expect(page.locator("[data-sitting] audio[controls]")).to_have_count(1)
    page.goto(f"{WEEK}?day=7")
    page.get_by_role("link", name="Hold Gently").click()
    expect(page.locator("[data-sitting]")).to_have_attribute("data-name", "hold-gently")


def test_the_third_day_stands_on_ones_own_pages_and_is_one_tap_away(mine, place: Connected):
    page = mine.new_page()
    page.goto(f"/journal{WEEK}")
    page.get_by_role("button", name="Start this path").click()
    expect(page.get_by_role("status")).to_have_text("Next: A short stop")
    page.goto("/journal")
    for name in ("A short stop", "A warm hand"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.get_by_role("button", name="Skip this one").click()
    card = page.locator(".on-path")
    expect(card).to_contain_text("Day 3 of 7")
    card.get_by_role("link", name="Begin").click()
    until(page, PLAYS)
    assert place.record().courses[0].skipped == (0, 1)
