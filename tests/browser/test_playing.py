"""Every practice, as a listener meets it: it plays, and words and picture keep step with it."""

import re
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Page, expect

from kindward.library import GROUNDING, NINE
from tests.browser.conftest import hears
from tests.computer import SPOKEN, Computer

pytestmark = pytest.mark.browser

DURATION = "document.querySelector('audio').duration"
JUMP = """seconds => new Promise((arrived) => {
  const audio = document.querySelector("audio");
  audio.addEventListener("seeked", () => arrived(audio.currentTime), { once: true });
  audio.currentTime = seconds;
})"""
CUE = re.compile(r"^([0-9:.]+) --> ([0-9:.]+).*\n((?:.+\n?)+)", re.MULTILINE)


@pytest.fixture(scope="module")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the voice that people hear."""
    with Computer(tmp_path_factory.mktemp("voice")).serving(**SPOKEN) as started:
        yield started


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        (GROUNDING, 20),
        *((name, 5) for name in NINE[1:3]),
        *(pytest.param(name, 5, marks=pytest.mark.release) for name in NINE[3:]),
        pytest.param(NINE[0], 20, marks=pytest.mark.release),
    ],
)
def test_a_practice_plays_with_its_words_in_step(page: Page, address: str, name, minutes):
    page.goto(f"/practices/{name}?minutes={minutes}")
    captions = page.locator("track").get_attribute("src")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    assert page.evaluate(DURATION) == pytest.approx(minutes * 60, abs=0.05)
    lines = _lines(httpx2.get(f"{address}{captions}").text)
    for line in (lines[-1], lines[len(lines) // 2], lines[1]):
        _jumps_to(page, *line)


def _lines(captions: str) -> list[tuple[float, str]]:
    """The middle of each spoken line, in seconds, and the line, as the captions have them."""
    cues = [(_seconds(start), _seconds(end), text) for start, end, text in CUE.findall(captions)]
    return [
        (start_s + min(0.5, (end_s - start_s) / 2), " ".join(text.split()))
        for start_s, end_s, text in cues
        if not text.startswith("(")
    ]


def _seconds(clock: str) -> float:
    return sum(float(part) * 60**place for place, part in enumerate(reversed(clock.split(":"))))


def _jumps_to(page: Page, middle_s: float, line: str) -> None:
    """It is there, on time, in words and in the list of them, and goes on playing."""
    assert page.evaluate(JUMP, middle_s) == pytest.approx(middle_s, abs=0.3)
    expect(page.locator("[data-guidance]")).to_have_text(line)
    expect(page.locator("li.now")).to_contain_text(line)
    hears(page, past_s=middle_s)
