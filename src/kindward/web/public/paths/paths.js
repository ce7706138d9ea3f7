// Which days were heard is remembered in this browser alone, so that a path opens where it goes on.
// Without this file every day is one tap away.

import { recall, remember } from "../shared/memory.js";

const place = document.querySelector("[data-path]");
const { path, day } = place.dataset;
const days = [...document.querySelectorAll("[data-number]")];

if (!new URLSearchParams(location.search).has("day")) goOn();
show();
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
  there.searchParams.delete("begin");
  location.replace(there);
}

function show() {
  for (const each of days) each.querySelector("[data-heard]").hidden = !heard().includes(each.dataset.number);
}
