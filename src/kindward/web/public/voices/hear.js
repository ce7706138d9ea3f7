// Ten seconds of a voice, at one tap: they stop by themselves, at the end of a sentence. Without this
// file each voice has the controls of the sound itself.

import { watch } from "../sitting/waiting.js";

const place = document.querySelector("[data-voices]");
const status = place.querySelector("[data-hearing]");
const rate = place.querySelector("[data-rate]");
let tried = null; // the voice that is heard now

for (const row of place.querySelectorAll(".voice")) offer(row.querySelector("audio"), row.querySelector("[data-hear]"));
place.addEventListener("change", ({ target }) => {
  if (target === rate) tried?.keepPace();
  else tried?.stop();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-action], [data-instead]")) tried?.stop(); // now the sitting has the word
});

function offer(audio, button) {
  const words = { hear: button.textContent, stop: button.dataset.stop };
  const trial = { stop, keepPace };

  button.hidden = false;
  audio.removeAttribute("controls");
  audio.addEventListener("pause", stop); // also where it ends: its address says where
  audio.addEventListener("timeupdate", () => {
    if (audio.currentTime >= audio.dataset.until) stop();
  });
  audio.querySelector("source:last-of-type").addEventListener("error", failed);
  watch(audio, { waits: () => tried === trial && tell(place.dataset.waiting), comes: () => tell(""), failed });
  button.addEventListener("click", () => (tried === trial ? stop() : start()));

  function start() {
    tried?.stop();
    tried = trial;
    tell("");
    button.textContent = words.stop;
    document.dispatchEvent(new CustomEvent("kindward:trial", { detail: true }));
    audio.currentTime = 0;
    keepPace();
    audio.play().catch((refusal) => {
      if (refusal.name !== "AbortError") failed();
    });
  }

  function stop() {
    if (tried !== trial) return;
    tried = null;
    audio.pause();
    tell("");
    button.textContent = words.hear;
    document.dispatchEvent(new CustomEvent("kindward:trial", { detail: false }));
  }

  function failed() {
    if (tried !== trial) return;
    stop();
    tell(place.dataset.failed);
  }

  function keepPace() {
    Object.assign(audio, { preservesPitch: true, playbackRate: Number(rate.value) });
  }
}

function tell(sentence) {
  status.textContent = sentence;
}
