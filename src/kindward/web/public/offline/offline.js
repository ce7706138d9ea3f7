// Puts the worker in its place, once a page is there and at rest; and has it keep what was heard.
import { recall } from "../shared/memory.js";

const REST_MS = 1500; // a browser that is busy elsewhere may never call a page idle
const worker = navigator.serviceWorker;
const leavesNothing = () => recall("keep") === "nothing";

if (document.documentElement.dataset.waiting) import("../outbox/outbox.js").then(({ drain }) => drain());

if (worker) {
  addEventListener("load", () => atRest(leavesNothing() ? forget : arrive));
  addEventListener("ended", ({ target }) => keepHeard(target), true);
  addEventListener("pagehide", () => {
    for (const audio of document.querySelectorAll("[data-sitting] audio")) if (isMostlyHeard(audio)) keepHeard(audio);
  });
}

function atRest(then) {
  if (self.requestIdleCallback) requestIdleCallback(then, { timeout: REST_MS });
  else setTimeout(then);
}

// "Leave nothing on this device": the worker empties everything and goes.
async function forget() {
  const registration = await worker?.getRegistration();
  registration?.active?.postMessage({ forget: true });
}

async function arrive() {
  worker.addEventListener("controllerchange", sayHello);
  if (worker.controller) sayHello();
  try {
    await worker.register(address());
  } catch { /* refused, as in some private windows: then all comes from the network */ }
}

function sayHello() {
  const script = new URL(import.meta.url).pathname;
  const sparing = Boolean(navigator.connection?.saveData);
  worker.controller?.postMessage({ here: { script, sparing } });
}

// The one address from which code may come into a worker.
function address() {
  const createScriptURL = (url) => {
    if (url !== "/sw.js") throw new TypeError(url);
    return url;
  };
  const rules = self.trustedTypes?.createPolicy("app", { createScriptURL }) ?? { createScriptURL };
  return rules.createScriptURL("/sw.js");
}

// Kept behind the listener, when nothing plays any more: a player bears no other source midway.
function keepHeard(audio) {
  const place = audio.closest?.("[data-sitting]");
  if (!place || !audio.currentSrc || !navigator.onLine || leavesNothing()) return;
  const { title, total, address: page } = place.dataset;
  const files = [audio.currentSrc, audio.querySelector("track").src].map((url) => url.slice(location.origin.length));
  worker.controller?.postMessage({ keep: { title, minutes: total / 60, page, files } });
}

function isMostlyHeard({ played, duration, ended }) {
  let heard = 0;
  for (let index = 0; index < played.length; index += 1) heard += played.end(index) - played.start(index);
  return !ended && heard > duration / 2;
}
