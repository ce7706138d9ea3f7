// Which days were heard is remembered in this browser alone, so that a path opens where it goes on;
// and whoever tapped Begin on a day hears it. Without this file every day is one tap away.

import { recall, remember } from "../shared/memory.js";

const BEGIN = "#begin";
const place = document.querySelector("[data-path]");
const { path, day } = place.dataset;
const days = [...document.querySelectorAll("[data-number]")];

if (!new URLSearchParams(location.search).has("day")) goOn();
show();
begin();
addEventListener("hashchange", begin);
document.addEventListener("kindward:over", () => {
  remember("paths", { ...recall("paths"), [path]: [...new Set([...heard(), day])] });
  show();
});

function heard() {
  return recall("paths")?.[path] ?? [];
}

function goOn() {
  const next = days.find(({ dataset }) => !heard().includes(dataset.number));
  if (!next || next.dataset.number === day) return;
  const there = new URL(next.querySelector("a").href);
  there.hash = "";
  location.replace(there);
}

// A browser that wants a tap for each sound shows the large button again.
function begin() {
  if (location.hash !== BEGIN) return;
  history.replaceState(null, "", location.pathname + location.search);
  place.querySelector("[data-action=play]")?.click();
}

function show() {
  for (const each of days) each.querySelector("[data-heard]").hidden = !heard().includes(each.dataset.number);
}
