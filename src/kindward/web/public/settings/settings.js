// Settings are kept as soon as they are chosen.

import { forgetAll, recall, remember } from "../shared/memory.js";

const form = document.querySelector("[data-settings]");
const status = form.querySelector("[data-status]");

for (const input of form.querySelectorAll("input")) {
  input.checked = input.value === (recall(input.name) ?? "");
}
form.hidden = false;

form.addEventListener("change", ({ target }) => {
  remember(target.name, target.value || null);
  if (target.name === "theme") set("theme", target.value);
  if (target.name === "size") set("size", target.value);
  if (target.name === "keep" && target.value) forget();
  else status.textContent = status.dataset.saved;
  if (target.name === "neutral") location.reload();
});

form.querySelector("[data-forget]").addEventListener("click", forget);

function set(name, value) {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
}

function forget() {
  forgetAll();
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
  status.textContent = status.dataset.forgotten;
}
