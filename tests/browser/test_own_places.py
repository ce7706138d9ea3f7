"""The three places of one's own pages: sliders under a thumb, one set of stars, the kind of a day."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.people.world import PRACTICES
from kindward import launch
from kindward.journal import (
    AnyEntry,
    CheckIn,
    Did,
    Evening,
    Felt,
    Note,
    Sitting,
    Trial,
    evening_day,
)
from tests.browser.conftest import NO_WORKER
from tests.browser.pages import NOW, PRACTICE
from tests.browser.test_own_day import started
from tests.computer import Computer
from tests.there import there

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
USUAL = (False, True, True, False) * 4
FIRST = evening_day(NOW)
"""Today, which until four in the morning is still the day before."""
ASKED = CheckIn(judging=40, hurt=60, next_step=30)

KEPT: tuple[AnyEntry, ...] = (
    Trial(id="a-trial-of-mine", at=NOW - dt.timedelta(days=2), begins=FIRST, goal="A chapter",
         action="Ten minutes with a pen", kind=USUAL, seed=1),
    Note(id="a-note-of-mine", at=NOW, text="Rain in the jardín"),
    Note(id="a-long-note-of-mine", at=NOW - dt.timedelta(days=70), text="The whole day. " * 600),
    *(
        Sitting(id=f"a-sitting-{ago}-ago", at=NOW - dt.timedelta(days=ago), practice=name, seconds=60,
                language="en", felt=Felt.SAME, before=ASKED, after=ASKED)
        for ago, name in enumerate(PRACTICES, 20)
    ),
    *(
        Evening(id=f"an-evening-{ago}-ago", at=NOW - dt.timedelta(days=ago), did=Did.YES,
                of=evening_day(NOW - dt.timedelta(days=ago)), feeling=ASKED)
        for ago in range(20, 80)
    ),
)  # fmt: skip
A_PAGE = re.compile(rb"/Type\s*/Page\b")
STARS = "() => [localStorage['kindward.favourites'] ?? null, JSON.stringify(localStorage)]"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    Computer(folder).keep(*KEPT)
    return folder


@pytest.fixture(scope="module")
def own_address(chromium: str, home: Path) -> Iterator[str]:
    with Computer(home).serving() as address:
        yield address


@pytest.fixture
def me(browser: Browser, own_address: str, home: Path) -> Iterator[Page]:
    with started(browser, own_address, home, **NO_WORKER, **PHONE) as page:
        yield page


def tap(page: Page, slider: Locator, share: float) -> None:
    """A finger on the strip, so far along it."""
    slider.scroll_into_view_if_needed()
    box = there(slider.bounding_box())
    page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


BY_ITS_LABEL = """(field) => {
  const { left, top } = field.getBoundingClientRect();
  field.dispatchEvent(new MouseEvent("click", { clientX: left + 9, clientY: top + 9, bubbles: true }));
}"""
"""What a tap on the label comes to where the field has moved there as it was focused."""


def test_a_slider_is_answered_by_a_tap_or_a_key_and_can_be_left_open_again(me: Page):
    me.goto("/journal")
    slider = me.get_by_label("How heavy is this moment for me?")
    part = me.locator(".slider", has=slider)
    assert there(slider.bounding_box())["height"] >= 48
    expect(slider).to_have_attribute("aria-valuetext", "Not answered")
    expect(part.get_by_text("Not answered")).to_be_visible()
    for share, least, most in ((0.01, 0, 0), (0.5, 49, 51), (0.99, 100, 100)):
        tap(me, slider, share)
        expect(slider).to_have_attribute("name", "hurt")
        assert least <= int(slider.input_value()) <= most
    expect(slider).not_to_have_attribute("aria-valuetext", "Not answered")
    part.get_by_role("button", name="Clear this answer").click()
    expect(slider).to_have_attribute("aria-valuetext", "Not answered")
    expect(slider).to_have_attribute("name", "")
    for key, value in (("Tab", ""), ("x", ""), (" ", "50"), ("Delete", ""), ("ArrowRight", "51")):
        slider.press(key)
        assert (slider.input_value() if slider.get_attribute("name") else "") == value, key
    expect(part.get_by_role("button", name="Clear this answer")).to_be_visible()
    me.get_by_text("How heavy is this moment for me?").click()
    assert slider.input_value() == "51"
    slider.evaluate(BY_ITS_LABEL)
    assert slider.input_value() == "51"


def test_a_star_is_the_same_here_and_there_and_nothing_of_it_stays_when_pages_close(me: Page):
    star = me.get_by_role("button", name="Add to favorites")
    me.goto(PRACTICE)
    star.click()  # nobody has been on their own pages yet
    assert me.evaluate(STARS)[0] == '["hold-gently"]'
    with me.expect_response("**/journal/favourites"):
        me.goto("/journal")
    me.wait_for_function("() => !localStorage['kindward.favourites']")
    me.goto("/journal/wishes")
    expect(me.get_by_label("Hold Gently")).to_be_checked()
    me.goto("/practices/loving-kindness")
    expect(star).to_have_attribute("aria-pressed", "false")
    with me.expect_response(lambda answer: answer.url.endswith("/journal/favourites")):
        star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    other = me.context.new_page()
    other.goto("/journal/wishes")
    expect(other.get_by_label("Loving-Kindness")).to_be_checked()
    other.get_by_role("button", name="Close these pages").click()
    expect(star).to_have_attribute("aria-pressed", "false")
    kept, all_ = me.evaluate(STARS)
    assert (kept, "loving" in all_, "hold-gently" in all_) == (None, False, False)


def test_the_first_page_says_the_kind_of_day_to_whoever_came_in_until_the_pages_close(me: Page):
    told = me.get_by_role("link", name="Today is a usual day of your experiment")
    me.goto("/journal")
    me.wait_for_function("() => Boolean(localStorage['kindward.own'])")
    me.goto("/")
    expect(told).to_have_attribute("href", "/journal")
    other = me.context.new_page()
    other.goto("/journal")
    other.get_by_role("button", name="Close these pages").click()
    expect(told).to_be_hidden()
    expect(me.locator("[data-day]")).to_have_text("")
    assert "usual day" not in me.evaluate("JSON.stringify(localStorage)")
    me.reload()
    expect(told).to_be_hidden()


def test_a_usual_day_has_its_quiet_minutes_which_end_softly_and_without_a_sound(me: Page):
    asked = []
    me.on("request", lambda request: asked.append(request.url))
    me.goto("/journal")
    me.get_by_role("link", name="Start the quiet minutes").click()
    me.wait_for_url("**/quiet?minutes=5")
    me.clock.install()
    me.reload()
    expect(me.get_by_label("How long")).to_have_value("5")
    me.get_by_label("How long").select_option("1")
    me.get_by_role("button", name="Begin").click()
    expect(me.get_by_role("timer")).to_have_text("1:00")
    me.clock.run_for(30_000)
    expect(me.get_by_role("timer")).to_have_text("0:30")
    expect(me.get_by_role("button", name="Stop")).to_be_visible()
    me.clock.run_for(31_000)
    expect(me.get_by_role("status")).to_have_text("Your quiet time is over. There is no hurry.")
    expect(me.get_by_role("button", name="Begin")).to_be_visible()
    assert not [url for url in asked if "/sound/" in url]
    me.goto("/journal")
    expect(me.get_by_role("heading", level=1)).to_have_text("Today")


def test_without_a_script_an_evening_is_saved_and_a_note_is_found_and_changed(
    browser: Browser, own_address: str, home: Path
):
    with browser.new_context(
        base_url=own_address, java_script_enabled=False, **NO_WORKER
    ) as context:
        page = context.new_page()
        page.goto(f"/open/{launch.mint(home)}")
        page.goto("/journal")
        page.get_by_label("How hard am I being on myself?").fill("30")
        page.get_by_label("Anything you would like").fill("A plain word")
        page.get_by_role("button", name="Save", exact=True).click()
        evening = page.get_by_role("region", name="This evening")
        expect(evening.get_by_text("Saved.")).to_be_visible()
        expect(evening.get_by_text("hard on myself 30 of 100")).to_be_visible()
        page.get_by_role("link", name="Look back").click()
        page.get_by_label("Search your notes").fill("JARDIN")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_text("One note has these words.")).to_be_visible()
        assert "jardin" not in page.url.lower()
        page.get_by_role("link", name="Change or delete").click()
        page.get_by_label("Your note").fill("Sun in the jardín")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".own-words", has_text="Sun in the jardín")).to_be_visible()
        page.get_by_role("link", name="Change or delete: Sun").click()
        page.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("Deleted.")).to_be_visible()
        expect(page.get_by_text("Sun in the jardín")).to_have_count(0)


def test_a_day_that_is_folded_has_a_few_of_its_words_and_one_that_is_open_has_all_once(me: Page):
    written = FIRST - dt.timedelta(days=70)
    me.goto(f"/journal/back?month={written:%Y-%m}")
    day = me.locator("details.day", has_text="The whole day.")
    words = day.get_by_text("The whole day.").filter(visible=True)
    line = day.locator("summary").first
    if day.get_attribute("open") is not None:
        line.click()
    expect(words).to_have_count(1)
    expect(line).to_contain_text("The whole...")
    line.click()
    expect(words).to_have_count(1)
    expect(day.locator(".own-words")).to_be_visible()


def test_two_months_are_one_sheet_of_paper_and_words_that_were_ticked_may_be_more(me: Page):
    me.goto("/journal/summary")
    me.get_by_label("From").fill((NOW - dt.timedelta(days=80)).date().isoformat())
    for part in me.get_by_role("group", name="What goes on it").get_by_role("checkbox").all():
        part.check()
    me.get_by_role("button", name="Make the page").click()
    expect(me.get_by_role("rowheader", name="Hold Gently")).to_be_visible()
    assert [sheets(me, size) for size in ("Letter", "A4")] == [1, 1]
    me.goto("/journal/summary")
    month = me.locator("details", has_text="The whole day.")
    month.locator("summary").click()
    month.get_by_role("checkbox").check()
    me.get_by_role("button", name="Make the page").click()
    expect(me.get_by_role("heading", name="In their own words")).to_be_visible()
    assert sheets(me, "A4") > 1


def sheets(page: Page, size: str) -> int:
    """How many pages of paper this page is when it is printed."""
    return len(A_PAGE.findall(page.pdf(format=size)))
