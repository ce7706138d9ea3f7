// What this browser keeps for going without a network: pages, each with its sound and its words.
// The cache itself is asked each time, so that nobody is told of what is there no more.

const KEPT = "kindward-kept";
const ANY = { ignoreVary: true, cacheName: KEPT };
const probe = document.createElement("audio");

export const able = async () => "serviceWorker" in navigator && Boolean(await self.caches?.keys().catch(() => null));

export const plays = (mediaType) => Boolean(probe.canPlayType(mediaType));

// Whether it plays what the worker weaves of kept lines.
export const weaves = () => plays('audio/webm; codecs="opus"');

// The files of a sitting: its sound in the first form that this browser plays, and its words.
export const filesOf = ({ sounds, words }) =>
  [sounds.find(({ media_type }) => plays(media_type)) ?? sounds[0], words].filter(Boolean);

export const sizeOf = (sitting) => filesOf(sitting).reduce((sum, file) => sum + file.size_bytes, 0);

export const told = (unit, unitDisplay, number) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 })
    .format(number);

export const megabytes = (size) => told("megabyte", "short", Math.max(size / 1e6, 0.1));

export const isKept = async (sitting) =>
  (await Promise.all(filesOf(sitting).map(({ url }) => caches.match(url, ANY)))).every(Boolean);

// Every kept page: {page, title, minutes, files, size}.
export async function all() {
  if (!(await caches.has(KEPT))) return [];
  const cache = await caches.open(KEPT);
  const entries = await Promise.all((await cache.keys()).map(async ({ url }) => {
    const kept = (await cache.match(url, { ignoreVary: true }))?.headers.get("Kept");
    const { pathname, search } = new URL(url);
    return kept && { ...JSON.parse(decodeURIComponent(kept)), page: pathname + search };
  }));
  return entries.filter(Boolean);
}

// Fetches what is missing; `got` hears of all bytes that are there. Stopped by its signal.
export async function keep(sitting, got, signal) {
  const files = filesOf(sitting);
  const cache = await caches.open(KEPT);
  for (const file of files) {
    if (await cache.match(file.url, { ignoreVary: true })) got(file.size_bytes);
    else await cache.put(file.url, await whole(file, got, signal));
  }
  const page = await fetch(sitting.page, { signal });
  if (!page.ok) throw new Error(`${page.status} ${sitting.page}`);
  const { title, minutes } = sitting;
  const urls = files.map(({ url }) => url);
  const kept = encodeURIComponent(JSON.stringify({ title, minutes, files: urls, size: sizeOf(sitting) }));
  const headers = { "Content-Type": page.headers.get("Content-Type"), Kept: kept };
  const before = (await all()).filter((entry) => entry.page === sitting.page).flatMap((entry) => entry.files);
  await putAway(before.filter((file) => !urls.includes(file)));
  await cache.put(sitting.page, new Response(await page.blob(), { headers }));
}

// Takes away these files, and every page that plays them.
export async function putAway(files) {
  const cache = await caches.open(KEPT);
  const pages = (await all()).filter((entry) => entry.files.some((file) => files.includes(file)));
  const urls = pages.flatMap((entry) => [entry.page, ...entry.files]);
  await Promise.all([...files, ...urls].map((url) => cache.delete(url, { ignoreVary: true })));
}

export const putAllAway = () => caches.delete(KEPT);

// A file to its last byte. One that came while the voice was at work counts if the voice is ready
// now: a line that fails goes out as silence.
async function whole({ url, media_type, size_bytes, is_exact }, got, signal) {
  const answer = await fetch(url, { cache: "force-cache", signal });
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const reader = answer.body.getReader();
  const parts = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    got(read.value.length);
  }
  const blob = new Blob(parts, { type: media_type });
  const settled = () => fetch(url, { method: "HEAD", cache: "no-store", signal });
  const fleeting = /no-store/.test(answer.headers.get("Cache-Control"))
    && /no-store/.test((await settled()).headers.get("Cache-Control"));
  const size = is_exact ? size_bytes : Number(answer.headers.get("Content-Length"));
  if (blob.size !== size || fleeting) throw new Error(`not whole: ${url}`);
  return new Response(blob, { headers: { "Content-Type": media_type, ETag: answer.headers.get("ETag") ?? "" } });
}
