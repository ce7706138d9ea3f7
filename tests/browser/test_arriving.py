"""What a person meets on the first page, with scripts and without."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.browser.conftest import hears

pytestmark = pytest.mark.browser

NUMBERS = """() => {
  const { style } = document.querySelector("[data-picture]");
  return ["--t", "--breath", "--said", "--lap"].map((name) => style.getPropertyValue(name)).join();
}"""
PHONE: ViewportSize = {"width": 360, "height": 740}
ENDS = """parts => parts.map(
  (part) => [part.innerText.trim(), part.getBoundingClientRect().bottom])"""
REFUSES = """
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (navigator.userActivation.isActive) return play.call(this);
    return Promise.reject(new DOMException("only after a tap", "NotAllowedError"));
  };
"""
PLAYS = """
  HTMLMediaElement.prototype.play = () => {
    document.title = "played";
    return Promise.reject(new DOMException("only after a tap", "NotAllowedError"));
  };
"""
WORDS = {
    "/": ["shame", "insomina", "sui", "my body", "panick", "(.*)+$", "🙂", "a" * 100],
    "/es/": ["vergüensa", "quiero morir", "exámen"],
}
ADDRESSES = "links => links.map((link) => new URL(link.href).search)"


def test_one_tap_and_there_is_a_voice_and_words_and_a_picture(page: Page):
    page.goto("/")
    words = page.locator("[data-guidance]")
    first = words.inner_text()
    page.locator("[data-action=play]").click()
    hears(page)
    expect(words).to_have_text(first)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("link", name="Talk to a person")).to_be_visible()
    before = page.evaluate(NUMBERS)
    expect(words).not_to_have_text(first)
    assert page.evaluate(NUMBERS) != before
    assert page.locator("[data-picture]").get_attribute("data-stage") is not None


def test_nothing_is_fetched_for_sound_before_it_is_wanted(page: Page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert [url for url in asked if "/sound/" in url] == []
    page.locator("[data-action=play]").click()
    hears(page)
    assert [url for url in asked if "/sound/" in url]


LANGUAGES = {
    "/": ("Begin", "Ashamed", "What is it about?"),
    "/es/": ("Empezar", "Vergüenza", "¿De qué se trata?"),
}


def test_on_a_phone_all_that_helps_now_is_on_the_first_screen(page: Page):
    """Greeting, button, every feeling and the way to a person; with text twice as large, the button."""
    page.set_viewport_size(PHONE)
    reader = page.context.new_cdp_session(page)
    for text_px, parts in (
        (16, "h1, .lead, .begin, .feelings a, .person"),
        (32, ".begin, .person"),
    ):
        reader.send("Page.setFontSizes", {"fontSizes": {"standard": text_px, "fixed": text_px}})
        for path, (begin, _, _) in LANGUAGES.items():
            page.goto(path)
            expect(page.get_by_role("button", name=begin)).to_be_visible()
            found = page.locator(parts).evaluate_all(ENDS)
            assert len(found) == (12 if text_px == 16 else 2)
            assert {text: end for text, end in found if end > PHONE["height"]} == {}
            page.locator(".menu summary").click()
            menu = page.locator(".menu a").evaluate_all(ENDS)
            assert {text: end for text, end in menu if end > PHONE["height"]} == {}
            assert [text for text, _ in menu][-1] == ("Español" if path == "/" else "English")


def test_a_tap_on_a_feeling_is_enough(page: Page, page_without_scripts: Page):
    """It begins by itself, and only then; without scripts the minute is there to be played."""
    for path, (_, feeling, _) in LANGUAGES.items():
        page.goto(path)
        page.get_by_role("link", name=feeling).click()
        expect(page.locator(".practising")).to_be_visible()
        expect(page).to_have_url(re.compile(r"/practices/hold-gently\?minutes=1$"))
        hears(page)
    page.reload()
    expect(page.locator("[data-action=play]")).to_have_text("Empezar")
    assert page.evaluate("document.querySelector('audio').paused")
    page_without_scripts.goto("/")
    page_without_scripts.get_by_role("link", name="Ashamed").click()
    expect(page_without_scripts.locator("[data-sitting] audio[controls]")).to_be_in_viewport()


def test_where_a_browser_wants_a_tap_of_its_own_the_minute_waits_for_it(page: Page):
    page.add_init_script(REFUSES)
    page.goto("/practices/hold-gently?minutes=1&begin=yes")
    expect(page.locator(".practising")).to_be_hidden()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    hears(page)


def as_hosted(route: Route) -> None:
    """What a house for others lends to any page; one's own computer lends it to none."""
    answer = route.fetch()
    refuses = {"content-security-policy", "x-frame-options"}
    kept = {name: value for name, value in answer.headers.items() if name not in refuses}
    route.fulfill(response=answer, headers=kept)


