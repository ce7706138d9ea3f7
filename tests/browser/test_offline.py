"""A person whose network goes: cut on a train, or connected while nothing answers."""

import re

import httpx2
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kindward.library import GROUNDING, NINE
from tests.browser.relay import CUT, HANG, LOST, OPEN, Relay
from tests.browser.waiting import IS_THERE, until

pytestmark = pytest.mark.browser

KEPT = "kindward-kept"
KEEPS = """async name => {
  if (!(await caches.has(name))) return false;
  return (await (await caches.open(name)).keys()).length === 3;
}"""
EMPTY = """async () => {
  const worker = await navigator.serviceWorker.getRegistration();
  return !worker && !(await caches.keys()).length;
}"""
NAMES = "() => caches.keys()"
FETCH = """async ([address, range]) => {
  const answer = await fetch(address, { headers: { Range: range } });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return [answer.status, answer.headers.get("Content-Range"), [...bytes]];
}"""
NEVER_IDLE = """self.requestIdleCallback = (then, { timeout } = {}) => {
  if (timeout) setTimeout(then, timeout);
}"""
"""Chromium itself did so in one visit of six, on a machine with much else to do."""

STAYS = "() => new Promise((done) => setTimeout(done, 700))"
ONE_MINUTE = f"/practices/{GROUNDING}?minutes=1"


RANGES = (
    "bytes=0-1", "bytes=100-199", "bytes=70000-", "bytes=-5", "bytes=0-99999999",
    "bytes=99999999-", "bytes=-0", "bytes=9-3", "bytes=", "bytes=0-1,5-6",
)  # fmt: skip


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def _arrive(page: Page, path: str = "/", there: str = f"/practices/{NINE[-1]}") -> None:
    """A first visit, until what is fetched behind it is there."""
    page.goto(path)
    _comes(page, there)


def _comes(page: Page, address: str) -> None:
    until(page, IS_THERE, address)


def _is_kept(page: Page) -> None:
    """What was heard is there: the sound, the words and then the page."""
    until(page, KEEPS, KEPT)


def _lose(page: Page, line: Relay, way: str = CUT) -> None:
    page.context.set_offline(way == CUT)
    line.become(way)


def _begin(page: Page) -> None:
    page.locator("[data-action=play]").click()
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.3")


def _hear_the_end(page: Page) -> str:
    """The last half second of a sitting; gives the address of its sound."""
    _begin(page)
    page.evaluate(
        "() => { const a = document.querySelector('audio'); a.currentTime = a.duration - 0.5 }"
    )
    page.wait_for_function("() => document.querySelector('audio').ended")
    return page.evaluate("() => document.querySelector('audio').currentSrc")


def test_a_browser_that_never_calls_a_page_idle_keeps_it_all_the_same(context):
    context.add_init_script(NEVER_IDLE)
    _arrive(context.new_page())


@pytest.mark.parametrize("way", LOST)
def test_all_pages_open_without_a_network_also_those_never_seen(page, line, way):
    _arrive(page)
    heading = page.locator("h1").inner_text()
    _lose(page, line, way)
    page.reload()
    expect(page.locator("h1")).to_have_text(heading)
    page.locator(f"a[href='/practices/{NINE[2]}']").first.click()
    expect(page).to_have_title(re.compile("Hold Gently"))
    page.goto(f"/practices/{NINE[1]}?minutes=7")
    expect(page).to_have_title(re.compile("Breathing Kindness"))
    page.get_by_role("link", name="Need a person now?").first.click()
    expect(page.locator("a[href='https://findahelpline.com/']")).to_be_visible()


@pytest.mark.parametrize("way", LOST)
def test_a_page_that_is_not_here_says_there_is_no_connection_in_its_language(page, line, way):
    _arrive(page)
    _lose(page, line, way)
    page.goto("/practices/of-another-house")
    expect(page.locator("h1")).to_have_text("You are offline right now")
    page.goto("/es/practices/of-another-house")
    assert page.locator("html").get_attribute("lang") == "es"


