"""The drawings in a real browser, each alone on a page of this test, with a made-up sitting."""

from itertools import pairwise

import pytest

from kindward.web.public.picture.pictures import PICTURES, ROOT

pytestmark = pytest.mark.browser

SECTION_S = 10
BREATHS = [(22, 26, "in"), (26, 32, "out"), (32, 36, "in"), (36, 42, "out")]
MAY_MOVE = {"opacity", "transform", "strokeDashoffset"}

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<title>A drawing</title>
<link rel="stylesheet" href="/static/0/kindward.css">
<link rel="stylesheet" href="/static/0/running.css">
<link rel="icon" href="data:,">
<figure class="picture" data-picture="{name}">{drawing}</figure>
</html>
"""

SETUP = """\
async (track) => {
  const { follow } = await import("/static/0/picture/picture.js");
  window.figure = document.querySelector("figure");
  window.move = follow(figure, track);
  window.fresh = () => follow(figure, track);
  window.told = () => ({
    stage: figure.dataset.stage ?? null,
    ...Object.fromEntries(["t", "breath", "said", "lap"].map(
      (name) => [name, Number(figure.style.getPropertyValue(`--${name}`))])),
  });
  window.at = (seconds, playing = true) => { move(seconds, playing); return told(); };
}
"""


def cue(start, end, kind, section, text=""):
    return {"start": start, "end": end, "kind": kind, "section": section, "text": text}


def sitting(sections=8):
    """Each section is a line of three seconds and a quiet; the breaths stand in the third."""
    cues = []
    for section in range(sections):
        start, end = section * SECTION_S, (section + 1) * SECTION_S
        cues.append(cue(start, start + 3, "line", section, "A line."))
        cues.append(cue(start + 3, end, "silence", section))
    if sections > 4:
        cues[5:8] = [cue(start, end, "breath", 2, way) for start, end, way in BREATHS]
        cues = [c for c in cues if c["start"] < 22 or c["kind"] == "breath" or c["start"] >= 50]
    return {"total": sections * SECTION_S, "cues": cues}


def short():
    """One section only, of eight lines."""
    cues = [cue(5 * n, 5 * n + 3, "line", 0, "A line.") for n in range(8)]
    return {"total": 40, "cues": cues}


@pytest.fixture
def draw(page):
    """Puts a drawing on the page, with a sitting for it to follow."""

    def drawn(name="hold-gently", track=None):
        html = PAGE.format(name=name, drawing=(ROOT / f"{name}.svg").read_text())
        page.route("**/drawing", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("/drawing")
        page.evaluate(SETUP, track or sitting())
        return page

    return drawn


def told(page, seconds, *, playing=True):
    return page.evaluate("([s, playing]) => at(s, playing)", [seconds, playing])


def each(page, name, seconds):
    """What one of its numbers is at each of these seconds, one after the other."""
    return page.evaluate("([name, all]) => all.map((s) => at(s)[name])", [name, list(seconds)])


def test_a_breath_in_fills_and_a_breath_out_empties(draw):
    page = draw()
    full = each(page, "breath", (22, 24, 25.999, 26, 29, 31.999, 34))
    assert full == pytest.approx([0, 0.5, 1, 1, 0.5, 0, 0.5], abs=0.002)


def test_between_breaths_the_drawing_drifts_less_and_more_slowly(draw):
    page = draw()
    drift = each(page, "breath", (s / 4 for s in range(4 * 46, 4 * 80 - 2)))
    paced = each(page, "breath", (s / 4 for s in range(4 * 22, 4 * 42)))
    assert max(drift) - min(drift) < (max(paced) - min(paced)) / 3
    assert max(drift) > min(drift)
    assert steepest(drift) < steepest(paced) / 3


def test_breath_and_drift_pass_into_each_other_without_a_jump(draw):
    page = draw()
    full = page.evaluate("Array.from({ length: 1600 }, (_, n) => at(n * 0.05 + 0.01).breath)")
    assert steepest(full) < 0.025


def steepest(values):
    return max(abs(b - a) for a, b in pairwise(values))


def test_a_line_swells_softly_as_it_begins_and_fades(draw):
    page = draw()
    said = each(page, "said", (10 + s for s in (0, 0.3, 0.6, 2, 5, 9)))
    assert said[0] == 0
    assert said[1] == pytest.approx(0.5, abs=0.01)
    assert said[2] == 1
    assert said[2] > said[3] > said[4] > said[5]
    assert said[5] < 0.02


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_stages_follow_the_sections_in_order_from_first_to_last(draw, name):
    page = draw(name)
    stages = int(page.locator("svg").get_attribute("data-stages") or 1)
    seen = [int(stage) for stage in each(page, "stage", (s + 0.5 for s in range(80 - 1)))]
    assert seen == sorted(seen)
    assert set(seen) == set(range(stages))


def test_a_stage_begins_where_a_section_begins(draw):
    page = draw("choosing-compassion")  # four stages for eight sections, five of them heard
    assert told(page, 9.9)["stage"] == told(page, 0.1)["stage"]
    both = [each(page, "stage", (s, s - 0.1)) for s in range(1, 80)]
    changed = [s for s, (now, before) in enumerate(both, 1) if now != before]
    assert changed
    assert all(s % SECTION_S == 0 for s in changed)


def test_where_a_sitting_has_few_sections_its_lines_lead(draw):
    page = draw("choosing-compassion", short())
    assert "".join(each(page, "stage", (1, 9, 10, 20, 30, 39))) == "001233"


def test_before_it_begins_and_after_its_end_the_drawing_is_complete(draw):
    page = draw()
    assert told(page, 0, playing=False)["stage"] is None
    assert told(page, 0)["stage"] == "0"
    assert told(page, 79)["stage"] is not None
    assert told(page, 80, playing=False) == pytest.approx(
        {"stage": None, "t": 1, "breath": 0.5, "said": 0, "lap": 80 / 48 % 1}, abs=0.001
    )


def test_a_jump_lands_where_playing_would_have_led(draw):
    page = draw()
    for seconds in (71.3, 3.2, 24.6, 43.1, 0.4, 58):
        jumped = told(page, seconds)
        played = page.evaluate(
            "(s) => { const move = fresh();"
            "for (let n = 0; n <= s; n += 0.1) move(n, true);"
            "move(s, false); return told(); }",
            seconds,
        )
        assert jumped == played


def test_a_thousand_frames_write_no_more_than_what_changed(draw):
    page = draw()
    written, changed = page.evaluate("""() => {
      let changed = 0;
      let before = at(20);
      const seen = new MutationObserver(() => {});
      seen.observe(figure, { attributes: true, subtree: true });
      for (let n = 0; n < 1000; n++) {
        const now = at(20 + n * 0.016);
        changed += Object.keys(now).filter((name) => now[name] !== before[name]).length;
        before = now;
      }
      const written = seen.takeRecords().length;
      seen.disconnect();
      return [written, changed];
    }""")
    assert written == changed
    assert changed > 0


def test_a_moment_told_again_writes_nothing(draw):
    page = draw()
    written = page.evaluate("""() => {
      at(33.3);
      const seen = new MutationObserver(() => {});
      seen.observe(figure, { attributes: true, subtree: true });
      for (let n = 0; n < 1000; n++) move(33.3, n % 2 === 0);
      return seen.takeRecords().length;
    }""")
    assert written == 0


def test_where_motion_is_not_wanted_there_is_one_still_to_each_stage(draw, page):
    page.emulate_media(reduced_motion="reduce")
    draw("hold-gently")
    stills: dict[int, dict[str, object]] = {}
    for seconds in range(1, 79):
        now = told(page, seconds)
        assert stills.setdefault(now["stage"], now) == now
        assert page.evaluate("document.getAnimations().length") == 0
    assert len(stills) == 5
    assert {(still["breath"], still["said"], still["lap"]) for still in stills.values()} == {
        (0.5, 0, 0)
    }


def test_the_wish_for_no_motion_is_heard_while_paused(draw):
    page = draw()
    assert told(page, 24, playing=False)["breath"] == pytest.approx(0.5)
    assert told(page, 25.5, playing=False)["breath"] > 0.9
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_function("() => told().breath === 0.5")
    page.emulate_media(reduced_motion="no-preference")
    page.wait_for_function("() => told().breath > 0.9")


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_only_what_costs_little_ever_moves(draw, name):
    page = draw(name)
    moved = page.evaluate("""() => {
      const moved = new Set();
      for (const seconds of [0, 15, 25, 55, 65, 79, 80, 5]) {
        at(seconds);
        for (const animation of document.getAnimations()) {
          for (const frame of animation.effect.getKeyframes()) {
            for (const property of Object.keys(frame)) moved.add(property);
          }
        }
      }
      return [...moved];
    }""")
    assert set(moved) - {"offset", "computedOffset", "easing", "composite"} <= MAY_MOVE


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_still_is_complete_without_the_script(draw, name):
    page = draw(name)
    hidden = page.evaluate("""() => [...document.querySelectorAll("svg *")]
      .filter((shape) => getComputedStyle(shape).opacity === "0")
      .map((shape) => shape.getAttribute("class"))""")
    assert all("to-" in (mark or "") for mark in hidden)


@pytest.mark.parametrize("width", [280, 800])
def test_a_drawing_keeps_its_shape_at_any_width(draw, page, width):
    page.set_viewport_size({"width": width + 40, "height": 900})
    draw()
    page.evaluate("(width) => figure.style.setProperty('inline-size', `${width}px`)", width)
    box = page.locator("svg").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(4 / 3, abs=0.01)


def test_in_forced_colours_the_lines_have_the_colour_of_text(draw, page):
    page.emulate_media(forced_colors="active")
    draw()
    line, text = page.evaluate(
        "[getComputedStyle(document.querySelector('svg')).stroke,"
        " getComputedStyle(document.body).color]"
    )
    assert line == text
