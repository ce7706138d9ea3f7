// A sitting as WebM: byte for byte what sound/webm.py makes of the same plan. Part of the worker.

const CLUSTER_FRAMES = 500;
const MOST_FRAMES = 6; // of 20 ms in one packet (RFC 6716, 3.2.5)
const FRAME_MS = 20;
const FRAME_SAMPLES = 960;
const RATE = 48_000;
const PRIMING = 312;
const TAIL_SAMPLES = 360;
const CODE_3 = 3;
const OF_MANY_SIZES = 0x80;
const CELT_20MS = 0xf8;
const CELT_2_5MS = 0xe0;
const utf8 = new TextEncoder();
const timeOf = (name, frame) => joined([name, whole32(frame * FRAME_MS)]);

// `heard` are the signs of the cues that sound; all others are silence.
function webm({ cues, total, serial }, title, heard) {
  const clusters = inClusters(segmentsOf(cues, total, heard)).map(({ start, stretches }) => {
    const blocks = stretches.flatMap((stretch) => blocksOf(stretch, start));
    return { start, bytes: clusterOf(start, blocks) };
  });
  const about = joined([infoOf(total, title), tracksOf(serial)]);
  const inside = joined([about, indexOf(clusters, about.length), ...clusters.map(({ bytes }) => bytes), tailOf(total)]);
  const kind = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], utf8.encode("webm")), number([0x42, 0x87], 4), number([0x42, 0x85], 2));
  return joined([kind, [0x18, 0x53, 0x80, 0x67], sized(inside.length), inside]);
}

// What sounds, and one silence for all that lies between.
function segmentsOf(cues, total, heard) {
  const segments = [];
  let from = 0;
  const quiet = (to) => { if (from < to) segments.push({ start: from, end: to, clip: null }); };
  for (const clip of cues.filter(({ sign }) => heard.includes(sign))) {
    quiet(clip.start);
    segments.push({ start: clip.start, end: clip.end, clip });
    from = clip.end;
  }
  quiet(total);
  return segments;
}

function inClusters(segments) {
  const clusters = new Map();
  for (const { start: first, end: last, clip } of segments) {
    for (let start = first; start < last;) {
      const cluster = Math.floor(start / CLUSTER_FRAMES);
      const end = Math.min(last, (cluster + 1) * CLUSTER_FRAMES);
      if (!clusters.has(cluster)) clusters.set(cluster, { start, stretches: [] });
      clusters.get(cluster).stretches.push({ start, end, first, clip });
      start = end;
    }
  }
  return [...clusters.values()];
}

// The packets of a stretch, each behind the head of its block.
function blocksOf({ start, end, first, clip }, origin) {
  const most = !clip || clip.sizes ? MOST_FRAMES : 1;
  const places = clip && placesOf(clip);
  const blocks = [];
  for (let at = start; at < end; at += most) {
    const frames = Math.min(most, end - at);
    const packet = clip ? packetOf(clip, places, at - first, frames) : silenceOf(frames);
    blocks.push([0xa3, ...whole16(0x4004 + packet.length), 0x81, ...whole16((at - origin) * FRAME_MS), 0x80], packet);
  }
  return blocks;
}

function placesOf({ sizes, packets }) {
  const places = [0];
  for (let at = 0; at < packets; at += 1) places.push(places[at] + (sizes ? sizes[at] : FRAME_BYTES));
  return places;
}

function packetOf({ frames: sound, sizes }, places, at, frames) {
  if (frames === 1) return sound.subarray(places[at], places[at + 1]);
  const parts = [[sound[0] | CODE_3, OF_MANY_SIZES | frames], sizes.subarray(at, at + frames - 1).map((size) => size - 1)];
  for (let each = at; each < at + frames; each += 1) parts.push(sound.subarray(places[each] + 1, places[each + 1]));
  return joined(parts);
}

function silenceOf(frames, mode = CELT_20MS) {
  const silent = Array.from({ length: frames }, () => [0xff, 0xfe]).flat();
  return Uint8Array.from(frames === 1 ? [mode, ...silent] : [mode | CODE_3, frames, ...silent]);
}

function clusterOf(start, blocks) {
  const inside = joined([timeOf([0xe7, 0x84], start), ...blocks]);
  return joined([[0x1f, 0x43, 0xb6, 0x75], sized(inside.length), inside]);
}

function tailOf(total) {
  const excess = Math.floor(((TAIL_SAMPLES - PRIMING) * 1e9) / RATE);
  const block = element([0xa1], [0x81, 0, 0, 0], silenceOf(3, CELT_2_5MS));
  return clusterOf(total, [element([0xa0], block, element([0x75, 0xa2], whole64(excess)))]);
}

function infoOf(total, title) {
  return element(
    [0x15, 0x49, 0xa9, 0x66],
    number([0x2a, 0xd7, 0xb1], 1_000_000),
    element([0x44, 0x89], float64((total * FRAME_SAMPLES * 1000) / RATE)),
    element([0x7b, 0xa9], utf8.encode(title)),
    element([0x4d, 0x80], utf8.encode("Kindward")),
    element([0x57, 0x41], utf8.encode("Kindward")),
  );
}

function tracksOf(serial) {
  const head = joined([utf8.encode("OpusHead"), [1, 1, PRIMING & 0xff, PRIMING >> 8, 0x80, 0xbb, 0, 0, 0, 0, 0]]);
  return element([0x16, 0x54, 0xae, 0x6b], element(
    [0xae],
    number([0xd7], 1),
    number([0x73, 0xc5], serial),
    number([0x83], 2),
    number([0x9c], 0),
    element([0x22, 0xb5, 0x9c], utf8.encode("und")),
    element([0x86], utf8.encode("A_OPUS")),
    element([0x63, 0xa2], head),
    number([0x56, 0xaa], (PRIMING * 1e9) / RATE),
    number([0x56, 0xbb], 80_000_000),
    element([0xe1], element([0xb5], float64(RATE)), number([0x9f], 1)),
  ));
}

function indexOf(clusters, before) {
  const rows = (places) => element([0x1c, 0x53, 0xbb, 0x6b], ...clusters.map(({ start }, row) => rowOf(start, places[row])));
  let at = before + rows(clusters.map(() => 0)).length;
  return rows(clusters.map(({ bytes }) => (at += bytes.length) - bytes.length));
}

function rowOf(frame, place) {
  return element([0xbb], timeOf([0xb3, 0x84], frame), element([0xb7], number([0xf7], 1), [0xf1, 0x84], whole32(place)));
}
