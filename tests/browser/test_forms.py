"""Every kind of file, with clips of one size and of many, in a real Chromium: length, jumps, sound."""

from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from kindward.plan.model import Kind
from tests.sound.tones import FORMS, TONE_FROM_S, Form, plan_of

pytestmark = pytest.mark.browser

PLAN = plan_of(
    *((Kind.BELL, 400), (Kind.SILENCE, 77), (Kind.LINE, 331), (Kind.SILENCE, 1001)),
    *((Kind.LINE, 222), (Kind.SILENCE, 75), (Kind.LINE, 653), (Kind.SILENCE, 241)),
)

PLAYED = """async ([base64, type, places]) => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type })));
  audio.muted = true; // a page that nobody has touched may play nothing else
  const once = (name) => new Promise((happens, fails) => {
    audio.addEventListener(name, happens, { once: true });
    audio.addEventListener("error", () => fails(audio.error.message), { once: true });
  });
  await once("loadedmetadata");
  const arrived = [];
  for (const place of places) {
    audio.currentTime = place;
    await once("seeked");
    arrived.push(audio.currentTime);
  }
  await audio.play();
  await once("ended");
  return [audio.duration, arrived];
}"""

LOUDEST = """async ([base64, windows]) => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
  const samples = sound.getChannelData(0);
  const loudest = ([from, to]) =>
    samples.slice(from * 48000, to * 48000).reduce((most, it) => Math.max(most, Math.abs(it)), 0);
  return windows.map(loudest);
}"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_browser_plays_it_to_its_end_from_wherever_it_is_asked_to(blank: Page, form: Form):
    places = [PLAN.cues[6].start_s + 2, 1.0, PLAN.cues[3].start_s + 5, PLAN.total_s - 1.5]
    told = [_base64(form), form.woven(PLAN, form.tones).media_type, places]
    duration, arrived = blank.evaluate(PLAYED, told)
    assert duration == pytest.approx(PLAN.total_s, abs=0.05)
    assert arrived == pytest.approx(places, abs=0.001)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_browser_hears_each_tone_in_its_place_and_nothing_else(blank: Page, form: Form):
    edge = TONE_FROM_S + 0.05
    sounds = [cue for cue in PLAN.cues if cue.kind is not Kind.SILENCE]
    quiet = [cue for cue in PLAN.cues if cue.kind is Kind.SILENCE]
    heard = [(cue.start_s + edge, cue.end_s - edge) for cue in sounds]
    unheard = [(cue.start_s + 0.05, cue.end_s - 0.05) for cue in quiet]
    loudest = blank.evaluate(LOUDEST, [_base64(form), [*heard, *unheard]])
    assert all(0.2 < level < 0.4 for level in loudest[: len(heard)])
    assert all(level < 0.001 for level in loudest[len(heard) :])


def _base64(form: Form) -> str:
    return b64encode(b"".join(form.woven(PLAN, form.tones).read())).decode()
