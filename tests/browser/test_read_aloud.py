"""The page as a screen reader reads it, and as the keyboard walks through it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import hears
from tests.browser.pages import NOT_THERE, PAGES
from tests.computer import SPOKEN, Computer

pytestmark = pytest.mark.browser

ARRIVING = """
- banner:
  - link "Skip to the content"
  - link "Leave now"
  - link "Kindward"
  - group: Menu
  - navigation "Help":
    - link "Grounding"
    - link "Need a person now?"
- main:
  - heading "Glad you’re here." [level=1]
  - paragraph: You may be judging yourself harshly right now. Let’s take one kind minute together.
  - article "Self-Compassion Break":
    - figure "A drop falls into still water and makes rings. More rings open all around, and the \
middle of the first ones grows warm."
    - button "Begin"
    - navigation "Or start with how you feel":
      - paragraph: Or start with how you feel
      - list:
        - listitem:
          - link "Harsh with myself"
        - listitem:
          - link "Ashamed"
        - listitem:
          - link "Anxious"
        - listitem:
          - link "Can’t sleep"
        - listitem:
          - link "Sad"
        - listitem:
          - link "Lonely"
        - listitem:
          - link "Angry"
        - listitem:
          - link "Numb"
    - group: Read the words
  - paragraph:
    - link "More time, or another voice"
  - region "Nine practices":
"""
PRACTISING = """
- banner:
  - link "Skip to the content"
  - link "Leave now"
  - link "Kindward"
- main:
  - heading "Glad you’re here." [level=1]
  - article "Self-Compassion Break":
    - figure "A drop falls into still water and makes rings. More rings open all around, and the \
middle of the first ones grows warm."
    - paragraph: Let’s stop here for a moment.
    - button "About 1 min left"
    - status
    - button "Back 15 s"
    - button "Pause"
    - button "Next part"
    - link "Talk to a person"
    - paragraph:
      - link "This is too much"
      - button "Close"
    - group: Read the words
"""
MOST_STOPS = 200
LEFT_OUT = re.compile(r"^ +- (/url|strong|text): .*\n", re.MULTILINE)
"""Addresses, and the parts that a link's name is made of."""

HERE = """() => {
  const here = document.activeElement;
  const { x, y, width, height } = here.getClientRects()[0];
  const over = document.elementFromPoint(x + width / 2, y + height / 2);
  const near = here.closest("label") ?? here;
  const isMarked = (element) => element && getComputedStyle(element).outlineStyle !== "none"
    && parseFloat(getComputedStyle(element).outlineWidth) >= 2;
  return {
    name: (here.getAttribute("aria-label") ?? here.labels?.[0]?.innerText ?? here.innerText).trim(),
    tag: here.localName,
    isSeen: here.matches("[data-exit]") || near.contains(over),
    isMarked: isMarked(here) || isMarked(here.nextElementSibling),
  };
}"""


@pytest.fixture(scope="module")
def address(chromium: str, home: Path) -> Iterator[str]:
    """A server with the voice that people hear: its name is read out too."""
    with Computer(home).serving(**SPOKEN) as started:
        yield started


def _read(page: Page, until: str = "") -> str:
    """What is read from the top of the page, up to and with a line."""
    told = LEFT_OUT.sub("", page.locator("body").aria_snapshot() + "\n")
    told = re.sub(r'^( +- link ".*"):$', r"\1", told, flags=re.MULTILINE)
    return f"\n{told.partition(until)[0]}{until}" if until else f"\n{told}"


def _walk(page: Page, name: str) -> None:
    """With the Tab key to what has this name."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(HERE)["name"] == name:
            return
    pytest.fail(f"no stop of the keyboard is called {name}")


def test_on_arriving_one_hears_a_sentence_and_then_the_way_in(page: Page):
    page.goto("/")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert _read(page, '  - region "Nine practices":\n') == ARRIVING


def test_while_practising_one_hears_only_what_belongs_to_it(page: Page):
    page.goto("/")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Back 15 s").click()
    expect(page.get_by_role("status")).to_be_empty()
    assert _read(page).replace("Continue", "Pause") == PRACTISING


@pytest.mark.parametrize("path", [path for path in PAGES if path != NOT_THERE])
def test_every_stop_of_the_keyboard_has_a_name_and_is_seen_and_marked(page: Page, path):
    page.goto(path)
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(HERE))
        if stops[-1]["tag"] == "body":
            break
    assert stops.pop()["tag"] == "body"
    assert [s for s in stops if not (s["name"] and s["isSeen"] and s["isMarked"])] == []


def test_the_keyboard_alone_leads_through_a_sitting_and_out_of_it(page: Page):
    page.goto("/")
    _walk(page, "Begin")
    page.keyboard.press("Space")
    hears(page)
    assert page.evaluate(HERE)["name"] == "Pause"
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Continue")).to_be_focused()
    _walk(page, "Next part")
    _walk(page, "This is too much")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Grounding")).to_be_visible()
    hears(page)
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("article", name="Self-Compassion Break")).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
