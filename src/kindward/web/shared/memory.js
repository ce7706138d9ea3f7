// What this browser remembers for the person in front of it, and for nobody else. Any part of it
// may be missing at any time; with "leave nothing on this device" nothing is written at all.

const PREFIX = "kindward.";
const SETTINGS = new Set(["keep", "theme", "neutral", "size", "rate", "country"]);

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function remember(name, value) {
  if (recall("keep") === "nothing" && !SETTINGS.has(name)) return;
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch { /* storage is full or refused: it is only a convenience */ }
}

export function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && !SETTINGS.has(name.slice(PREFIX.length))) localStorage.removeItem(name);
    }
    indexedDB.deleteDatabase("kindward"); // and what still waits to be kept
  } catch { /* nothing was there */ }
}
