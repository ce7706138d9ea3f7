// The first page says which kind of day it is while an experiment runs: only to whoever has come in.

import { whileOpen } from "../own/open.js";

const place = document.querySelector("[data-day]");
const link = place?.querySelector("a");

if (place) whileOpen(show, () => show({}));

function show({ day }) {
  place.hidden = !day;
  link.textContent = day?.words ?? "";
  if (day) link.href = day.way;
  else link.removeAttribute("href");
}