def test_when_the_connection_is_back_the_page_is_one_tap_away(page, line):
    _arrive(page)
    _lose(page, line)
    page.goto("/patterns")
    line.become(OPEN)
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("h1")).not_to_have_text("You are offline right now")


@pytest.mark.parametrize("way", [CUT, HANG])
def test_a_sitting_heard_to_its_end_plays_and_jumps_without_a_network(page, line, way):
    _arrive(page, ONE_MINUTE)
    _hear_the_end(page)
    _is_kept(page)
    _lose(page, line, way)
    page.reload()
    _begin(page)
    page.evaluate("() => { document.querySelector('audio').currentTime = 42 }")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 42.3")


def test_any_range_of_a_kept_sound_is_what_the_server_would_have_sent(page, line, address):
    _arrive(page, ONE_MINUTE)
    sound = _hear_the_end(page)
    _is_kept(page)
    path = sound.removeprefix(line.address)
    _lose(page, line)
    page.reload()
    for wish in RANGES:
        told = httpx2.get(f"{address}{path}", headers={"Range": wish})
        expected = [told.status_code, told.headers.get("content-range"), list(told.content)]
        assert page.evaluate(FETCH, [path, wish]) == expected, wish


def test_a_sitting_that_is_not_here_says_where_its_words_are(page, line):
    _arrive(page, ONE_MINUTE)
    _lose(page, line)
    page.reload()
    page.locator("[data-action=play]").click()
    expect(page.locator("[data-status]")).to_contain_text("You can read all the words here")
    expect(page.locator("[data-keep] [role=status]")).to_contain_text("it needs the internet")


def test_what_began_from_the_network_is_kept_only_when_it_no_longer_plays(page):
    _arrive(page, ONE_MINUTE)
    _begin(page)
    page.evaluate(STAYS)
    assert KEPT not in page.evaluate(NAMES)


def test_a_sitting_that_plays_bears_being_kept_and_a_jump(page):
    _arrive(page, "/practices/loving-kindness?minutes=20")
    _begin(page)
    page.evaluate("() => document.querySelector('[data-keep-button]').click()")
    expect(page.locator("[data-keep-button]")).to_have_text("Remove it", timeout=180_000)
    page.evaluate("() => { document.querySelector('audio').currentTime = 1100 }")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 1100.3")


def test_one_sitting_is_kept_by_a_button_that_tells_the_truth_at_each_visit(page):
    _arrive(page, ONE_MINUTE)
    place = page.locator("[data-keep]")
    expect(place).to_contain_text("0.1 MB")
    place.get_by_role("button", name="Save for offline").click()
    expect(place.get_by_role("status")).to_have_text("Saved on this device.")
    page.reload()
    place.get_by_role("button", name="Remove it").wait_for()
    page.evaluate("name => caches.delete(name)", KEPT)
    page.reload()
    place.get_by_role("button", name="Save for offline").click()
    place.get_by_role("button", name="Remove it").click()
    place.get_by_role("button", name="Save for offline").wait_for()
    assert page.evaluate("async name => (await (await caches.open(name)).keys()).length", KEPT) == 0


def test_no_room_on_the_device_is_told_kindly(page):
    page.add_init_script(
        "Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'))"
    )
    _arrive(page, ONE_MINUTE)
    place = page.locator("[data-keep]")
    place.get_by_role("button", name="Save for offline").click()
    expect(place.get_by_role("status")).to_contain_text("not enough room")
    place.get_by_role("button", name="Save for offline").wait_for()


def test_a_browser_without_caches_says_so_and_plays_on(page):
    page.add_init_script("delete self.caches; delete Window.prototype.caches")
    page.goto(ONE_MINUTE)
    expect(page.locator("[data-keep] [role=status]")).to_contain_text("downloaded as a file")
    _begin(page)


