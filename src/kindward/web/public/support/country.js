// The country that was chosen stands directly below the heading, here and at the next visit; until one
// is, that of the browser's language. Without a network too.

import { recall, remember } from "../shared/memory.js";

const form = document.querySelector("[data-country]");
const chosen = form.querySelector("select");
const first = document.querySelector("[data-first]");
const others = document.querySelector("[data-people]");
const all = [...chosen.options].map(({ value }) => document.getElementById(value)).filter(Boolean);

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
chosen.addEventListener("change", () => {
  remember("country", chosen.value || null);
  show();
});
if (!("asked" in form.dataset)) {
  chosen.value = here(recall("country")) ?? here(region()) ?? "";
  show();
}

function show() {
  const country = document.getElementById(chosen.value);
  if (country && country.parentElement === first) return; // as it came: nothing moves
  first.querySelector(".country")?.remove();
  others.replaceChildren(...all.filter((other) => other !== country));
  if (!country) return;
  country.open = true;
  first.append(country);
}

// As the server reads it: only of the language that is wanted most, for the others tell of no place.
function region() {
  const wanted = navigator.languages.map((tag) => new Intl.Locale(tag));
  return wanted.filter(({ language }) => language === wanted[0].language).find((tag) => tag.region)?.region;
}

function here(code) {
  return all.some(({ id }) => id === code) ? code : null;
}
