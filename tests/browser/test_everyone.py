"""Every page for everyone: axe-core, and what it cannot see, in every light and at every size."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.conftest import NO_WORKER
from browser.pages import BEGINS, OWN_PAGES, PAGES
from browser.tools import axe
from kindward import launch

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
CONDITIONS: dict[str, dict[str, Any]] = {
    "by day": {"color_scheme": "light"},
    "by night": {"color_scheme": "dark"},
    "in forced colours": {"forced_colors": "active"},
    "with more contrast": {"contrast": "more"},
    "without motion": {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 800}},
    "on a small screen": {"viewport": {"width": 320, "height": 640}},
    "at 400 % zoom": {"viewport": {"width": 320, "height": 256}},
    "with text twice as large": {"text_px": 32},
    "from right to left": {"direction": "rtl"},
}
LOOK = (Path(__file__).parent / "look.js").read_text()
RULES = """async (only) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const more = ["color-contrast-enhanced", "target-size"];
  const found = await axe.run(document, only.length ? {
    runOnly: { type: "rule", values: only }, resultTypes: ["violations"],
  } : {
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(more.map((rule) => [rule, { enabled: true }])),
    resultTypes: ["violations"],
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(
    (node) => [id, node.target.join(" "), node.failureSummary.split("\\n")[1]]));
}"""
CONTRAST = """selector => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[0-9.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
  const [dark, bright] = [color, backgroundColor].map(light).sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}"""
UNFOLD = "() => { for (const folded of document.querySelectorAll('details')) folded.open = true; }"

COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
ROOM = ("target-size", "scrollable-region-focusable")
ASKED: dict[str, tuple[str, ...]] = {
    "by day": (),
    "by night": COLOURS,
    "in forced colours": COLOURS,
    "with more contrast": COLOURS,
    "on a small screen": ROOM,
    "with text twice as large": ROOM,
}
"""What axe-core is asked: everything once, then the rules that a condition can change. Where it has
no such rule, what it cannot see is looked at all the same."""

Visit = Callable[[str], Page]


@pytest.fixture(params=CONDITIONS)
def condition(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def visit(condition: str, browser: Browser, address: str, home: Path) -> Iterator[Visit]:
    """Opens a page as somebody meets it who sees it under this condition."""
    wishes = {"viewport": PHONE} | CONDITIONS[condition]
    text_px, direction = wishes.pop("text_px", None), wishes.pop("direction", "")
    context = browser.new_context(base_url=address, **NO_WORKER, **wishes)
    page = context.new_page()
    if text_px:
        _read_at(context, page, text_px)
    page.goto(f"/open/{launch.mint(home)}")

    def visiting(path: str) -> Page:
        page.goto(path)
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        return page

    yield visiting
    context.close()


def test_every_page_is_for_everyone(visit: Visit, condition: str):
    found = {}
    for path in (*PAGES, *OWN_PAGES):
        page = visit(path)
        page.evaluate(UNFOLD)
        found[path] = _faults(page, ASKED.get(condition))
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_the_screen_of_a_sitting_is_for_everyone(visit: Visit, condition: str):
    found = {}
    for path in BEGINS:
        page = visit(path)
        page.locator("[data-action=play]").last.click()
        page.locator(".practising").wait_for()
        found[path] = _faults(page, ASKED.get(condition))
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_is_wrong_with_a_page_is_found(page: Page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/settings")
    page.evaluate("""() => {
      const set = (selector, wishes) => Object.assign(document.querySelector(selector).style, wishes);
      set(".hint", { color: "#6b6b6b" });
      set("h1", { height: "5px", overflow: "clip", fontSize: "9px" });
      set(".foot p", { minWidth: "3000px" });
      set(".name", { minHeight: "0" });
      const over = document.body.appendChild(document.createElement("div"));
      Object.assign(over.style, { position: "absolute", inset: "0 0 auto", height: "9rem" });
      over.animate({ transform: ["none", "scale(1, 2)"] }, 1e6);
    }""")
    told = "\n".join(_faults(page, ()))
    for fault in (
        "color-contrast-enhanced .hint",
        "sideways",
        "cut",
        "tiny",
        "small",
        "covered",
        "moves",
    ):
        assert fault in told


def _read_at(context: BrowserContext, page: Page, text_px: int) -> None:
    """As a reader sets it in the browser."""
    sizes = {"fontSizes": {"standard": text_px, "fixed": text_px}}
    context.new_cdp_session(page).send("Page.setFontSizes", sizes)


def _faults(page: Page, rules: tuple[str, ...] | None) -> list[str]:
    """Whatever axe-core finds by these rules, () being all of them, and whatever it cannot see."""
    if rules is None:
        return page.evaluate(LOOK)
    page.evaluate(axe())
    found = page.evaluate(RULES, rules)
    if page.evaluate("matchMedia('(forced-colors: active)').matches"):
        found = [fault for fault in found if not _is_forced(page, fault)]
    return [" ".join(fault) for fault in found] + page.evaluate(LOOK)


def _is_forced(page: Page, fault: list[str]) -> bool:
    """axe reads `-webkit-text-fill-color`, which Chromium tells as if no colour were forced."""
    rule, target, _ = fault
    return rule.startswith("color-contrast") and page.evaluate(CONTRAST, target) >= 7
