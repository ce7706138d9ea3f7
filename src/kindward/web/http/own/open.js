// What a page that is the same for everyone shows of a record, and only while that lies open: nothing
// of it is kept, and it goes from the screen when the pages of one's own are closed anywhere.

import { recall } from "../shared/memory.js";

const ASKS_MS = 10_000;
const LAST_MS = 10_000;
const prefix = () => new URL(document.querySelector("a.name").href).pathname.replace(/\/$/, "");

// Calls `open` with what the server tells, again and again while it does, and `shut` once it does not.
export function whileOpen(open, shut) {
  shut();
  if (!recall("own")) return;
  let asking = null;
  const close = () => {
    clearInterval(asking);
    asking = null;
    shut();
  };
  const ask = async () => {
    const told = await state();
    if (!told.open || document.hidden) return close();
    asking ??= setInterval(ask, ASKS_MS);
    open(told);
  };
  new BroadcastChannel("kindward-own").addEventListener("message", ({ data }) => data === "closed" && close());
  addEventListener("pagehide", close);
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
  document.addEventListener("visibilitychange", ask);
  ask();
}

async function state() {
  try {
    return await (await fetch(`${prefix()}/journal/state`, { signal: AbortSignal.timeout(LAST_MS) })).json();
  } catch {
    return {};
  }
}
