// Without a network: pages, style and kept sound, from this device. `SHELL` is set by the server,
// in the line before this one.

const CACHE = `kindward-${SHELL.version}`;
const KEPT = "kindward-kept"; // outlives every version
const PATIENCE_MS = 2500; // connected, and nothing answers: a copy is worth no longer a wait
const MORE_PATIENCE_MS = 4000; // where only another page can stand in
const LAST_MS = 10_000; // nothing will come any more
const WHOLE_MS = 120_000; // a whole file, however slow the line
const ANY = { ignoreVary: true }; // one browser always asks alike
const HTML = { "Content-Type": "text/html; charset=utf-8" };
const OTHERS = /^(\/[a-z-]+)?\/(sound|feed|embed|healthz|open|lock)\b/; // not ours to answer
const IN_PLACE = /\/(practices\/[^/]+|feelings\.json)$/; // what a page asks for without leaving itself
const ANEW = /\/practices\/([^/]+)\/anew$/; // a sitting in another length or way
const PUBLIC = new RegExp(`^(/(${SHELL.languages.join("|")}))?(${SHELL.public.map(pattern).join("|")})$`);
const begun = new Set(); // what a page plays from the network: a player bears no other source
let forgotten = false;

addEventListener("install", (event) => {
  skipWaiting(); // a page of before still gets its style and scripts
  const sparing = navigator.connection?.saveData;
  const wanted = [...SHELL.files, ...SHELL.help, ...SHELL.first, ...(sparing ? [] : SHELL.homes)];
  const cleared = clear().catch(() => {}); // at once: a worker of before that is busy is waited for, for minutes
  event.waitUntil(cleared.then(() => fill(wanted)).then(() => renew().catch(() => {})));
});
addEventListener("activate", (event) => event.waitUntil(clear().catch(() => {}).then(() => clients.claim())));

addEventListener("message", (event) => {
  const { here, keep, forget } = event.data;
  if (here) event.waitUntil(welcome(event.source, here).catch(() => {}));
  if (keep) event.waitUntil(keepHeard(keep).catch(() => {}));
  if (forget) event.waitUntil(leave());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (SHELL.files.includes(pathname) || pathname.startsWith("/static/")) event.respondWith(asset(event));
  else if (/^\/sound\/.*\.(webm|mp3|vtt)$/.test(pathname)) event.respondWith(sound(event));
  else if (ANEW.test(pathname)) event.respondWith(anew(request));
  else if (OTHERS.test(pathname)) return;
  else if (request.mode === "navigate" && !isPublic(request.url)) event.respondWith(fetch(request).catch(() => nearest(request.url)));
  else if (request.mode === "navigate" || request.destination === "manifest" || IN_PLACE.test(pathname)) event.respondWith(page(event));
});

// What may be kept at all: what the server names as the same for everyone, and says so of itself.

function pattern(path) {
  return path.replace(/[.]/g, "\\.").replace(/\{\w+:path\}/g, ".+").replace(/\{\w+\}/g, "[^/]+");
}

const isOurs = (cacheName) => cacheName.startsWith("kindward-");

function isPublic(address) {
  const { origin, pathname, searchParams } = new URL(address, location.origin);
  return origin === location.origin && PUBLIC.test(pathname) && !searchParams.has("sitting"); // someone's own
}

const mayBeKept = (address, { ok, redirected, headers }) =>
  !forgotten && ok && !redirected && isPublic(address) && !/no-store|private/.test(headers.get("Cache-Control"));

// What may not be kept goes, whoever put it there: editions before this one kept pages of one's own.
async function clear() {
  for (const name of (await caches.keys()).filter(isOurs)) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (!isPublic(url)) await cache.delete(url, { ignoreVary: true });
  }
}

// Pages

async function page(event) {
  const { url } = event.request;
  const copy = await find(url);
  const network = ask(event.request).then((answer) => {
    event.waitUntil(remember(url, answer));
    return answer;
  });
  event.waitUntil(network.catch(() => {})); // what comes too late is there the next time
  if (copy && SHELL.help.includes(new URL(url).pathname)) return copy;
  try {
    const answer = await within(copy ? PATIENCE_MS : MORE_PATIENCE_MS, network);
    return answer.status >= 500 && copy ? copy : answer;
  } catch {
    return copy || nearest(url);
  }
}

// The page as it was kept with its sound; else as it is today; else as it ever was.
async function find(url) {
  if (!isPublic(url)) return undefined;
  const from = (cacheName) => caches.match(url, { ...ANY, cacheName });
  return (await from(KEPT)) || (await from(CACHE)) || caches.match(url, ANY);
}

async function nearest(url) {
  const { pathname } = new URL(url);
  const prefix = prefixOf(pathname);
  const words = SHELL.without[prefix.slice(1) || navigator.language.slice(0, 2)] || SHELL.without.en;
  return (await find(pathname)) || (await find(`${prefix}/offline`)) || new Response(
    `<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>Kindward</title><p>${words}`,
    { headers: HTML },
  );
}

async function remember(url, answer) {
  if (!mayBeKept(url, answer)) return;
  const copy = answer.clone();
  try {
    await (await caches.open(CACHE)).put(url, copy);
  } catch { /* no room: the page itself is there all the same */ }
}

function prefixOf(pathname) {
  const first = pathname.split("/")[1];
  return SHELL.languages.includes(first) ? `/${first}` : "";
}

// The answer, once it begins. What is given up leaves its connection to the next.
function ask(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LAST_MS);
  return fetch(request, { signal: stop.signal }).finally(() => clearTimeout(timer));
}

// The answer with its body, or an end to the wait for either.
function whole(address, wishes = {}) {
  return fetch(address, { ...wishes, signal: AbortSignal.timeout(WHOLE_MS) });
}

