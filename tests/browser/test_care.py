"""When it is too much, when somebody comes in, when nothing may stay: care, in the browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from kindward.web.http.pages import WAY_OUT
from tests.browser.conftest import Someone, hears

pytestmark = pytest.mark.browser

KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('kindward.'))"
SEE = """() => {
  const audio = document.querySelector("audio");
  const see = () => sessionStorage.setItem("seen", JSON.stringify(
    [document.body.childElementCount, audio.paused, document.title.trim()]));
  for (const kind of ["click", "keyup"]) addEventListener(kind, see);
}"""
ELSEWHERE = "<!DOCTYPE html><title>Elsewhere</title><p>Anything at all"


def _begin(page: Page, path: str = "/") -> None:
    page.goto(path)
    page.locator("[data-action=play]").click()
    hears(page)


SITS = "document.querySelector('[data-sitting]').dataset.name"


@pytest.mark.parametrize("frame", ["", "/embed"])
def test_when_it_is_too_much_grounding_begins_at_once_and_a_person_is_beside_it(page: Page, frame):
    """In the same place, as it was followed before; and back again is what was there."""
    where = f"{frame or '/practices'}/loving-kindness?minutes=5&bell=yes"
    _begin(page, where)
    page.get_by_role("link", name="This is too much").click()
    expect(page.get_by_role("article", name="Grounding")).to_be_visible()
    hears(page)
    assert "/grounding/120.webm?bell=yes" in page.evaluate(
        "document.querySelector('audio').currentSrc"
    )
    expect(page.locator("[data-guidance]")).to_be_in_viewport()
    assert page.url.endswith(where)
    expect(page.get_by_role("link", name="This is too much")).to_have_count(0)
    expect(page.get_by_role("button", name="Pause")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Talk to a person")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    page.wait_for_function(f"() => {SITS} === 'loving-kindness'")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


def test_where_grounding_cannot_be_had_its_page_is_the_way(page: Page):
    page.route("**/practices/grounding**", _refused)
    _begin(page, "/practices/loving-kindness?minutes=5&form=cues")
    page.get_by_role("link", name="This is too much").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grounding")
    hears(page)
    assert page.url.endswith("/practices/grounding?minutes=2&form=cues")


def _refused(route: Route) -> None:
    """To a script; a person who goes there finds it."""
    if route.request.is_navigation_request():
        route.continue_()
    else:
        route.fulfill(body=ELSEWHERE, content_type="text/html")


def test_without_scripts_grounding_begins_where_its_link_leads(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/practices/loving-kindness")
    page.get_by_role("link", name="This is too much").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grounding")
    expect(page.locator("audio[autoplay]")).to_have_count(1)
    expect(page.get_by_role("link", name="Talk to a person").first).to_be_visible()


def test_the_lines_of_ones_country_come_first_and_the_next_time_too(page: Page):
    page.goto("/support")
    page.get_by_label("Your country").select_option("PT")
    call = page.get_by_role("link", name="Call 1411")
    expect(call).to_be_visible()
    expect(page.locator(".country").first).to_have_attribute("id", "PT")
    page.goto("/es/support")
    expect(page.locator(".country").first).to_have_attribute("id", "PT")
    expect(page.locator("#PT")).to_contain_text("1411")


@pytest.fixture
def stranger(someone: Someone) -> Page:
    """Whoever leaves comes to a page of our own making."""
    page = someone(leads_to=WAY_OUT)
    page.context.route(f"{WAY_OUT}**", _answers)
    return page


def _answers(route: Route) -> None:
    route.fulfill(body=ELSEWHERE, content_type="text/html")


@pytest.mark.parametrize("way", ["tap", "Shift three times"])
def test_somebody_comes_in_and_at_once_there_is_nothing_to_see_or_hear(stranger: Page, way):
    page = stranger
    _begin(page, "/practices/grounding")
    page.evaluate(SEE)
    if way == "tap":
        page.get_by_role("link", name="Leave now").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect(page).to_have_title("Elsewhere")
    page.goto("/")
    assert page.evaluate("JSON.parse(sessionStorage.getItem('seen'))") == [0, True, ""]


def test_whoever_presses_back_afterwards_is_led_away_again(stranger: Page):
    page = stranger
    page.goto("/")
    page.goto("/practices/hold-gently")
    page.get_by_role("link", name="Leave now").click()
    expect(page).to_have_title("Elsewhere")
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    expect(page).to_have_title("Elsewhere")
    page.goto("/")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


def test_without_scripts_the_way_out_leads_out(someone: Someone):
    page = someone(leads_to=WAY_OUT, java_script_enabled=False)
    page.context.route(f"{WAY_OUT}**", _answers)
    page.goto("/")
    page.get_by_role("link", name="Leave now").click()
    expect(page).to_have_url(WAY_OUT)
    page.go_back()
    expect(page.get_by_role("link", name="Leave now")).to_be_visible()


def test_nothing_is_kept_for_those_who_wish_it(page: Page):
    page.goto("/practices/hold-gently")
    page.get_by_role("button", name="Add to favorites").click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Nothing about what I practice").check()
    expect(page.get_by_text("Deleted. Nothing about")).to_be_visible()
    _begin(page, "/practices/hold-gently?minutes=5")
    page.evaluate("() => { document.querySelector('audio').playbackRate = 8 }")
    hears(page, past_s=20)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add to favorites")).to_be_hidden()
    page.goto("/")
    expect(page.get_by_role("link", name="Where you left")).to_be_hidden()
    assert page.evaluate(KEPT) == ["kindward.keep"]


def test_the_tab_can_have_a_plain_name(page: Page):
    page.goto("/settings")
    page.get_by_label(re.compile("A plain name and icon")).check()
    for path in ("/settings", "/", "/practices/hold-gently"):
        page.goto(path)
        expect(page).to_have_title("Notes")
        icon = page.locator("link[rel=icon]")
        expect(icon).to_have_attribute("href", re.compile("neutral"))
    page.get_by_role("button", name="Begin").click()
    hears(page)
    told = page.evaluate(
        "({...navigator.mediaSession.metadata, title: navigator.mediaSession.metadata.title})"
    )
    assert told["title"] == "Notes"


def test_the_light_that_was_chosen_is_there_on_every_page(page: Page):
    page.goto("/settings")
    page.get_by_label("Dark").check()
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    for path in ("/", "/support", "/es/practices/grounding"):
        page.goto(path)
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    page.goto("/settings")
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("Light").check()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark
