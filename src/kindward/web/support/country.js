// The country that was chosen comes first, here and at the next visit; without a network too.

import { recall, remember } from "../shared/memory.js";

const form = document.querySelector("[data-country]");
const chosen = form.querySelector("select");

form.querySelector("[type=submit]").hidden = true;
form.addEventListener("submit", (event) => event.preventDefault());
chosen.addEventListener("change", () => {
  remember("country", chosen.value || null);
  show();
});
if (!chosen.value) chosen.value = recall("country") ?? "";
show();

function show() {
  const people = document.querySelector("[data-people]");
  const country = chosen.value && document.getElementById(chosen.value);
  for (const section of people.querySelectorAll(".country")) section.hidden = Boolean(country) && section !== country;
  if (country) people.prepend(country);
}