def test_all_are_kept_at_one_length_and_can_be_stopped_and_put_away(page, line):
    _arrive(page, "/offline")
    place, kept = page.locator("[data-keep]"), page.locator("[data-shelf] a")
    expect(place.get_by_label("20 minutes")).to_be_visible()
    said = place.locator("[data-megabytes]").first.inner_text()
    place.get_by_role("button", name="Save for offline").click()
    expect(kept.first).to_be_visible(timeout=60_000)
    place.get_by_role("button", name="Stop").click()
    expect(place.get_by_role("status")).to_contain_text("Stopped")
    place.get_by_role("button", name="Save for offline").click()
    expect(place.get_by_role("status")).to_contain_text("All of them", timeout=120_000)
    expect(kept).to_have_count(len(NINE) + 1)
    expect(page.locator("[data-all-megabytes]")).to_have_text(said)
    _lose(page, line)
    kept.nth(3).click()
    _begin(page)
    page.goto("/offline")
    page.get_by_role("button", name="Remove: ").first.click()
    expect(kept).to_have_count(len(NINE))
    page.get_by_role("button", name="Remove all").click()
    expect(kept).to_have_count(0)


def test_a_phone_that_saves_data_fetches_only_what_may_be_needed_at_once(page):
    page.add_init_script(
        "Object.defineProperty(NetworkInformation.prototype, 'saveData', { get: () => true })"
    )
    _arrive(page, "/es/", there=f"/es/practices/{GROUNDING}")
    page.evaluate(STAYS)
    for path in ("/support", "/es/support", "/offline", "/practices/grounding"):
        assert page.evaluate(IS_THERE, path), path
    for path in ("/settings", "/es/settings", f"/es/practices/{NINE[0]}"):
        assert not page.evaluate(IS_THERE, path), path


def test_nobody_fetches_a_language_that_was_not_asked_for(page):
    _arrive(page)
    for path in ("/es/settings", f"/es/practices/{NINE[0]}", f"/en/practices/{NINE[0]}"):
        assert not page.evaluate(IS_THERE, path), path


def test_caches_emptied_behind_our_back_fill_again_and_until_then_a_page_says_so(page, line):
    _arrive(page)
    page.evaluate(
        "async () => { for (const name of await caches.keys()) await caches.delete(name) }"
    )
    _lose(page, line)
    page.goto("/practices/hold-gently")
    expect(page.locator("body")).to_contain_text("a phone call works without the internet")
    line.become(OPEN)
    page.context.set_offline(False)
    _arrive(page)


def test_leave_nothing_leaves_nothing(page):
    _arrive(page, ONE_MINUTE)
    _hear_the_end(page)
    _is_kept(page)
    page.evaluate("""() => localStorage.setItem("kindward.keep", '"nothing"')""")
    page.reload()
    until(page, EMPTY)
    page.goto(ONE_MINUTE)
    expect(page.locator("[data-keep] [role=status]")).to_contain_text("leave nothing")
    _hear_the_end(page)
    page.evaluate(STAYS)
    assert page.evaluate(NAMES) == []


def test_nothing_is_kept_but_addresses_and_what_they_gave(page):
    _arrive(page, ONE_MINUTE)
    _hear_the_end(page)
    _is_kept(page)
    headers = page.evaluate("""async (name) => {
      const cache = await caches.open(name);
      const answers = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
      return answers.map((answer) => [...answer.headers.keys()].sort().join(" "));
    }""", KEPT)  # fmt: skip
    assert sorted(headers) == ["content-type etag", "content-type etag", "content-type kept"]


def test_the_very_first_page_is_there_again_as_it_was_asked_for(page, line):
    _arrive(page, ONE_MINUTE)
    total = page.locator("[data-sitting]").get_attribute("data-total")
    _lose(page, line)
    page.reload()
    expect(page.locator("[data-sitting]")).to_have_attribute("data-total", total)
