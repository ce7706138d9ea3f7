"""What every page promises, measured: it stands still, asks nobody else, and weighs little."""

import gzip
import math

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import hears
from browser.pages import PAGES, PRACTICE
from kindward.web.static import Static

pytestmark = pytest.mark.browser

MOST_SCRIPT_BYTES = 30 * 1024
LONG_MS = 50
TRIES = 10
"""Of a time that others on the machine can only make longer, the best try counts."""

LOOP_MS = 110
"""What `LOOP` takes on the computer whose fourth part is a slow phone."""

SLOWER = 4
LOOP = """() => {
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < 2e7; i += 1) sum = (sum + i * 7) % 1000003;
  return sum < 0 ? 0 : performance.now() - began;
}"""
WATCH = """
  self.moved = [];
  self.long = [];
  const each = (told) => (list) => list.getEntries().forEach(told);
  new PerformanceObserver(each((shift) => {
    const name = ({ node }) => (node?.parentElement ? node.className || node.nodeName : "gone");
    if (!shift.hadRecentInput) moved.push([shift.value, ...shift.sources.map(name)]);
  })).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver(each(({ startTime, duration }) => long.push([startTime, duration])))
    .observe({ type: "longtask", buffered: true });
"""
TAKEN = "() => Math.max(0, ...long.splice(0).map(([, duration]) => duration))"
QUICKLY = "() => { document.querySelector('audio').playbackRate = 12 }"
IS_OVER = "() => document.querySelector('audio').ended"
AT_REST = "() => new Promise((rest) => requestIdleCallback(() => setTimeout(rest, 300)))"


def watched(browser: Browser, address: str, width: int, height: int) -> BrowserContext:
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=address, viewport=screen, service_workers="block")
    context.add_init_script(WATCH)
    return context


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (1280, 800)])
def test_nothing_moves_while_a_page_arrives(browser: Browser, address: str, width, height):
    moved = {}
    with watched(browser, address, width, height) as context:
        for path in PAGES:
            page = context.new_page()
            page.goto(path)
            page.evaluate(AT_REST)
            moved[path] = page.evaluate("moved")
            page.close()
    assert {path: shifts for path, shifts in moved.items() if shifts} == {}


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (1280, 800)])
def test_a_script_that_comes_late_moves_nothing(browser: Browser, address: str, width, height):
    """Until then the sound's own controls have come, which are for where no script ever does."""
    with watched(browser, address, width, height) as context:
        page, held = context.new_page(), []
        page.route("**/sitting/player.js", lambda route: held.append(route))  # noqa: PLW0108 - as below
        page.goto("/", wait_until="commit")
        expect(page.locator("audio")).to_be_visible()
        expect(page.locator("[data-action=play]")).to_be_hidden()
        for route in held:
            route.continue_()
        expect(page.locator("[data-action=play]")).to_be_visible()
        page.evaluate(AT_REST)
        assert page.evaluate("moved") == []


@pytest.mark.parametrize("tag", ["en", "es"])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (390, 844), (1280, 800)])
def test_a_door_has_room_for_every_name(browser: Browser, address: str, width, height, tag):
    with watched(browser, address, width, height) as context:
        page = context.new_page()
        page.goto(f"/{tag}/")
        expect(page.locator("[data-action=play]")).to_be_visible()
        rows = page.evaluate("""() => {
          const doors = document.querySelector(".doors");
          const [fresh, favourite] = doors.querySelectorAll("a");
          const names = [...document.querySelectorAll(".card h3")].map((name) => name.textContent);
          const heights = [];
          const strong = favourite.querySelector("strong");
          for (const words of [strong.textContent, favourite.dataset.favourite]) {
            for (const name of names) {
              strong.textContent = words;
              for (const door of [fresh, favourite]) door.querySelector("span").textContent = name;
              heights.push(doors.offsetHeight);
            }
          }
          return heights;
        }""")
        assert len(rows) == 18
        assert len(set(rows)) == 1


@pytest.mark.parametrize("path", ["/", "/es/practices/someone-or-something-you-care-for?minutes=1"])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (1280, 800)])
def test_nothing_moves_through_a_whole_minute(browser: Browser, address: str, path, width, height):
    with watched(browser, address, width, height) as context:
        page = context.new_page()
        page.goto(path)
        page.locator("[data-action=play]").click()
        hears(page)
        page.wait_for_timeout(500)  # what follows a tap so closely would not count
        page.evaluate(QUICKLY)
        page.wait_for_function(IS_OVER)
        page.evaluate(AT_REST)
        assert page.evaluate("moved") == []


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", f"{PRACTICE}?minutes=1", "/support"])
def test_a_slow_phone_is_never_kept_waiting(browser: Browser, address: str, path):
    kept = {"until it is there": math.inf, "from the tap on": math.inf}
    for _ in range(TRIES):
        with watched(browser, address, 390, 844) as context:
            tried = _longest_ms(context, path)
        kept = {part: min(kept[part], longest) for part, longest in tried.items()}
        if max(kept.values()) <= LONG_MS:
            break
    assert {part: ms for part, ms in kept.items() if ms > LONG_MS} == {}


def _longest_ms(context: BrowserContext, path: str) -> dict[str, float]:
    """How long nothing else could happen on a slow phone, at most, in each part of a visit.

    The phone is the same one on a busy machine, and on one that is itself slower.
    """
    page = context.new_page()
    rate = SLOWER * min(max(LOOP_MS / page.evaluate(LOOP), 1 / SLOWER), 1)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.goto(path)
    page.evaluate(AT_REST)
    there = page.evaluate(TAKEN)
    if page.locator("[data-action=play]").count():
        page.locator("[data-action=play]").click()
        hears(page)
        page.wait_for_timeout(2000)
    return {"until it is there": there, "from the tap on": page.evaluate(TAKEN)}


def test_a_task_that_is_long_and_a_thing_that_moves_are_seen(browser: Browser, address: str):
    with watched(browser, address, 390, 844) as context:
        page = context.new_page()
        page.goto("/settings")
        page.evaluate(
            """ms => new Promise((done) => setTimeout(() => {
              const until = performance.now() + ms;
              while (performance.now() < until);
              done();
            }))""",
            LONG_MS * 2,
        )
        page.evaluate("() => document.querySelector('h1').before(document.createElement('hr'))")
        page.evaluate(AT_REST)
        assert page.evaluate("long.length") >= 1  # a busy machine adds its own
        assert page.evaluate("moved.length") == 1


def test_all_scripts_together_are_small():
    scripts = [asset.packed for name, asset in Static().assets.items() if name.endswith(".js")]
    assert sum(map(len, scripts)) <= MOST_SCRIPT_BYTES


def test_what_the_first_page_needs_fits_into_the_first_answers_of_a_server(
    page: Page, address: str
):
    """HTML and style together, compressed: ten segments (RFC 6928)."""
    sent = []
    page.on("response", lambda answer: sent.append(answer))  # noqa: PLW0108 - a builtin is refused
    page.goto("/", wait_until="load")
    kinds = {"document", "stylesheet"}
    needed = [answer.body() for answer in sent if answer.request.resource_type in kinds]
    assert len(needed) == len(kinds)
    assert sum(len(gzip.compress(body)) for body in needed) <= 14 * 1024
