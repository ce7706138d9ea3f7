"""A person's day with it: what one does before, during and after a sitting."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import hears
from tests.browser.waiting import TO_ITS_END
from tests.there import there

pytestmark = pytest.mark.browser

AT = "document.querySelector('audio').currentTime"
GONE = "Number(document.querySelector('[data-left]').style.getPropertyValue('--gone'))"
SIZE = "getComputedStyle(document.querySelector('[data-guidance]')).fontSize"
RATE = "document.querySelector('audio').playbackRate"
SILENT = "() => !document.querySelector('audio') || document.querySelector('audio').paused"
DURATION = "document.querySelector('audio').duration"
LINE = "document.querySelector('[data-guidance]').textContent"
NEXT = f"[{LINE}, document.querySelector('[data-next]').textContent]"
QUICKLY = "() => { document.querySelector('audio').playbackRate = 8 }"
LATER = "seconds => { document.querySelector('audio').currentTime += seconds }"


def _guidance(page: Page) -> Locator:
    return page.locator("[data-guidance]")


def _begin(page: Page, path: str = "/practices/self-compassion-break?minutes=1") -> None:
    page.goto(path)
    page.locator("[data-action=play]").click()
    hears(page)


def _change(page: Page) -> None:
    page.get_by_text("Change length, voice or what it includes").click()


def test_one_can_pause_go_back_and_go_on_with_the_next_part(page: Page):
    _begin(page, "/practices/hold-gently?minutes=5")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Continue")).to_be_focused()
    stands_s = page.evaluate(AT)
    page.wait_for_timeout(400)
    assert page.evaluate(AT) == stands_s
    page.get_by_role("button", name="Next part").click()
    skipped_s = page.evaluate(AT)
    assert skipped_s > stands_s + 5
    page.get_by_role("button", name="Back 15 s").click()
    assert page.evaluate(AT) == pytest.approx(max(skipped_s - 15, 0), abs=0.1)
    page.get_by_role("button", name="Continue").click()
    hears(page)


@pytest.mark.parametrize("way", ["Escape", "Close", "Back"])
def test_there_are_three_ways_out_of_the_screen_of_a_sitting(page: Page, way):
    _begin(page)
    everything = page.locator(".foot")
    expect(everything).to_be_hidden()
    {
        "Escape": lambda: page.keyboard.press("Escape"),
        "Close": page.get_by_role("button", name="Close").click,
        "Back": lambda: page.evaluate("history.back()"),
    }[way]()
    expect(everything).to_be_visible()
    assert page.evaluate(SILENT)
    expect(page).to_have_url(re.compile(r"/practices/self-compassion-break\?minutes=1$"))
    page.get_by_role("button", name="Continue").click()
    hears(page)
    expect(everything).to_be_hidden()


def test_the_length_changes_while_it_runs_and_the_line_stays(page: Page):
    _begin(page, "/practices/hold-gently?minutes=5")
    page.evaluate(LATER, 20)
    hears(page, past_s=20)
    _change(page)
    before = page.evaluate(NEXT)
    page.get_by_label("Length in minutes").select_option("10")
    expect(page.get_by_text(re.compile(r"Changed\. About (9|10) min left\."))).to_be_visible()
    total_s = float(there(page.locator("[data-sitting]").get_attribute("data-total")))
    assert total_s == pytest.approx(600, abs=60)
    page.wait_for_function(f"() => {DURATION}")  # NaN until the new sound is there
    hears(page, past_s=20)
    assert page.evaluate(DURATION) == pytest.approx(total_s, abs=0.1)
    assert page.evaluate(LINE) in before
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_touch_is_left_out_from_here_on(page: Page):
    _begin(page, "/practices/hold-gently?minutes=5")
    _change(page)
    page.locator("[data-adjust]").get_by_label("Touch").check()
    expect(page.get_by_text("Changed.")).to_be_visible()
    hears(page)
    assert "touch=no" in page.evaluate("document.querySelector('audio').currentSrc")


def test_pace_and_size_change_and_are_there_the_next_time(page: Page):
    _begin(page)
    usual = page.evaluate(SIZE)
    _change(page)
    page.get_by_label("Speed of the voice").select_option("0.8")
    page.get_by_label("Text size").select_option("larger")
    assert page.evaluate(RATE) == 0.8
    assert float(page.evaluate(SIZE)[:-2]) > float(usual[:-2])
    _begin(page, "/practices/grounding")
    assert page.evaluate(RATE) == 0.8
    assert float(page.evaluate(SIZE)[:-2]) > float(usual[:-2])


def test_one_reads_along_without_a_sound(page: Page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.goto("/?form=read")
    first = _guidance(page).inner_text()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(_guidance(page)).to_have_attribute("aria-live", "polite")
    page.clock.run_for(15_000)
    expect(_guidance(page)).not_to_have_text(first)
    assert page.evaluate(GONE) == pytest.approx(15 / 60, abs=0.02)
    page.clock.run_for(50_000)
    expect(page.get_by_text("That was the practice.")).to_be_visible()
    expect(page.get_by_role("button", name="Again")).to_be_visible()
    assert [url for url in asked if "/sound/" in url] == []


def test_one_sits_in_quiet_with_a_bell_and_the_sound_of_breath(page: Page):
    page.goto("/practices/breathing-kindness?minutes=5")
    _change(page)
    page.get_by_label("No voice: a bell and the sound of a breath").check()
    expect(page.get_by_text("quiet, with a bell")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    hears(page)
    heard = page.evaluate("document.querySelector('audio').currentSrc")
    assert "/silent/" in heard
    assert "bell=yes" in heard
    assert "pace=yes" in heard
    expect(_guidance(page)).to_have_attribute("aria-live", "off")


def test_one_comes_back_to_where_one_left(page: Page):
    _begin(page, "/practices/hold-gently?minutes=5")
    page.evaluate(QUICKLY)
    hears(page, past_s=40)
    page.get_by_role("button", name="Pause").click()
    page.goto("/")
    door = page.get_by_role("link", name="Where you left")
    expect(door).to_contain_text("Hold Gently")
    door.click()
    page.get_by_role("button", name="Continue").click()
    hears(page, past_s=39)
    assert page.evaluate(AT) < 120


def test_what_was_heard_to_its_end_is_no_longer_new_and_not_left(page: Page):
    _begin(page, "/practices/choosing-compassion?minutes=1")
    page.evaluate(TO_ITS_END)
    expect(page.get_by_text("That was the practice.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Where you left")).to_be_hidden()
    heard = {"Choosing Compassion", "Self-Compassion Break"}
    met = set()
    for _ in range(8):
        page.reload()
        new = page.get_by_role("link", name="Something new")
        expect(new).not_to_contain_text("One you may not have tried yet")
        met.add(new.inner_text().splitlines()[-1])
    assert not met & heard


def test_a_favourite_stands_at_the_door(page: Page):
    page.goto("/")
    expect(page.get_by_role("link", name="Something new")).to_be_visible()
    expect(page.get_by_role("link", name="Your favorite")).to_be_hidden()
    for name in ("imagine-another", "hold-gently"):
        page.goto(f"/practices/{name}")
        page.get_by_role("button", name="Add to favorites").click()
    expect(page.get_by_role("button", name="Add to favorites")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.goto("/")
    door = page.get_by_role("link", name="Your favorite")
    expect(door).to_contain_text("Hold Gently")
    door.click()
    page.get_by_role("button", name="Add to favorites").click()
    page.goto("/")
    expect(page.get_by_role("link", name="Your favorite")).to_contain_text("Imagine Another")
