// Some minutes of quiet: a line that grows short, a number for whoever wants it, and an end that is
// soft. It needs no sound; a bell rings only where it was asked for.

import { stayAwake } from "../sitting/lock.js";

const TICKS_MS = 500;
const MINUTE_MS = 60_000;
const BELL_HZ = 392;
const BELL_S = 5;

for (const form of document.querySelectorAll("[data-timer]")) time(form);

function time(form) {
  const button = form.querySelector("button");
  const left = form.querySelector("[data-left]");
  const line = form.querySelector(".line span");
  const status = form.querySelector("[role=status]");
  const begin = button.textContent;
  let ticking = null;
  let bell = null;
  for (const part of form.querySelectorAll("[hidden]")) part.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (ticking) return stop();
    const lasts = Number(form.elements.minutes.value) * MINUTE_MS;
    const ends = Date.now() + lasts;
    bell = form.elements.bell.checked ? new AudioContext() : null; // heard only after a tap
    button.textContent = form.dataset.stop;
    status.textContent = "";
    form.classList.add("running");
    stayAwake(true);
    ticking = setInterval(() => tick(ends, lasts), TICKS_MS);
    tick(ends, lasts);
  });

  function tick(ends, lasts) {
    const rest = Math.max(ends - Date.now(), 0);
    const seconds = Math.ceil(rest / 1000);
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    line.style.setProperty("--left", rest / lasts);
    if (rest) return;
    stop();
    status.textContent = form.dataset.over;
    if (bell) ring(bell);
  }

  function stop() {
    clearInterval(ticking);
    ticking = null;
    stayAwake(false);
    form.classList.remove("running");
    left.textContent = "";
    line.style.removeProperty("--left");
    button.textContent = begin;
  }
}

// One tone that fades, low and soft.
function ring(sound) {
  const tone = new OscillatorNode(sound, { frequency: BELL_HZ });
  const loud = new GainNode(sound, { gain: 0.2 });
  loud.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + BELL_S);
  tone.connect(loud).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + BELL_S);
}
