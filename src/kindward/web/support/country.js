// The country that was chosen comes first, here and at the next visit; without a network too.

import { recall, remember } from "../shared/memory.js";

const form = document.querySelector("[data-country]");
const chosen = form.querySelector("select");

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
chosen.addEventListener("change", () => {
  remember("country", chosen.value || null);
  show();
});
if (!chosen.value) chosen.value = recall("country") ?? "";
show();

function show() {
  const country = chosen.value && document.getElementById(chosen.value);
  if (!country) return;
  country.open = true;
  document.querySelector("[data-people]").prepend(country);
}
