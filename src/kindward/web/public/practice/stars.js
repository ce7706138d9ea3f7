// Favorites on their way into the record. What was starred in this browser before goes there too, and
// is no longer here then: nothing of a record stays in a browser.

import { recall, remember } from "../shared/memory.js";

const LAST_MS = 10_000;

// Gives all favorites of the record, with those that were only in this browser.
export async function inRecord(favourites) {
  const here = recall("favourites") ?? [];
  if (!here.length || !(await star({ add: here }))) return favourites;
  remember("favourites", null);
  return [...new Set([...favourites, ...here])];
}

export const star = (names) => fetch("/journal/favourites", {
  method: "POST", body: JSON.stringify(names), signal: AbortSignal.timeout(LAST_MS), headers: { "Content-Type": "application/json" },
}).then(({ ok }) => ok, () => false);
