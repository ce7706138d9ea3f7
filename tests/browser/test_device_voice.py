"""The voice of one's own device: the clock waits for it, and what was lost comes out of the quiet."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DEVICE = """
  const voice = (name, lang, localService) => ({ name, lang, localService, default: false });
  self.spoken = [];
  self.silenced = 0;
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => [voice("Far", "en-US", false), voice("Near", "en-GB", true), voice("Cerca", "es-ES", true)],
    speak: (words) => spoken.push(words),
    cancel: () => { silenced += 1; },
  });
  Object.defineProperty(self, "speechSynthesis", { value: speech, configurable: true });
  self.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
TROUBLED = """
  const told = (words) => setTimeout(() => words.onend(), 1500);
  const ways = {
    "it never says that it is done": (words) => spoken.length === 1 && told(words),
    "it never says anything": () => {},
    "it fails at every line": (words) => setTimeout(() => words.onerror({ error: "synthesis-failed" }), 5),
    "it is done before anyone could have spoken": (words) => setTimeout(() => words.onend(), 5),
    "it throws": () => { throw new Error("no"); },
    "it throws when it is silenced": (words) => { speechSynthesis.cancel = () => { throw new Error("no"); }; },
  };
  speechSynthesis.speak = (words) => { spoken.push(words); ways[WAY](words); };
"""
UNHEARD = "This device's voice is not answering right now."
LAST = "(({ text, voice, lang }) => [text, voice.name, lang])(spoken.at(-1))"
GONE_S = "Number(document.querySelector('[data-left]').style.getPropertyValue('--gone')) * 60"
CLOCK = "document.querySelector('[data-sitting]').dataset.clock"


@pytest.fixture
def page(page: Page) -> Page:
    """With a clock that the test moves, and a device that speaks when the test says so."""
    page.add_init_script(DEVICE)
    page.clock.install()
    return page


def _begin(page: Page, path: str) -> tuple[str, float, float]:
    """Gives the first line, when the second begins, and when the first is due to be over."""
    page.goto(path)
    page.locator("[data-action=play]").click()
    page.wait_for_function("() => spoken.length === 1")
    _, quiet, second = page.evaluate(CLOCK).split("|")[0].split(" ")[:3]
    return page.locator("[data-guidance]").inner_text(), float(second[1:]), float(quiet[1:])


def test_a_voice_that_takes_its_time_is_waited_for(page: Page):
    first, second_s, quiet_s = _begin(page, "/?form=device")
    assert page.evaluate(LAST) == [first, "Near", "en-GB"]
    page.clock.run_for(int(second_s * 1000) + 5_000)
    expect(page.locator("[data-guidance]")).to_have_text(first)
    assert page.evaluate(GONE_S) < second_s
    waits_s = page.evaluate(GONE_S)
    page.evaluate("spoken.at(-1).onend()")
    page.clock.run_for(400)
    caught_up_s = page.evaluate(GONE_S) - waits_s
    assert 0.4 < caught_up_s <= 0.5 + (second_s - quiet_s) / 2
    page.clock.run_for(5_000)
    expect(page.locator("[data-guidance]")).not_to_have_text(first)
    assert page.evaluate("spoken.length") == 2


def test_a_pause_silences_it_and_it_says_the_line_again(page: Page):
    first, *_ = _begin(page, "/?form=device")
    page.clock.run_for(1_000)
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("silenced") >= 1
    page.get_by_role("button", name="Continue").click()
    page.clock.run_for(400)
    assert page.evaluate(LAST)[0] == first
    assert page.evaluate("spoken.length") == 2


def test_it_speaks_the_language_of_the_practice(page: Page):
    first, *_ = _begin(page, "/es/?form=device")
    assert page.evaluate(LAST) == [first, "Cerca", "es-ES"]


def test_a_device_without_a_voice_has_the_words(page: Page):
    page.add_init_script("speechSynthesis.getVoices = () => []")
    page.goto("/?form=device")
    page.get_by_role("button", name="Begin").click()
    page.clock.run_for(1_500)
    expect(page.get_by_text("This device has no voice of its own")).to_be_visible()
    first = page.locator("[data-guidance]").inner_text()
    page.clock.run_for(15_000)
    expect(page.locator("[data-guidance]")).not_to_have_text(first)


def test_a_voice_in_trouble_is_told_of_and_the_sitting_goes_on_to_its_end(page: Page):
    ways = re.findall(r'^    "(.*?)":', TROUBLED, re.MULTILINE)
    assert len(ways) == 6
    for way in ways:
        page.goto("/?form=device")
        page.evaluate(f"() => {{ const WAY = {json.dumps(way)}; {TROUBLED} }}")
        page.locator("[data-action=play]").click()
        page.wait_for_function("() => spoken.length === 1")
        told = page.get_by_text(UNHEARD)
        for _ in range(24):
            page.clock.run_for(1_000)
            if told.count():
                break
        expect(told, way).to_be_visible()
        expect(page.locator("[data-guidance]"), way).to_have_attribute("aria-live", "polite")
        page.clock.run_for(90_000)
        expect(page.get_by_text("That was the practice."), way).to_be_visible()
        assert page.evaluate("spoken.length") <= 3, way


def test_a_voice_that_comes_late_is_heard_from_then_on(page: Page):
    page.add_init_script(
        "speechSynthesis.here = speechSynthesis.getVoices; speechSynthesis.getVoices = () => null"
    )
    page.goto("/?form=device")
    page.get_by_role("button", name="Begin").click()
    page.clock.run_for(1_500)
    expect(page.get_by_text("This device has no voice of its own")).to_be_visible()
    page.evaluate("speechSynthesis.getVoices = speechSynthesis.here")
    page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    page.clock.run_for(500)
    assert page.evaluate(LAST) == [page.locator("[data-guidance]").inner_text(), "Near", "en-GB"]
    expect(page.get_by_text("This device has no voice of its own")).not_to_be_visible()


def test_a_device_that_cannot_speak_at_all_has_the_words(page: Page):
    for missing in ("undefined", "{ getVoices() { throw new Error('no'); } }"):
        page.goto("/?form=device")
        page.evaluate(
            f"() => Object.defineProperty(self, 'speechSynthesis', {{ value: {missing}, configurable: true }})"
        )
        page.get_by_role("button", name="Begin").click()
        page.clock.run_for(1_500)
        expect(page.get_by_text("This device has no voice of its own")).to_be_visible()
        first = page.locator("[data-guidance]").inner_text()
        page.clock.run_for(15_000)
        expect(page.locator("[data-guidance]")).not_to_have_text(first)
