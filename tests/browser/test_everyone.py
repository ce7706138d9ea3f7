"""Every page for everyone: axe-core, and what it cannot see, in every light and at every size."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import NO_WORKER
from tests.browser.pages import BEGINS, OWN_PAGES, PAGES
from tests.browser.tools import axe
from tests.computer import Computer

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
USUAL: dict[str, Any] = {
    "color_scheme": "light",
    "forced_colors": "none",
    "contrast": "no-preference",
    "reduced_motion": "no-preference",
}


@dataclass(frozen=True)
class Condition:
    """How somebody meets a page, and what axe-core is asked of it there.

    It is asked everything once, then the rules that a condition can change: None where it has no
    such rule. What it cannot see is looked at all the same.
    """

    rules: tuple[str, ...] | None
    media: dict[str, Any] = field(default_factory=dict)
    screen: ViewportSize = field(default_factory=lambda: PHONE)
    text_px: int = 16
    direction: str = ""


COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
ROOM = ("target-size", "scrollable-region-focusable")
CONDITIONS = {
    "by day": Condition(rules=()),
    "by night": Condition(COLOURS, {"color_scheme": "dark"}),
    "in forced colours": Condition(COLOURS, {"forced_colors": "active"}),
    "with more contrast": Condition(COLOURS, {"contrast": "more"}),
    "without motion": Condition(None, {"reduced_motion": "reduce"}, {"width": 1280, "height": 800}),
    "on a small screen": Condition(ROOM, screen={"width": 320, "height": 640}),
    "at 400 % zoom": Condition(None, screen={"width": 320, "height": 256}),
    "with text twice as large": Condition(ROOM, text_px=32),
    "from right to left": Condition(None, direction="rtl"),
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
DRESS = """style => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}"""
TURN = "direction => { document.documentElement.dir = direction }"
UNFOLD = "() => { for (const folded of document.querySelectorAll('details')) folded.open = true; }"

SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each instanceof CSSTransition).map((each) => each.finished))"""
"""What began to move before a condition came goes on to its end under it."""

PARTS = """() => {
  const sheets = [...document.styleSheets].map(({ href }) => href).join(" ");
  const marks = ({ attributes }) => [...attributes].filter(({ name }) => /^(class|type|role|aria-(current|invalid))$/.test(name));
  const part = (element) => [element.localName, ...marks(element).map(({ value }) => value)].join(".");
  return [...new Set([...document.body.querySelectorAll("*")].map(
    (element) => `${sheets} ${part(element.parentElement)} > ${part(element)}`))];
}"""
"""What may have a colour of its own: each part in its place, by the style sheets that it has here."""


@pytest.fixture
def page_of_mine(browser: Browser, address: str, home: Path) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport=PHONE, **NO_WORKER) as context:
        page = context.new_page()
        page.goto(Computer(home).way_in())
        yield page


def test_every_page_is_for_everyone(page_of_mine: Page):
    """Each comes once and is met under every condition. A colour is asked for where it is new."""
    page, found = page_of_mine, {}
    seen: set[str] = set()
    for path in (*PAGES, *OWN_PAGES):
        page.goto(path)
        page.evaluate(UNFOLD)
        parts = set(page.evaluate(PARTS))
        for name, condition in CONDITIONS.items():
            if condition.rules == COLOURS and parts <= seen:
                continue
            with met(page, condition):
                page.evaluate(SETTLED)
                found[path, name] = _faults(page, condition.rules)
        seen |= parts
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_the_screen_of_a_sitting_is_for_everyone(page_of_mine: Page):
    """It is begun under each condition: what moves by then has asked whether it may."""
    page, found = page_of_mine, {}
    for name, condition in CONDITIONS.items():
        for path in BEGINS:
            with met(page, condition):
                page.goto(path)
                page.evaluate(TURN, condition.direction)
                page.locator("[data-action=play]").last.click()
                page.locator(".practising").wait_for()
                found[path, name] = _faults(page, condition.rules)
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", ["by night", "in forced colours", "with more contrast"])
def test_a_colour_that_only_a_condition_has_is_found(page: Page, name: str):
    page.goto("/settings")
    query = next(iter(CONDITIONS[name].media.items()))
    media = {
        "color_scheme": "prefers-color-scheme",
        "forced_colors": "forced-colors",
        "contrast": "prefers-contrast",
    }
    style = (
        ".hint { forced-color-adjust: none; color: #888 !important; background: #777 !important }"
    )
    page.evaluate(DRESS, f"@media ({media[query[0]]}: {query[1]}) {{ {style} }}")
    told = {}
    for each in ("by day", name):
        with met(page, CONDITIONS[each]):
            told[each] = [
                fault for fault in _faults(page, COLOURS) if fault.startswith("color-contrast")
            ]
    assert not told["by day"]
    assert told[name]


@pytest.mark.parametrize(
    ("name", "style", "fault"),
    [
        ("on a small screen", "@media (max-width: 330px) { h1 { min-width: 400px } }", "sideways"),
        ("at 400 % zoom", "@media (max-height: 300px) { h1 { min-width: 400px } }", "sideways"),
        ("with text twice as large", "h1 { min-width: 20rem }", "sideways"),
        ("from right to left", "h1:dir(rtl) { min-width: 400px; }", "sideways"),
        (
            "without motion",
            "h1 { animation: turn 99s } @keyframes turn { to { rotate: 1turn } }",
            "moves",
        ),
    ],
)
def test_what_is_wrong_under_one_condition_is_found_there_and_gone_after_it(
    page: Page, name: str, style: str, fault: str
):
    page.goto("/settings")
    page.evaluate(DRESS, style)
    told = []
    for each in ("by day", name, "by day"):
        with met(page, CONDITIONS[each]):
            told.append(any(fault in said for said in _faults(page, None)))
    assert told == [False, True, False]


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


@contextmanager
def met(page: Page, condition: Condition) -> Iterator[None]:
    """The page as it stands, for somebody who meets it so."""
    _become(page, condition)
    yield
    _become(page, CONDITIONS["by day"])


def _become(page: Page, wanted: Condition) -> None:
    page.emulate_media(**USUAL | wanted.media)
    page.set_viewport_size(wanted.screen)
    sizes = {"fontSizes": {"standard": wanted.text_px, "fixed": wanted.text_px}}
    reader = page.context.new_cdp_session(page)
    reader.send("Page.setFontSizes", sizes)  # as a reader sets it in the browser
    reader.detach()
    page.evaluate(TURN, wanted.direction)


def _faults(page: Page, rules: tuple[str, ...] | None) -> list[str]:
    """Whatever axe-core finds by these rules, () being all of them, and whatever it cannot see."""
    if rules is None:
        return page.evaluate(LOOK)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    found = page.evaluate(RULES, rules)
    if page.evaluate("matchMedia('(forced-colors: active)').matches"):
        found = [fault for fault in found if not _is_forced(page, fault)]
    return [" ".join(fault) for fault in found] + page.evaluate(LOOK)


def _is_forced(page: Page, fault: list[str]) -> bool:
    """axe reads `-webkit-text-fill-color`, which Chromium tells as if no colour were forced."""
    rule, target, _ = fault
    return rule.startswith("color-contrast") and page.evaluate(CONTRAST, target) >= 7
