// One's own pages close on the screen too, once nobody has touched any of them for as long as the
// person chose; the server locks by itself. Words that were begun are sent to be kept, and the first
// page, which says nothing about anyone, takes the place of this one. What is closed or erased, here
// or anywhere, closes all of them. A page that the browser keeps alive for its Back button, or puts
// to sleep, is blank, and asks the server anew.

const root = document.documentElement;
const LOOKS_MS = 1000;
const ASKS_MS = 5000;
const KEEPS_MS = 200; // before all closes: words that were begun in another tab are kept first
const idleMs = Number(document.body.dataset.closes) * 1000;
const tabs = new BroadcastChannel("kindward-own");
const now = () => ({ day: Date.now(), running: performance.now() });
let touched = now();
let going = false;

for (const sign of ["pointerdown", "pointermove", "keydown", "input", "scroll"]) {
  addEventListener(sign, touch, { capture: true, passive: true });
}
tabs.addEventListener("message", ({ data }) => {
  if (data === "closed") leave();
  else if (!isOver()) touched = now();
});
setInterval(look, LOOKS_MS);
setInterval(check, ASKS_MS);
document.addEventListener("visibilitychange", () => { // timers stand still while a computer sleeps
  look();
  if (!document.hidden) check();
});
document.addEventListener("freeze", () => { root.hidden = true; });
document.addEventListener("resume", wake);
addEventListener("pagehide", () => { root.hidden = true; });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("submit", (event) => {
  going = !event.defaultPrevented; // its answer takes the place of this page, as an erase's does
  if (!leadsTo(event.target).endsWith("/lock")) return;
  event.preventDefault();
  tabs.postMessage("closed");
  setTimeout(() => event.target.submit(), KEEPS_MS);
});

// A form may have a field that is called `action`, which hides its own.
const leadsTo = (form) => form.getAttribute("action") ?? location.pathname;

function touch() {
  if (isOver()) return;
  if (performance.now() - touched.running > LOOKS_MS) tabs.postMessage("touched");
  touched = now();
}

// By the clock that nobody sets, which may stand still while a computer sleeps.
function isOver() {
  return idleMs > 0 && performance.now() - touched.running > idleMs;
}

// The clock that people set goes on in sleep, and may jump.
function hasJumped() {
  return idleMs > 0 && Math.abs(Date.now() - touched.day) > idleMs;
}

function look() {
  if (root.hidden) return;
  if (isOver()) close();
  else if (hasJumped()) wake();
}

// Asleep, or with a clock that was set: the server knows which.
async function wake() {
  root.hidden = true;
  const told = await ask();
  if (told?.closed) leave();
  else if (!told?.open) close();
  else {
    touched = now();
    root.hidden = false;
  }
}

async function check() {
  if ((await ask())?.closed) leave();
}

const ask = () => fetch("/journal/open").then((answer) => answer.json()).catch(() => null);

// What is kept already counts once it was changed.
const begun = () => [...document.querySelectorAll("[data-keep]")].find(
  (field) => field.value.trim() && (field.dataset.keep !== "changed" || field.value !== field.defaultValue))?.form;

function blank() {
  root.hidden = true;
  document.title = " ";
}

function close() {
  blank();
  if (begun()) begun().requestSubmit();
  else location.replace(document.querySelector("a.name").href);
}

function leave() {
  if (going || !document.body.firstElementChild) return; // it is being left already
  const form = begun();
  blank();
  if (form) fetch(leadsTo(form), { method: "POST", keepalive: true, body: new URLSearchParams(new FormData(form)) }).catch(() => {});
  location.replace(document.querySelector("a.name").href);
}
