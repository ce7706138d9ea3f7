// Leaving at once: the page goes blank, its sound stops, and a neutral page takes its place.
// Without this file the link still leads there. Shift three times does the same (GOV.UK's pattern;
// not Escape, which would stop the new page from loading).

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
  if (presses.length === 3) leave();
});

// Whoever comes back by the Back button finds a page that begins quietly.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.dataset.left) location.reload();
});

function leave() {
  document.documentElement.dataset.left = "yes";
  for (const audio of document.querySelectorAll("audio")) audio.pause();
  window.speechSynthesis?.cancel();
  document.title = " ";
  document.body.replaceChildren();
  location.replace(link.href);
}
