"""The page as a screen reader reads it, and as the keyboard walks through it."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import hears
from browser.pages import PAGES

pytestmark = pytest.mark.browser

ARRIVING = """
- banner:
  - link "Skip to what is here"
  - link "Leave now"
  - link "Kindward"
  - navigation "Help":
    - link "Grounding"
    - link "Need a person now?"
- main:
  - heading "Some days it is hard to be on your own side." [level=1]
  - paragraph: Here is a quiet minute with a voice beside you. You can stop at any point.
  - article "Self-Compassion Break":
    - figure "A drop falls into still water and makes rings. More rings open all around, and the \
middle of the first ones grows warm."
    - paragraph: Wherever you are, with eyes open or not, you can stop any time.
    - button "Begin"
    - paragraph: Self-Compassion Break · 1 minute · in the computer voice NAME
    - navigation "Two more ways in":
      - link "Something new OTHER"
      - link "Where many people start Self-Compassion Break"
    - group: Read the words
  - group: Change length, voice or what it includes
  - region "Nine practices":
"""
PRACTISING = """
- banner:
  - link "Skip to what is here"
  - link "Leave now"
  - link "Kindward"
  - navigation "Help":
    - link "Grounding"
    - link "Need a person now?"
- main:
  - heading "Some days it is hard to be on your own side." [level=1]
  - article "Self-Compassion Break":
    - figure "A drop falls into still water and makes rings. More rings open all around, and the \
middle of the first ones grows warm."
    - paragraph: Wherever you are, with eyes open or not, you can stop any time.
    - img "About 1 min left"
    - button "Back 15 s"
    - button "Pause"
    - button "Next part"
    - status
    - paragraph:
      - link "This is too much"
      - button "Close"
    - group: Read the words
  - group: Change length, voice or what it includes
"""
LEFT_OUT = re.compile(r"^ +- (/url|strong|text): .*\n", re.MULTILINE)
"""Addresses, and the parts that a link's name is made of."""

BY_CHANCE = {
    r"computer voice .+": "computer voice NAME",
    r"Something new [^\"]+": "Something new OTHER",
}

HERE = """() => {
  const here = document.activeElement;
  const { x, y, width, height } = here.getBoundingClientRect();
  const over = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, innerHeight - y - 1));
  const near = here.closest("label") ?? here;
  const isSeen = here.className === "exit" || here.contains(over) || near.contains(over);
  const name = here.getAttribute("aria-label") ?? here.labels?.[0]?.innerText ?? here.innerText;
  return { tag: here.localName, name: name.trim().split("\\n")[0], isSeen, width: getComputedStyle(here).outlineWidth };
}"""


def _read(page: Page, until: str = "") -> str:
    """What is read from the top of the page, up to and with a line."""
    told = LEFT_OUT.sub("", page.locator("body").aria_snapshot() + "\n").replace(
        '":\n      - link', '":\n      - link'
    )
    for chance, name in BY_CHANCE.items():
        told = re.sub(chance, name, told)
    told = re.sub(r'^( +- link ".*"):$', r"\1", told, flags=re.MULTILINE)
    return told.partition(until)[0] + until if until else told


def test_on_arriving_one_hears_a_sentence_and_then_the_way_in(page: Page):
    page.goto("/")
    expect(page.get_by_role("link", name="Something new")).not_to_contain_text("One you may not")
    assert "\n" + _read(page, '  - region "Nine practices":\n') == ARRIVING


def test_while_practising_one_hears_only_what_belongs_to_it(page: Page):
    page.goto("/")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Back 15 s").click()
    expect(page.get_by_role("status")).to_be_empty()
    assert "\n" + _read(page).replace("Go on", "Pause") == PRACTISING


@pytest.mark.parametrize("path", PAGES)
def test_every_stop_of_the_keyboard_has_a_name_and_can_be_seen(page: Page, path):
    if path == "/not-here":
        return
    page.goto(path)
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(HERE)
        if stop["tag"] == "body":
            break
        stops.append(stop)
    assert stops[-1]["tag"] != "body"
    assert [stop for stop in stops if not stop["isSeen"] or not stop["name"]] == []
