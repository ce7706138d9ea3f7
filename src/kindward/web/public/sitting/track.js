// The clock of a sitting, read off the page: cues that follow each other without a gap.

const KINDS = { l: "line", s: "silence", b: "bell", i: "breath", o: "breath" };

// {total, cues: [{start, end, kind, text, section, line, nth}]}, all times in seconds.
export function readTrack(place) {
  const words = [...place.querySelectorAll("[data-words] li")];
  const times = new Map();
  const cues = place.dataset.clock.split("|").flatMap((part, section) =>
    part.split(" ").map((told) => {
      const cue = { kind: KINDS[told[0]], start: Number(told.slice(1)), section, text: "" };
      return cue.kind === "line" ? spoken(cue, words.shift(), times) : breathed(cue, told[0]);
    }));
  const total = Number(place.dataset.total);
  cues.forEach((cue, index) => { cue.end = cues[index + 1]?.start ?? total; });
  cues.forEach((cue, index) => {
    const after = cues[index + 1];
    cue.quiet = after?.kind === "silence" ? after.end - after.start : 0;
  });
  return { total, cues };
}

// The cue of a moment.
export function cueAt(track, at) {
  let low = 0;
  let high = track.cues.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (track.cues[middle].start <= at + 0.005) low = middle;
    else high = middle - 1;
  }
  return track.cues[low];
}

// The last line that has begun by then, and the first that has not.
export function linesAt(track, at) {
  const lines = track.cues.filter((cue) => cue.kind === "line");
  const next = lines.findIndex((cue) => cue.start > at + 0.005);
  return { now: lines.at(next < 0 ? -1 : Math.max(next - 1, 0)), next: next < 0 ? null : lines[Math.max(next, 1)] ?? null };
}

function spoken(cue, item, times) {
  const line = Number(item.dataset.line);
  const nth = times.get(line) ?? 0;
  times.set(line, nth + 1);
  return { ...cue, line, nth, item, text: item.lastElementChild.textContent };
}

function breathed(cue, sign) {
  return cue.kind === "breath" ? { ...cue, text: sign === "i" ? "in" : "out" } : cue;
}
