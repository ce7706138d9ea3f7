// A drawing keeps step with a sitting: how far it is, how full a paced breath, what is being said.
// All of it follows from the time alone, so that any jump lands where playing would have led.

const LAP_S = 48; // one slow round of whatever travels or sways
const DRIFT_S = 13; // the free movement between breaths: slower than a breath, and smaller
const DRIFT = 0.12;
const HANDOVER_S = 3; // from a breath into the drift, and back
const SWELL_S = 0.6; // a line is said: a soft swell, which fades
const FADE_S = 2;
const END_S = 0.15; // what a player may stop short of the end

const still = matchMedia("(prefers-reduced-motion: reduce)");
const again = new WeakMap();

still.addEventListener("change", () => {
  for (const figure of document.querySelectorAll("[data-picture]")) again.get(figure)?.();
});

export function follow(figure, track) {
  const stages = Number(figure.querySelector("[data-stages]")?.dataset.stages ?? 1);
  const breaths = track.cues.filter((cue) => cue.kind === "breath");
  const lines = track.cues.filter((cue) => cue.kind === "line");
  const steps = stepsOf(track.cues, lines, stages);
  const shown = {};
  let last = [0, false];

  again.set(figure, () => move(...last));
  return move;

  function move(at, playing) {
    last = [at, playing];
    set("lap", still.matches ? 0 : (at / LAP_S) % 1);
    if (at >= track.total - END_S || (at <= 0 && !playing)) rest();
    else show(Math.floor((Math.max(0, latest(steps, at)) * stages) / (steps.length || 1)), at);
  }

  function rest() {
    if (shown.stage !== "") delete figure.dataset.stage;
    shown.stage = "";
    set("t", 1);
    set("breath", 0.5);
    set("said", 0);
  }

  function show(stage, at) {
    if (shown.stage !== stage) figure.dataset.stage = stage;
    shown.stage = stage;
    set("t", still.matches ? (stage + 1) / stages : at / track.total);
    set("breath", still.matches ? 0.5 : breathAt(breaths, at, track.total));
    set("said", still.matches ? 0 : saidAt(lines, at));
  }

  function set(name, value) {
    const text = value.toFixed(4);
    if (shown[name] !== text) figure.style.setProperty(`--${name}`, text);
    shown[name] = text;
  }
}

// Where the drawing may take a step: at sections, or at lines where a sitting has few sections.
function stepsOf(cues, lines, stages) {
  const sections = cues.filter((cue, place) => cue.section !== cues[place - 1]?.section);
  return sections.length < stages ? lines : sections;
}

function latest(cues, at) {
  return cues.findLastIndex((cue) => cue.start <= at);
}

// How full a breath is, from 0 to 1. The drift takes over where there is none, without a jump, and
// comes to rest as the sitting ends.
function breathAt(breaths, at, total) {
  const place = latest(breaths, at);
  const before = breaths[place];
  if (before && at < before.end) {
    const full = ease((at - before.start) / (before.end - before.start));
    return before.text === "in" ? full : 1 - full;
  }
  const after = breaths[place + 1];
  const since_s = before ? at - before.end : Infinity;
  const until_s = after ? after.start - at : Infinity;
  const edge = since_s < until_s ? Number(before?.text === "in") : Number(after?.text === "out");
  const free = ease(Math.min(1, since_s / HANDOVER_S, until_s / HANDOVER_S));
  const wide = DRIFT * Math.min(1, (total - at) / HANDOVER_S);
  const drift = 0.5 + wide * Math.sin((at / DRIFT_S) * 2 * Math.PI);
  return free * drift + (1 - free) * edge;
}

function saidAt(lines, at) {
  const since_s = at - (lines[latest(lines, at)]?.start ?? -Infinity);
  return since_s < SWELL_S ? since_s / SWELL_S : Math.exp((SWELL_S - since_s) / FADE_S);
}

function ease(part) {
  return (1 - Math.cos(part * Math.PI)) / 2;
}
