// One's own pages close on the screen too, once nobody has touched them for as long as the person
// chose; the server locks by itself. Words that were begun are sent to be kept, and the first page,
// which says nothing about anyone, takes the place of this one. A page that the browser keeps alive
// for its Back button is blank, and asks the server anew.

const root = document.documentElement;
const LOOKS_MS = 1000;
const idleMs = Number(document.body.dataset.closes) * 1000;
let touched = Date.now();

for (const sign of ["pointerdown", "pointermove", "keydown", "input", "scroll"]) {
  addEventListener(sign, () => { if (!isOver()) touched = Date.now(); }, { capture: true, passive: true });
}
if (idleMs) {
  setInterval(look, LOOKS_MS);
  document.addEventListener("visibilitychange", look); // timers stand still while a computer sleeps
}
addEventListener("pagehide", () => { root.hidden = true; });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

function isOver() {
  return idleMs > 0 && Math.abs(Date.now() - touched) > idleMs;
}

function look() {
  if (!isOver() || root.hidden) return;
  root.hidden = true;
  document.title = " ";
  const begun = [...document.querySelectorAll("[data-keep]")].find((field) => field.value.trim());
  if (begun) begun.form.requestSubmit();
  else location.replace(document.querySelector("a.name").href);
}