function within(limit, promise) {
  return Promise.race([promise, new Promise((_, late) => { setTimeout(late, limit); })]);
}

// Style, scripts, pictures

async function asset(event) {
  const { request } = event;
  const copy = await caches.match(request.url, ANY);
  if (copy) return copy;
  try {
    const answer = await within(PATIENCE_MS, ask(request));
    if (request.url.includes(SHELL.assets)) event.waitUntil(remember(request.url, answer));
    return answer;
  } catch { // a page of before gets what stands there today
    const today = request.url.replace(/\/static\/[^/]+\//, SHELL.assets);
    return (await caches.match(today, ANY)) || Response.error();
  }
}

// Sound

// As it was kept, or woven of kept lines; of lines from before a change only where nothing else is.
async function sound({ request, clientId }) {
  const kept = await caches.match(request.url, { ...ANY, cacheName: KEPT });
  const lines = kept ? { same: true, answer: () => kept } : await fromLines(request.url).catch(() => undefined);
  const player = `${clientId} ${request.url}`;
  if (!lines?.same && request.destination === "audio") begun.add(player);
  if (lines && !begun.has(player)) return part(lines.answer(), request);
  try {
    return await within(lines ? PATIENCE_MS : LAST_MS, fetch(request)); // a signal would cost it its range
  } catch {
    return lines ? part(lines.answer(), request) : Response.error();
  }
}

// The whole, or the one range that is asked for (RFC 9110, 14): Safari plays nothing else.
async function part(kept, request) {
  const blob = await kept.blob();
  const { size } = blob;
  const headers = new Headers(kept.headers);
  const asked = /^bytes\s*=\s*(\d*)-(\d*)\s*$/.exec(request.headers.get("Range"));
  const unchanged = (request.headers.get("If-Range") ?? headers.get("ETag")) === headers.get("ETag");
  headers.set("Accept-Ranges", "bytes");
  headers.set("Content-Length", size);
  if (!asked || !unchanged || !(asked[1] || asked[2])) return new Response(blob, { headers });
  const start = asked[1] ? Number(asked[1]) : Math.max(0, size - asked[2]);
  const stop = asked[1] && asked[2] ? Math.min(Number(asked[2]) + 1, size) : size;
  if (start >= size) {
    headers.set("Content-Range", `bytes */${size}`);
    headers.set("Content-Length", 0);
    return new Response(null, { status: 416, headers });
  }
  if (stop <= start) return new Response(blob, { headers });
  headers.set("Content-Range", `bytes ${start}-${stop - 1}/${size}`);
  headers.set("Content-Length", stop - start);
  return new Response(blob.slice(start, stop), { status: 206, headers });
}

// What is kept

// What is not there yet, one by one: a sound that somebody waits for goes first.
async function fill(addresses) {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  for (const address of addresses.filter(isPublic)) {
    const { href } = new URL(address, location.origin);
    const answer = there.has(href) ? null : await whole(address);
    if (answer && mayBeKept(href, answer)) await cache.put(href, answer);
  }
}

// A page is open: what its language needs is fetched, and what no page needs goes.
async function welcome(client, { script, sparing }) {
  forgotten = false;
  await clear(); // also what a worker of before was still about to keep
  const { pathname, search } = new URL(client.url); // the very first came without us
  const named = (sparing ? SHELL.first : [...SHELL.first, ...SHELL.pages]).map((path) => prefixOf(pathname) + path);
  const wanted = sparing ? named : [...SHELL.homes, ...named];
  await fill([...SHELL.files, ...SHELL.help, pathname + search, ...wanted]);
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > 1 || !SHELL.files.includes(script)) return;
  for (const name of (await caches.keys()).filter(isOurs)) {
    if (name !== CACHE && name !== KEPT) await caches.delete(name);
  }
}

// What was heard, from where the browser has it already.
async function keepHeard({ page, files, ...told }) {
  if ((await fromLines(location.origin + files[0]).catch(() => null))?.same) return; // it is there already
  const kept = await caches.open(KEPT);
  let size = 0;
  for (const file of files) {
    const answer = (await kept.match(file, ANY)) || (await whole(file, { cache: "force-cache" }));
    if (!mayBeKept(file, answer)) return;
    const blob = await answer.blob();
    size += blob.size;
    const headers = { "Content-Type": blob.type, ETag: answer.headers.get("ETag") ?? "" };
    await kept.put(file, new Response(blob, { headers }));
  }
  const answer = await whole(page);
  if (!mayBeKept(page, answer)) return;
  for (const file of keptWith(await kept.match(page, ANY))) if (!files.includes(file)) await kept.delete(file);
  const headers = { ...HTML, Kept: encodeURIComponent(JSON.stringify({ ...told, files, size })) };
  await kept.put(page, new Response(await answer.blob(), { headers }));
}

// What a kept page plays.
function keptWith(entry) {
  const told = entry?.headers.get("Kept");
  return told ? JSON.parse(decodeURIComponent(told)).files : [];
}

// Kept pages as they are today, unless their sound has another address now.
async function renew() {
  if (!(await caches.has(KEPT))) return;
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const entry = await kept.match(request);
    const files = keptWith(entry);
    if (!files.length) continue;
    const answer = await whole(request.url);
    if (!mayBeKept(request.url, answer)) continue;
    const html = await answer.text();
    const fits = files.every((file) => html.includes(file.replaceAll("&", "&amp;")));
    if (fits) await kept.put(request, new Response(html, { headers: entry.headers }));
  }
}

// "Leave nothing on this device", not even this.
async function leave() {
  forgotten = true;
  for (const name of (await caches.keys()).filter(isOurs)) await caches.delete(name);
  await registration.unregister();
}
