// Lines of a practice as they are kept on this device: their sound, and every length of them set in
// time (narrations/serve.py tells how the file is laid out). Part of the worker.

const LINES = /^\/narrations\/([^/]+)\/([^/]+)\/([^/]+)$/;
const MAGIC = 0x4c50574b; // KWPL
const HEAD_BYTES = 12;
const FRAME_BYTES = 40; // of a sound whose frames are all of one size
const QUIET = -1;
const BAR = -2;
const FRAMES_PER_S = 50;

let opened = {}; // the file that was asked for last

// The lines that are kept of a practice, in the voice that is wished or in any; else nothing.
async function linesOf(language, name, wished) {
  if (!(await caches.has(KEPT))) return undefined;
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const [, tongue, voice, practice] = LINES.exec(new URL(request.url).pathname) ?? [];
    if (tongue !== language || practice !== name || (wished && voice !== wished)) continue;
    if (opened.url !== request.url) {
      const file = await (await kept.match(request)).arrayBuffer();
      opened = { url: request.url, language, voice, name, ...(await read(file)) };
    }
    return opened;
  }
  return undefined;
}

async function read(file) {
  const [magic, toldBytes, sizesBytes] = new Uint32Array(file.slice(0, HEAD_BYTES));
  if (magic !== MAGIC) throw new TypeError("no kept lines");
  const bytes = new Uint8Array(file);
  const sizesAt = HEAD_BYTES + toldBytes;
  const packed = new Blob([bytes.subarray(HEAD_BYTES, sizesAt)]).stream();
  const told = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).json();
  let [size, at] = [sizesAt, sizesAt + sizesBytes];
  const clips = told.clips.map(([sign, text, packets]) => {
    const sizes = bytes[size++] ? bytes.subarray(size, size += packets) : null;
    const length = sizes ? sizes.reduce((sum, each) => sum + each, 0) : packets * FRAME_BYTES;
    return { sign, text, packets, sizes, frames: bytes.subarray(at, at += length) };
  });
  return { ...told, clips };
}

// What was chosen, as addresses tell it; the sound of a breath changes no plan.
function chosen(asked) {
  const left = ["touch", "breath", "imagery"].filter((name) => asked.get(name) === "no").map((name) => [name, "no"]);
  return asked.get("bell") === "yes" ? [...left, ["bell", "yes"]] : left;
}

// The cues of a sitting of so many minutes, in packets of 20 ms: {cues, total, v, serial}, if it is there.
function planOf(lines, minutes, asked) {
  const place = lines.sittings[new URLSearchParams(chosen(asked))]?.[minutes - 1] ?? -1;
  if (place < 0) return undefined;
  const [order, silences, ...sounds] = lines.plans[place];
  const [v, serial] = asked.get("pace") === "yes" ? sounds.slice(2) : sounds;
  let [at, quiet, section] = [0, 0, 0];
  const cues = [];
  for (const each of lines.orders[order]) {
    if (each === BAR) {
      section += 1;
      continue;
    }
    const heard = each === QUIET ? { sign: "s", packets: silences[quiet++] } : lines.clips[each];
    cues.push({ ...heard, line: each, section, start: at, end: at += heard.packets });
  }
  return { cues, total: at, v, serial };
}
