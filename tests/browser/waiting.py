"""Waiting for what a page cannot show: that its caches hold something, or nothing."""

import time

from playwright.sync_api import Page

LONGEST_S = 60
TO_ITS_END = """() => {
  const audio = document.querySelector("audio");
  Object.assign(audio, { currentTime: audio.duration - 20, playbackRate: 5 });
}"""
"""From where a sitting is, its last 20 seconds, quickly: so much of it is heard that it counts as one."""

IS_THERE = "address => caches.match(address).then(Boolean)"
"""Whether a cache of this browser holds what is at an address."""


def until(page: Page, question: str, asked: object = None) -> None:
    """Asks the page, a script that may await, until it says yes."""
    last = time.monotonic() + LONGEST_S
    while not page.evaluate(question, asked):
        assert time.monotonic() < last, f"never came: {question} {asked}"
        page.wait_for_timeout(100)
