// All was erased: what this browser knew of it goes too, and what still waited to be kept.

import { remember } from "../shared/memory.js";

new BroadcastChannel("kindward-own").postMessage("closed"); // what other tabs still show
navigator.locks.request("kindward-outbox", () => {
  indexedDB.deleteDatabase("kindward");
  remember("own", null);
  remember("outbox", null);
});
