// All was erased: what this browser knew of it goes too, and what still waited to be kept.

import { remember } from "../shared/memory.js";

const LAST_MS = 10_000; // a page that stands still in another tab holds up nothing
const signal = AbortSignal.timeout(LAST_MS);

new BroadcastChannel("kindward-own").postMessage("closed"); // what other tabs still show
navigator.locks.request("kindward-outbox", { signal }, forget).catch(forget);

function forget() {
  indexedDB.deleteDatabase("kindward");
  remember("own", null);
  remember("outbox", null);
}
