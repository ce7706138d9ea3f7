// The words of a sitting on its clock, as WebVTT: what sound/captions.py tells, each line unbroken.
// Part of the worker.

const LINGER_S = 3;
const QUIET_S = 10;
const QUIET_SHOWN_S = 4;

function captions({ cues, total }, lines) {
  const shown = cues.map((cue) => shownOf(cue, lines)).filter(Boolean);
  const blocks = shown.map(([start, end, text], at) => {
    const until = Math.min(end, shown[at + 1]?.[0] ?? seconds(total));
    return `${clockOf(start)} --> ${clockOf(until)}\n${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}\n`;
  });
  return ["WEBVTT\n", ...blocks].join("\n");
}

// From when to when, in seconds, and what; a paced breath is left to the picture.
function shownOf({ sign, text, start, end }, { quiet, bell }) {
  const [from, to] = [seconds(start), seconds(end)];
  if (sign === "l") return [from, to + LINGER_S, text];
  if (sign === "b") return [from, to, bell];
  return sign === "s" && to - from > QUIET_S ? [from + LINGER_S, from + LINGER_S + QUIET_SHOWN_S, quiet] : null;
}

const seconds = (packets) => packets / FRAMES_PER_S;

const clockOf = (at) => new Date(Math.round(at * 1000)).toISOString().slice(11, 23);
