"""Choosing a voice: by its name, by ten seconds of it, and by its speed; before and while it runs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kindward.library import Library
from kindward.narration import About
from tests.browser.conftest import NO_WORKER, hears
from tests.computer import Computer
from tests.narration.packs import pack
from tests.there import there

pytestmark = pytest.mark.browser

PRACTICE = "/practices/hold-gently?minutes=5"
TRIED = """() => {
  const audio = document.querySelector(".voice audio");
  return [audio.paused, audio.currentTime, Number(audio.dataset.until)];
}"""
TRIAL_PLAYS = "() => !document.querySelector('.voice audio').paused"
QUICKLY = "() => { document.querySelector('.voice audio').playbackRate = 8 }"
SITTING_WAITS = "() => document.querySelector('[data-sitting] audio').paused"
PITCH_AND_RATE = """() => {
  const { preservesPitch, playbackRate } = document.querySelector("[data-sitting] audio");
  return [preservesPitch, playbackRate];
}"""
SOURCE = "() => document.querySelector('[data-sitting] audio').currentSrc"
LINE = "() => document.querySelector('[data-guidance]').textContent"


@pytest.fixture(scope="module")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the voices that people hear; the usual one has spoken a single practice."""
    home = tmp_path_factory.mktemp("voices")
    lines = Library().find("hold-gently", "en").score.lines()
    pack(
        home / "narrations",
        lines,
        About("en", "sister", made_by="person", title="My sister’s voice"),
    )
    with Computer(home).serving(KINDWARD_VOICE="sister") as started:
        yield started


def _unfold(page: Page) -> None:
    page.get_by_text("Change length, voice or what it includes").click()


def _begin(page: Page) -> None:
    page.locator("[data-action=play]").click()
    hears(page)


def test_no_page_names_a_voice_by_its_program(page: Page):
    for path in (PRACTICE, f"{PRACTICE}&voice=espeak-en", f"/es{PRACTICE}"):
        page.goto(path)
        words = there(page.locator("body").text_content())
        assert not re.search("flite|festival|espeak|kokoro", words, re.IGNORECASE)
        assert page.locator(".voice").count() >= 1


def test_a_voice_is_heard_for_ten_seconds_and_stops_by_itself(page: Page):
    page.goto(PRACTICE)
    _unfold(page)
    hear = page.locator("[data-hear]").first
    name = page.locator(".voice label").first.inner_text()
    expect(hear).to_have_accessible_name(f"Hear it {name}")
    hear.click()
    expect(hear).to_have_accessible_name(f"Stop {name}")
    page.wait_for_function(TRIAL_PLAYS)
    page.evaluate(QUICKLY)
    expect(hear).to_have_text("Hear it")
    paused, stood_s, until_s = page.evaluate(TRIED)
    assert paused
    assert 2 < until_s <= stood_s < until_s + 2.5  # eight times as fast as any ear
    hear.press("Enter")
    page.wait_for_function("() => document.querySelector('.voice audio').currentTime < 2")
    hear.press("Enter")
    expect(hear).to_have_text("Hear it")
    assert page.evaluate(TRIED)[0]


def test_two_voices_are_never_heard_at_once(page: Page):
    page.goto(PRACTICE)
    _unfold(page)
    first, last = page.locator("[data-hear]").first, page.locator("[data-hear]").last
    first.click()
    page.wait_for_function(TRIAL_PLAYS)
    last.click()
    expect(last).to_have_text("Stop")
    expect(first).to_have_text("Hear it")
    assert page.evaluate(TRIED)[0]


def test_what_runs_waits_while_a_voice_is_tried_and_then_goes_on(page: Page):
    page.goto(PRACTICE)
    _begin(page)
    _unfold(page)
    hear = page.locator("[data-hear]").first
    hear.click()
    page.wait_for_function(TRIAL_PLAYS)
    assert page.evaluate(SITTING_WAITS)
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    hear.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    hears(page)
    hear.click()
    page.wait_for_function(TRIAL_PLAYS)
    page.get_by_role("button", name="Continue").click()
    expect(hear).to_have_text("Hear it")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    hear.click()
    page.wait_for_function(TRIAL_PLAYS)
    page.get_by_role("button", name="Close").click()
    expect(hear).to_have_text("Hear it")
    page.wait_for_timeout(300)
    assert page.evaluate(SITTING_WAITS)


def test_the_voice_changes_while_it_runs_and_the_line_stays(page: Page):
    page.goto(PRACTICE)
    _begin(page)
    _unfold(page)
    chosen = page.locator("[name=voice]").last
    line, before = page.evaluate(LINE), page.evaluate(SOURCE)
    chosen.check()
    expect(page.get_by_text("Changed.")).to_be_visible()
    page.wait_for_function(f"before => ({SOURCE})() !== before", arg=before)
    hears(page)
    assert f"/{chosen.get_attribute('value')}/" in page.evaluate(SOURCE)
    assert page.evaluate(LINE) == line


def test_the_speed_keeps_the_pitch_and_is_remembered_and_tells_how_long_it_lasts(page: Page):
    page.goto(PRACTICE)
    _begin(page)
    _unfold(page)
    expect(page.locator("[data-left] .number")).to_have_text("About 5 min left")
    page.get_by_label("Speed of the voice").select_option("0.8")
    expect(page.locator("[data-left] .number")).to_have_text("About 6 min left")
    assert page.evaluate(PITCH_AND_RATE) == [True, 0.8]
    page.locator("[name=voice]").last.check()
    expect(page.get_by_text("Changed. About 6 min left.")).to_be_visible()
    hears(page)
    assert page.evaluate(PITCH_AND_RATE) == [True, 0.8]
    page.goto("/practices/grounding?minutes=2")
    _begin(page)
    assert page.evaluate(PITCH_AND_RATE) == [True, 0.8]


def test_what_the_usual_voice_lacks_is_said_before_begin_and_only_then(page: Page):
    page.goto(PRACTICE)
    _unfold(page)
    expect(page.get_by_role("radio", name="My sister’s voice")).to_be_checked()
    page.goto("/practices/grounding?minutes=2")
    told = page.get_by_text("The usual voice can’t say all of this practice.")
    expect(told).to_be_visible()
    expect(page.locator("[name=voice]").first).to_be_visible()  # to choose at once
    expect(page.locator("[name=voice]").first).to_be_checked()
    expect(page.get_by_text("My sister’s voice")).to_have_count(0)
    _begin(page)
    expect(told).to_be_hidden()


def test_without_a_script_each_voice_has_the_sounds_own_controls(page_without_scripts: Page):
    page = page_without_scripts
    page.goto(PRACTICE)
    _unfold(page)
    voices = page.locator(".voice")
    expect(voices.locator("audio[controls]")).to_have_count(voices.count())
    expect(voices.locator("audio").first).to_be_visible()
    expect(voices.locator("button").first).to_be_hidden()
    last = page.locator("[name=voice]").last
    name = last.get_attribute("value")
    last.check()
    page.get_by_role("button", name="Apply").click()
    assert f"voice={name}" in page.url
    expect(page.locator(f"[name=voice][value={name}]")).to_be_checked()


def test_a_voice_that_is_not_coming_through_is_said_to_be_so(browser: Browser, address: str):
    with browser.new_context(base_url=address, **NO_WORKER) as context:
        page = context.new_page()
        context.route(re.compile("/sound/"), lambda route: route.abort())
        page.goto(PRACTICE)
        _unfold(page)
        page.locator("[data-hear]").first.click()
        expect(page.get_by_text("This voice can’t be heard right now.")).to_be_visible()
        expect(page.locator("[data-hear]").first).to_have_text("Hear it")
