"""Every practice, as a listener meets it: it plays, its words keep step, and one can jump."""

import pytest
from playwright.sync_api import Page, expect

from kindward.library import GROUNDING, NINE

pytestmark = pytest.mark.browser

HEARD = """() => {
  const audio = document.querySelector("audio");
  return audio.currentTime > 0.3 && !audio.paused;
}"""

CUES = """() => [...document.querySelector("audio").textTracks[0].cues]
  .map(({startTime, endTime, text}) => ({startTime, endTime, text}))"""

JUMP = """([seconds]) => new Promise((arrived) => {
  const audio = document.querySelector("audio");
  const captions = audio.textTracks[0];
  const until = performance.now() + 20000;
  const look = () => {
    const texts = [...captions.activeCues].map((cue) => cue.text);
    if (texts.length || performance.now() > until) arrived([landed, texts, fired]);
    else requestAnimationFrame(look);
  };
  let landed, fired = 0;
  captions.addEventListener("cuechange", () => { fired += 1; }, {once: true});
  audio.addEventListener("seeked", () => { landed = audio.currentTime; look(); }, {once: true});
  audio.currentTime = seconds;
})"""


@pytest.mark.parametrize("minutes", [1, 5, 20])
@pytest.mark.parametrize("name", [*NINE, GROUNDING])
def test_a_practice_plays_with_its_words_in_step(page: Page, name, minutes):
    page.goto(f"/practices/{name}?minutes={minutes}")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_function(HEARD, timeout=60_000)
    duration_s = page.evaluate("document.querySelector('audio').duration")
    assert abs(duration_s - minutes * 60) <= 0.05
    lines = [cue for cue in page.evaluate(CUES) if not cue["text"].startswith("(")]
    for line in (lines[-1], lines[len(lines) // 2], lines[1]):
        _jumps_to(page, line)


def _jumps_to(page: Page, line: dict) -> None:
    """To the middle of a line, while it plays: there, on time, in words and in the list of them."""
    aim_s = line["startTime"] + min(0.5, (line["endTime"] - line["startTime"]) / 2)
    landed_s, texts, fired = page.evaluate(JUMP, [aim_s])
    assert abs(landed_s - aim_s) <= 0.3
    assert texts == [line["text"]]
    assert fired == 1
    spoken = " ".join(line["text"].split())
    expect(page.locator("[data-guidance]")).to_have_text(spoken)
    expect(page.locator("li.now")).to_contain_text(spoken)


def test_the_ring_breathes_with_the_sitting_and_rests_with_it(page):
    page.goto("/practices/breathing-kindness?minutes=5&voice=silent")
    ring = page.locator("[data-breaths]")
    start_s = float(ring.get_attribute("data-breaths").split(" ")[0])
    page.get_by_role("button", name="Begin").click()
    page.evaluate("at => { document.querySelector('audio').currentTime = at }", start_s + 0.2)
    expect(ring).to_have_attribute("data-way", "in")
    expect(ring).to_have_text("in")
    expect(ring).to_have_attribute("data-way", "out")
    page.get_by_role("button", name="Pause").click()
    expect(ring).to_have_attribute("data-way", "")
