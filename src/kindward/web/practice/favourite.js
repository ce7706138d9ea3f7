// A favourite is kept in this browser; the last one that was chosen stands at the door.

import { recall, remember } from "../shared/memory.js";

const button = document.querySelector("[data-favourite]");
const name = button?.dataset.favourite;

if (button) {
  show();
  button.hidden = recall("keep") === "nothing";
  button.addEventListener("click", () => {
    const others = kept().filter((other) => other !== name);
    remember("favourites", kept().includes(name) ? others : [...others, name]);
    show();
  });
}

function kept() {
  return recall("favourites") ?? [];
}

function show() {
  button.setAttribute("aria-pressed", String(kept().includes(name)));
}
