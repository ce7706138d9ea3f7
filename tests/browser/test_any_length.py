"""A person who kept the lines of a practice once: any length of it, in any way, without a network."""

from collections.abc import Iterator
from hashlib import sha256

import httpx2
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kindward.library import GROUNDING, Library
from kindward.voice.pace import spoken_s
from tests.browser.relay import CUT, LOST, Relay
from tests.browser.waiting import IS_THERE, until
from tests.computer import Computer
from tests.narration.packs import ABOUT, pack

pytestmark = pytest.mark.browser

PRACTICE = "hold-gently"
HERE = f"/practices/{PRACTICE}"
FETCH = "async (address) => (await fetch(address)).text()"
HASH = """async (address) => {
  const content = await (await fetch(address)).arrayBuffer();
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", content))];
}"""
KEPT = "async () => (await (await caches.open('kindward-kept')).keys()).map(({ url }) => url)"
SPOILED = """async () => {
  const kept = await caches.open("kindward-kept");
  const lines = (await kept.keys()).find(({ url }) => url.includes("/narrations/"));
  await kept.put(lines, new Response("spoiled"));
}"""
PLAYS_PAST = "past => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > past }"


@pytest.fixture(scope="module")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose usual voice has spoken two practices beforehand."""
    home = tmp_path_factory.mktemp("narrated")
    lines = [
        text for name in (PRACTICE, GROUNDING) for text in Library().find(name, "en").score.lines()
    ]
    lasting = max(spoken_s(text, "en") for text in lines) / 2
    pack(home / "narrations", dict.fromkeys(lines), seconds=lasting)
    with Computer(home).serving(KINDWARD_VOICE=ABOUT.voice) as started:
        yield started


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def kept(page: Page) -> Page:
    """With the lines of a practice on the device."""
    page.goto(HERE)
    until(page, IS_THERE, HERE)
    place = page.locator("[data-lines]")
    expect(place).to_contain_text("at any length")
    place.get_by_role("button", name="Save for offline").click()
    expect(place.get_by_role("status")).to_have_text("Saved on this device.")
    return page


def _lose(page: Page, line: Relay, way: str = CUT) -> None:
    page.context.set_offline(way == CUT)
    line.become(way)


def _is(page: Page, minutes: int) -> None:
    expect(page.locator("[data-sitting]")).to_have_attribute("data-total", str(60 * minutes))


def _begin(page: Page) -> None:
    page.locator("[data-action=play]").click()
    _plays(page)


def _plays(page: Page, past_s: float = 0.3) -> None:
    page.wait_for_function(PLAYS_PAST, arg=past_s, timeout=60_000)


@pytest.mark.parametrize("way", LOST)
def test_kept_once_it_plays_and_jumps_at_any_length_and_in_any_way(kept, line, way):
    _lose(kept, line, way)
    kept.goto(f"{HERE}?minutes=12&touch=no&bell=yes")
    _is(kept, 12)
    expect(kept.get_by_label("Touch")).to_be_checked()
    _begin(kept)
    kept.evaluate("() => { document.querySelector('audio').currentTime = 640 }")
    _plays(kept, 640.3)
    assert kept.evaluate("() => document.querySelector('audio').duration") == pytest.approx(720)


def test_what_is_woven_here_is_to_the_byte_what_the_server_sends(kept, line, address):
    for asked in ("?minutes=2", "?minutes=5&touch=no", "?minutes=20&bell=yes&pace=yes"):
        kept.goto(f"{HERE}{asked}")
        for source in kept.locator("[data-sitting] source[src*=webm]").all():
            path = source.get_attribute("src")
            sent = httpx2.get(f"{address}{path}", timeout=60)
            assert sent.status_code == 200
            assert bytes(kept.evaluate(HASH, path)) == sha256(sent.content).digest()


def test_a_sitting_is_changed_while_it_runs(kept, line):
    _lose(kept, line)
    kept.goto(HERE)
    _begin(kept)
    kept.evaluate("() => { document.querySelector('audio').currentTime = 60 }")
    _plays(kept, 60.3)
    kept.evaluate(
        """() => {
          const form = document.querySelector("[data-adjust]");
          form.elements.minutes.value = "10";
          form.elements.minutes.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(kept.locator("[data-status]")).to_contain_text("Changed. About")
    _plays(kept, 30)
    total_s = int(kept.locator("[data-sitting]").get_attribute("data-total"))
    at_s = kept.evaluate("() => document.querySelector('audio').currentTime")
    assert total_s % 60 == 0
    assert total_s - at_s == pytest.approx(600 - 60, abs=45)


def test_a_longer_one_follows_in_its_place(kept, line):
    _lose(kept, line)
    kept.goto(f"{HERE}?minutes=4")
    _is(kept, 4)
    _begin(kept)
    kept.evaluate(
        "() => { const a = document.querySelector('audio'); a.currentTime = a.duration - 0.5 }"
    )
    kept.locator("[data-longer]").click()
    _is(kept, 5)
    _plays(kept)


def test_the_shelf_names_it_and_lets_it_go(kept, line):
    kept.goto("/offline")
    expect(kept.locator("[data-shelf] a")).to_have_text("Hold Gently · any length")
    kept.get_by_role("button", name="Remove: ").click()
    expect(kept.locator("[data-shelf] a")).to_have_count(0)
    assert kept.evaluate(KEPT) == []
    _lose(kept, line)
    kept.goto(f"{HERE}?minutes=9")
    kept.locator("[data-action=play]").click()
    expect(kept.locator("[data-status]")).to_contain_text("You can read all the words here")


def test_lines_that_were_spoiled_are_as_good_as_none(kept, line):
    kept.evaluate(SPOILED)
    kept.goto(f"{HERE}?minutes=2")  # what was played, the browser itself may have kept
    _begin(kept)
    _lose(kept, line)
    kept.goto(f"{HERE}?minutes=9")
    kept.locator("[data-action=play]").click()
    expect(kept.locator("[data-status]")).to_contain_text("You can read all the words here")


def test_all_are_kept_at_once_for_any_length(page, line):
    page.goto("/offline")
    until(page, IS_THERE, HERE)
    place = page.locator("[data-keep]")
    expect(place.get_by_label("Any length")).to_be_checked()
    place.get_by_role("button", name="Save for offline").click()
    expect(page.locator("[data-shelf] a")).to_have_count(2)
    _lose(page, line)
    page.locator("[data-shelf] a", has_text="Grounding").click()
    page.goto(f"/practices/{GROUNDING}?minutes=2")
    _is(page, 2)
    _begin(page)


def test_its_words_are_on_the_clock_of_the_page(kept, line):
    _lose(kept, line)
    kept.goto(f"{HERE}?minutes=8")
    _is(kept, 8)
    told = kept.locator("track").get_attribute("src")
    words = kept.evaluate(FETCH, told)
    assert words.startswith("WEBVTT\n\n00:00:00.000 --> ")
    shown = kept.locator("[data-words] li").all_inner_texts()
    assert words.count(" --> ") >= len(shown) > 10
