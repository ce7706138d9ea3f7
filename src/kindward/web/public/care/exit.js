// Leaving at once: the page goes blank, its sound stops, and another site takes its place.
// Without this file the link still leads there. Shift three times does the same (a known pattern;
// not Escape, which would stop the new page from loading). Whoever then presses Back is led away
// again: here for a page that the browser kept alive, in early.js for one that it loads anew.

const link = document.querySelector("[data-exit]");
const WITHIN_MS = 5000;
let presses = [];

link?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
  if (link && presses.length === 3) leave();
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted && sessionStorage.getItem("kindward.gone")) leave();
});

function leave() {
  if (document.querySelector("link[rel=manifest]")) {
    fetch("/lock", { method: "POST", keepalive: true }).catch(() => {}); // closes what is one's own
    new BroadcastChannel("kindward-own").postMessage("closed"); // in every tab
  }
  for (const audio of document.querySelectorAll("audio")) audio.pause();
  window.speechSynthesis?.cancel();
  document.title = " ";
  document.body.replaceChildren();
  try {
    sessionStorage.setItem("kindward.gone", "true");
  } catch { /* storage is refused: then Back leads back */ }
  location.replace(link.href);
}