def test_a_frame_on_another_page_begins_with_a_tap_of_its_own(page: Page):
    address = "/embed/hold-gently?minutes=1&begin=yes"
    frame = f'<iframe src="{address}" allow="autoplay" width="600" height="600"></iframe>'
    page.route("**/of-others", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.add_init_script(PLAYS)
    page.route("**/embed/*", as_hosted)
    page.goto("/of-others")
    inside = page.frame_locator("iframe")
    expect(inside.locator(".alive")).to_be_visible()
    page.wait_for_timeout(500)
    expect(inside.get_by_role("button", name="Begin")).to_be_visible()
    assert page.frames[-1].title() != "played"
    page.goto(address)  # the control: the same address where it is the listener's own
    expect(page).to_have_title("played")


def test_what_suits_now_is_found_at_once(page: Page):
    page.goto("/")
    cards = page.locator("[data-cards] > li:visible")
    expect(cards).to_have_count(9)
    page.get_by_text("More ways to choose").click()
    page.get_by_label("When kindness feels wrong").check()
    expect(page.get_by_text("That makes sense.")).to_be_visible()
    few = cards.count()
    assert 0 < few < 9
    page.get_by_role("radio", name="20 minutes").check()
    page.locator("[data-wish]").get_by_label("Touch").check()
    addresses = cards.locator("a").evaluate_all(ADDRESSES)
    assert addresses == ["?minutes=20&touch=no"] * few
    page.get_by_label("What is it about?").fill("PLÁNT")
    expect(cards).to_have_count(1)
    page.get_by_label("What is it about?").fill("xylophone")
    expect(page.get_by_text("Nothing fits all of that yet")).to_be_visible()
    expect(cards).to_have_count(9)


def test_a_word_finds_the_same_with_and_without_scripts(page: Page, page_without_scripts: Page):
    """And with scripts nothing that is typed is sent anywhere."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    named = "cards => cards.map((card) => card.dataset.name)"
    for path, words in WORDS.items():
        label = LANGUAGES[path][2]
        page.goto(path)
        for word in words:
            page.get_by_label(label).fill(word)
            page_without_scripts.goto(f"{path}?{urlencode({'q': word})}")
            expected = page_without_scripts.locator("[data-cards] > li:visible").evaluate_all(named)
            cards = page.locator("[data-cards] > li:visible")
            expect(cards).to_have_count(len(expected))
            assert cards.evaluate_all(named) == expected, word
            person = page.locator("[data-person]")
            assert person.is_visible() == page_without_scripts.locator("[data-person]").is_visible()
    assert [url for url in asked if "?q=" in url] == []


def test_what_suits_now_is_found_without_scripts(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/")
    page.get_by_text("More ways to choose").click()
    page.get_by_label("When kindness feels wrong").check()
    page.get_by_role("radio", name="5 minutes").check()
    page.get_by_label("What is it about?").fill("plant")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("[data-cards] > li:visible")).to_have_count(1)
    page.locator("[data-cards] a:visible").click()
    expect(page).to_have_url(
        re.compile(r"/practices/someone-or-something-you-care-for\?minutes=5$")
    )


def test_everything_is_there_without_scripts(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/practices/grounding")
    audio = page.locator("[data-sitting] audio[controls]")
    expect(audio).to_be_visible()
    expect(page.locator("[data-action]:visible, .soon:visible")).to_have_count(0)
    page.get_by_text("Read the words").click()
    expect(page.locator("[data-words] li").first).to_be_visible()
    page.get_by_text("Change length").click()
    page.get_by_label("Length in minutes").select_option("3")
    page.get_by_label("Touch").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"minutes=3&.*touch=no"))
    expect(audio.locator("source").first).to_have_attribute("src", re.compile(r"/180\."))
    page.get_by_role("link", name="Need a person now?").click()
    page.get_by_label("Your country").select_option("PT")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Call 1411")).to_be_visible()
    page.get_by_role("link", name="Settings").click()
    expect(page.locator("[data-settings]")).to_be_hidden()


def test_the_sound_plays_without_scripts(page_without_scripts: Page):
    """By the browser's own controls, whose play button stands at their left end."""
    page = page_without_scripts
    page.goto("/")
    with page.expect_request("**/60.*"):
        page.locator("audio").click(position={"x": 28, "y": 27})


def test_when_the_sound_does_not_come_the_words_go_on_by_themselves(page: Page):
    page.route("**/sound/**", lambda route: route.fulfill(status=200, body="not a sound"))
    page.goto("/")
    words = page.locator("[data-guidance]")
    first = words.inner_text()
    page.locator("[data-action=play]").click()
    expect(page.get_by_role("status")).to_contain_text("You can read all the words here")
    expect(words).to_have_attribute("aria-live", "polite")
    expect(words).not_to_have_text(first)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_if_the_scripts_never_come_the_sound_can_still_be_played(page: Page):
    """A slow line, a lost packet: the browser's own controls show after a moment."""
    page.route("**/*.js", lambda route: route.fulfill(status=200, content_type="text/javascript"))
    page.goto("/")
    expect(page.locator("audio")).to_be_hidden()
    expect(page.locator("audio")).to_be_visible(timeout=10_000)
