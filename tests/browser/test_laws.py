"""What every page promises, measured: it stands still, asks nobody else, and weighs little."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kindward.web.http.reply import compressed
from kindward.web.http.static import Static
from kindward.web.public.offline.serve import PARTS
from tests.browser.conftest import NO_WORKER, hears
from tests.browser.pages import PAGES
from tests.there import there

pytestmark = pytest.mark.browser

SIZES = ((320, 568), (390, 844), (1280, 800))
MOST_SCRIPT_BYTES = 38 * 1024
WATCH = """
  self.moved = [];
  const each = (told) => (list) => list.getEntries().forEach(told);
  new PerformanceObserver(each((shift) => {
    const name = ({ node }) => (node?.parentElement ? node.className || node.nodeName : "gone");
    if (!shift.hadRecentInput) moved.push([shift.value, ...shift.sources.map(name)]);
  })).observe({ type: "layout-shift", buffered: true });
"""
IN_PIECES = """async () => {
  let html = await (await fetch(location)).text();
  const pause = () => new Promise((rest) => setTimeout(rest, 200));
  document.open();
  for (const end of ["</head>", '<a class="person"', "<main"]) {
    const at = html.indexOf(end);
    document.write(html.slice(0, at));
    html = html.slice(at);
    await pause();
  }
  document.write(html);
  document.close();
}"""
QUICKLY = "() => { document.querySelector('audio').playbackRate = 12 }"
IS_OPEN = "() => document.documentElement.classList.contains('practising')"
IS_OVER = "() => document.querySelector('audio').ended"
AT_REST = """() => new Promise((rest) => {
  requestIdleCallback(() => setTimeout(rest, 300), { timeout: 2000 });
})"""


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[list[Page]]:
    """A page on a screen of each size, side by side: what one waits for, the others do meanwhile."""
    with ExitStack() as stack:
        pages = []
        for width, height in SIZES:
            screen = {"width": width, "height": height}
            wishes = NO_WORKER | {"viewport": screen, "locale": "en-US"}  # told to the server too
            context = browser.new_context(base_url=address, **wishes)
            stack.enter_context(context).add_init_script(WATCH)
            pages.append(context.new_page())
        yield pages


def held_back(page: Page, path: str) -> list[Route]:
    """What was asked for there, and waits for its answer."""
    held = []
    page.route(path, lambda route: held.append(route))  # noqa: PLW0108 - a builtin is refused
    return held


def moved(pages: list[Page]) -> dict[tuple[str, int], list]:
    """What moved on each of them, by its address and width, once they are at rest."""
    for page in pages:
        page.evaluate(AT_REST)
    found = {
        (page.url, there(page.viewport_size)["width"]): page.evaluate("moved") for page in pages
    }
    return {where: shifts for where, shifts in found.items() if shifts}


def test_nothing_moves_while_a_page_arrives(browser: Browser, address: str):
    found: dict[tuple[str, int], list] = {}
    with watched(browser, address) as pages:
        for path in PAGES:
            for page in pages:
                page.goto(path, wait_until="commit")
            for page in pages:
                page.wait_for_load_state()
            found |= moved(pages)
    assert found == {}


def test_a_page_that_comes_in_pieces_moves_nothing(browser: Browser, address: str):
    """On a busy machine, or a bad line, the head of it is shown before all its links are there."""
    with browser.new_context(base_url=address, bypass_csp=True, **NO_WORKER) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto("/settings")
        page.evaluate(IN_PIECES)
        assert moved([page]) == {}


def test_a_script_that_comes_late_moves_nothing(browser: Browser, address: str):
    """Until then the sound's own controls have come, which are for where no script ever does."""
    with watched(browser, address) as pages:
        for page in pages:
            held = held_back(page, "**/sitting/player.js")
            page.goto("/", wait_until="commit")
            expect(page.locator("audio")).to_be_visible()
            expect(page.locator("[data-action=play]")).to_be_hidden()
            for route in held:
                route.continue_()
            expect(page.locator("[data-action=play]")).to_be_visible()
        assert moved(pages) == {}


@pytest.mark.parametrize("tag", ["en", "es"])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (390, 844), (1280, 800)])
def test_a_door_has_room_for_every_name(page: Page, width, height, tag):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"/{tag}/")
    expect(page.locator("[data-action=play]")).to_be_visible()
    rows = page.evaluate("""() => {
      const doors = document.querySelector(".doors");
      document.documentElement.dataset.favoured = "yes";
      const [fresh, favourite] = doors.querySelectorAll("a");
      const names = [...document.querySelectorAll(".card h3")].map((name) => name.textContent);
      const heights = [];
      for (const name of [...names, doors.dataset.guided]) {
        for (const door of [fresh, favourite]) door.querySelector("span").textContent = name;
        heights.push(doors.offsetHeight);
      }
      return heights;
    }""")
    assert len(rows) == 11
    assert len(set(rows)) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/",
        pytest.param(
            "/es/practices/someone-or-something-you-care-for?minutes=1", marks=pytest.mark.release
        ),
    ],
)
def test_nothing_moves_through_a_whole_minute(browser: Browser, address: str, path):
    """A tap opens the sitting, with all of the screen: on a busy machine or a slow line that comes
    too late to count as its answer, as half a second would. What was before it counts, and after.
    """
    with watched(browser, address) as pages:
        for page in pages:
            page.goto(path)
        assert moved(pages) == {}
        for page in pages:
            page.locator("[data-action=play]").click()
            hears(page)
            page.wait_for_function(IS_OPEN)
            page.evaluate(AT_REST)
            page.evaluate("moved.length = 0")
            page.evaluate(QUICKLY)
        for page in pages:
            page.wait_for_function(IS_OVER)
        assert moved(pages) == {}


def test_a_thing_that_moves_is_seen_on_each_screen(browser: Browser, address: str):
    with watched(browser, address) as pages:
        for page in pages:
            page.goto("/settings")
            page.evaluate("() => document.querySelector('h1').before(document.createElement('hr'))")
        assert [len(shifts) for shifts in moved(pages).values()] == [1] * len(SIZES)


def test_all_scripts_together_are_small():
    """As they are asked for: a sitting's in one file, and the worker's in another."""
    static = Static()
    scripts = {name: asset for name, asset in static.assets.items() if name.endswith(".js")}
    apart = [scripts[name].packed for name in scripts if name not in {*PARTS, *static.within}]
    worker = static.together(PARTS)
    assert sum(map(len, [*apart, compressed(worker)])) <= MOST_SCRIPT_BYTES


def test_what_the_first_page_needs_fits_into_the_first_answers_of_a_server(
    page: Page, address: str
):
    """HTML and style together, compressed: ten segments (RFC 6928)."""
    sent = []
    page.on("response", lambda answer: sent.append(answer))  # noqa: PLW0108 - a builtin is refused
    page.goto("/", wait_until="load")
    kinds = {"document", "stylesheet"}
    needed = [answer for answer in sent if answer.request.resource_type in kinds]
    assert len(needed) == len(kinds)
    assert sum(len(gzip.compress(answer.body())) for answer in needed) <= 14 * 1024


def test_a_frame_stands_in_the_middle_of_whatever_width_it_is_lent(page):
    for width in (320, 768, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 720})
        page.goto("/embed/hold-gently")
        for part in ("main", ".outwards"):
            box = page.locator(part).first.bounding_box()
            assert abs(box["x"] + box["width"] / 2 - width / 2) <= 1
