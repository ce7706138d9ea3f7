// What is to be kept lies here, sealed, until Kindward has it. A row of IndexedDB for each entry:
// {id, box, letter, since}. Whatever is kept goes this way: first put aside, then sent, and taken
// away once the answer settles it. A letter that is sent twice changes nothing more.

import { recall, remember } from "../shared/memory.js";
import { within as inTime } from "../shared/patience.js";
import { bytes, seal } from "./seal.js";

const SETTLED = new Map([[204, "kept"], [409, "refused"], [410, "kept"], [422, "refused"]]); // 410: kept once, and taken away since
const PATIENCE_MS = 2500;
const LAST_MS = 10_000;
const refused = new Set();
const boxHere = () => recall("own")?.letters;

addEventListener("online", () => drain());
document.addEventListener("visibilitychange", () => document.hidden || drain());

// Whether what happens here is kept, and with which words: as the server says, or as it last said.
export async function state(prefix) {
  const own = recall("own") ?? {};
  try {
    const answer = await fetch(`${prefix}/journal/state`, { signal: AbortSignal.timeout(own.letters ? PATIENCE_MS : LAST_MS) });
    const told = await answer.json();
    if (told.kept) {
      const { letters = own.letters, words, style } = told; // none is told while a passphrase locks it
      remember("own", { letters, after: { ...own.after, [prefix]: { words, style } } });
      return told;
    }
  } catch { /* no network, or nobody there: what was said last holds */ }
  return own.letters ? { kept: true, ...own.after[prefix] } : { kept: false };
}

// Gives "kept", "waits" or "refused". Rejects if it could be neither put aside nor sent.
export async function keep(entry) {
  const box = boxHere();
  try {
    const letter = await seal(entry.id, JSON.stringify(entry), bytes(box));
    await within("readwrite", (rows) => rows.put({ id: entry.id, box, letter, since: Date.now() }), { begins: true });
  } catch { // not begun, or storage is refused or full
    if (!(await sendPlain(entry)).ok) throw new Error("not kept");
    if (!box) state("");
    return "kept";
  }
  remember("outbox", true);
  await Promise.race([drain(), new Promise((late) => { setTimeout(late, PATIENCE_MS); })]);
  const waits = (await all()).some(({ id }) => id === entry.id);
  if (waits) navigator.storage.persist?.();
  return waits ? "waits" : refused.has(entry.id) ? "refused" : "kept";
}

// Sends what lies here, one page at a time.
export const drain = () =>
  navigator.locks.request("kindward-outbox", { signal: AbortSignal.timeout(LAST_MS) }, sendAll).catch(() => {});

// The latest goes first: of one day's evenings it is the one that counts.
async function sendAll() {
  const told = new Set();
  for (const row of (await all()).filter(({ box }) => box === boxHere())) {
    const { status } = await send("outbox", "application/octet-stream", row.letter).catch(() => ({ status: 0 }));
    const settled = SETTLED.get(status);
    if (settled === "refused") refused.add(row.id);
    if (settled) await takeAway(row);
    if (status === 404) remember("own", { ...recall("own"), letters: null }); // another record is here now
    if (!settled && status < 500) break;
    told.add(settled);
  }
  const rows = await all();
  remember("outbox", rows.length ? true : null);
  show(rows, told);
}

const send = (where, type, body) => fetch(`/journal/${where}`, {
  method: "POST", body, keepalive: true, signal: AbortSignal.timeout(LAST_MS), headers: { "Content-Type": type },
});

// Not put aside before: a page that is going has no time for it.
export const sendPlain = (entry) => send("entries", "application/json", JSON.stringify(entry));

// The time here, with its offset from UTC (RFC 3339).
export function here(now) {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

// Only as it was sent: a later state of the same sitting may have taken its place.
const takeAway = (row) => within("readwrite", (rows) => {
  rows.get(row.id).onsuccess = ({ target: { result } }) => {
    if (result && !indexedDB.cmp(result.letter, row.letter)) rows.delete(row.id);
  };
});

const all = async () =>
  (await within("readonly", (rows) => rows.getAll()).catch(none)).sort((one, other) => other.since - one.since);

function none(error) {
  if (error?.name !== "AbortError") throw error;
  return [];
}

// Says on the page what waits, and what no record that is here can open.
function show(rows, told) {
  const here = rows.filter(({ box }) => box === boxHere());
  const strange = rows.length && !here.length;
  const some = strange ? rows : here;
  for (const place of document.querySelectorAll("[data-outbox]")) {
    const { waits, elsewhere, arrived, lost } = place.dataset;
    const [status, button] = place.querySelectorAll("[role=status], button");
    const ended = told.has("refused") ? lost : told.has("kept") ? arrived : status.textContent;
    const day = new Date(some.at(-1)?.since ?? 0).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const words = strange ? elsewhere : waits;
    status.textContent = some.length ? words.replace("{count}", some.length).replace("{day}", day) : ended;
    button.hidden = !strange;
    button.onclick = () => within("readwrite", (box) => { for (const { id } of some) box.delete(id); }).then(drain);
  }
  document.dispatchEvent(new CustomEvent("kindward:outbox", { detail: rows.map(({ id }) => id) }));
}

// Only what puts something aside begins a database: whatever else comes after it was let go leaves none.
async function within(mode, act, { begins = false } = {}) {
  const database = await inTime(LAST_MS, new Promise((done, failed) => {
    const asked = indexedDB.open("kindward", 1);
    asked.onupgradeneeded = () => {
      if (begins) asked.result.createObjectStore("outbox", { keyPath: "id" });
      else asked.transaction.abort();
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
    asked.onblocked = failed;
  }));
  try {
    const change = database.transaction("outbox", mode, { durability: "strict" });
    const asked = act(change.objectStore("outbox"));
    return await inTime(LAST_MS, new Promise((done, failed) => {
      change.oncomplete = () => done(asked?.result);
      change.onabort = () => failed(change.error);
    }));
  } finally {
    database.close();
  }
}
