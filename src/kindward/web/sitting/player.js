// A sitting comes alive: one large button, and words and picture that keep step with the voice.
// Without this file the sound's own controls do everything, and all the words stand on the page.

import { follow } from "../picture/picture.js";
import { recall, remember } from "../shared/memory.js";
import { within } from "../shared/patience.js";
import { adjust } from "./adjust.js";
import { announce, stayAwake, tellPosition } from "./lock.js";
import { byCounting, bySound } from "./time.js";
import { cueAt, linesAt, readTrack } from "./track.js";

const BACK_S = 15;
const LOOK_MS = 200;
const LATER_MS = 1000; // what can wait until the voice is there
const LAST_MS = 45_000; // a sound that stands still for so long does not come by itself
const SCRIPT_MS = 5000;
const PATIENCE_MS = 700; // a jump makes every sound wait for a moment: not worth a word
const root = document.documentElement;

for (const place of document.querySelectorAll("[data-sitting]")) sit(place);

function sit(place) {
  const part = (name) => place.querySelector(`[data-${name}]`);
  const button = (name) => place.querySelector(`[data-action=${name}]`);
  const begin = button("play");
  const status = part("status");
  const words = { begin: begin.textContent, pause: begin.dataset.pause, goOn: begin.dataset.goOn };
  let track = readTrack(place);
  let move = follow(place.querySelector("[data-picture]"), track);
  let rate = Number(recall("rate")) || 1;
  let time = null;
  let voice = null; // what speaks with the device's own voice, while it does
  let looking = 0;
  let patience = 0;
  let last = 0;
  let shown = null;
  let begun = false;

  begin.addEventListener("click", () => (time?.playing ? time.pause() : start()));
  button("back").addEventListener("click", () => jump(Math.max(at() - BACK_S, 0)));
  button("skip").addEventListener("click", () => jump(nextPart()));
  button("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("practising")) close();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keepPlace();
    else if (time?.playing && !hears()) stayAwake(true);
  });
  window.addEventListener("popstate", () => open(false));
  window.addEventListener("pagehide", () => {
    keepPlace();
    leave();
  });
  place.querySelector("source:last-of-type")?.addEventListener("error", failed);
  for (const hidden of place.querySelectorAll("[data-action=play], [data-left]")) hidden.hidden = false;
  place.querySelector("audio")?.removeAttribute("controls");
  place.classList.add("alive");
  resume();
  adjust(place, { now, set, pace });
  if (location.hash === "#begin") arrive();

  // A tap on the page before asked for it; coming back here begins nothing.
  function arrive() {
    history.replaceState(null, "", location.pathname + location.search);
    start();
  }

  async function start() {
    tell("");
    if (!time) await prepare();
    if (time.at >= track.total - 0.1) time.at = 0;
    if (!begun) setTimeout(follows, LATER_MS, new Promise((over) => place.addEventListener("kindward:over", over, { once: true })));
    begun = true;
    requestAnimationFrame(() => open(true)); // the sound goes first: both at once would be long
    time.play().catch((refusal) => {
      if (refusal.name === "NotAllowedError") begun = false; // a browser that wants its own tap
      if (refusal.name !== "AbortError") changed();
      if (refusal.name === "NotSupportedError") failed();
    });
  }

  // On a site of files there is nobody to keep anything.
  async function follows(ended) {
    if (!place.dataset.anew || !begun) return;
    const { keepSitting } = await import("../journal/after.js");
    keepSitting(place, at, ended);
  }

  // How time is kept follows from how the sitting is followed.
  async function prepare(from = Number(place.dataset.from) || 0) {
    const audio = place.querySelector("audio");
    const wished = place.dataset.form === "device";
    const speaks = (one) => {
      if (place.dataset.form !== "device") return; // it came late, and another form was chosen since
      voice = device.speaker(one, time, unheard);
      part("guidance").setAttribute("aria-live", "off");
      if (status.textContent === status.dataset.noDeviceVoice) tell("");
    };
    const device = wished && await within(SCRIPT_MS, import("./speech.js")).catch(() => null);
    const found = device && await device.deviceVoice(place.dataset.language, speaks).catch(() => null);
    if (wished && !found) tell(status.dataset.noDeviceVoice);
    time = hears() ? bySound(audio, changed) : byCounting(track.total, changed);
    voice = null;
    time.rate = rate;
    if (from) time.at = from;
    if (hears()) watch(audio);
    // Words that no voice says are said by a screen reader, where there is one.
    part("guidance").setAttribute("aria-live", hears() ? "off" : "polite");
    if (found) speaks(found);
    announce(place.dataset.title, {
      play: start,
      pause: () => time.pause(),
      stop: close,
      seekbackward: () => jump(Math.max(at() - BACK_S, 0)),
      seekforward: () => jump(nextPart()),
      nexttrack: () => jump(nextPart()),
    });
  }

  function unheard() {
    tell(status.dataset.unheard);
    part("guidance").setAttribute("aria-live", "polite");
  }

  function watch(audio) {
    audio.onwaiting = () => {
      clearTimeout(patience);
      clearTimeout(last);
      patience = setTimeout(() => time.playing && tell(status.dataset.waiting), PATIENCE_MS);
      last = setTimeout(() => time.playing && failed(), LAST_MS);
    };
    audio.onplaying = () => {
      clearTimeout(patience);
      clearTimeout(last);
      if (status.textContent === status.dataset.waiting) tell("");
    };
    audio.onerror = failed;
  }

  function changed() {
    const playing = time.playing;
    const over = time.at >= track.total - 0.1;
    begin.textContent = playing ? words.pause : begun && !over ? words.goOn : words.begin;
    if (!hears()) stayAwake(playing);
    if (!playing) voice?.stop();
    clearInterval(looking);
    looking = playing ? setInterval(look, LOOK_MS) : 0;
    if (playing) requestAnimationFrame(frame);
    else keepPlace();
    look();
    move(time.at, playing);
    if (over && begun) end();
  }

  function frame() {
    if (!time?.playing) return;
    move(time.at, true);
    requestAnimationFrame(frame);
  }

  function look() {
    const { now: line, next } = linesAt(track, time.at);
    if (line !== shown) show(line, next);
    part("left").style.setProperty("--gone", (time.at / track.total).toFixed(3));
    label();
    if (time.playing) voice?.follow(cueAt(track, time.at), rate);
    if (looking && !time.playing && !hears()) changed(); // counted to its end
  }

  function show(line, next) {
    shown?.item.classList.remove("now");
    shown = line;
    line.item.classList.add("now");
    part("guidance").textContent = line.text;
    part("next").textContent = next?.text ?? "";
  }

  // The time that is left, for those who cannot see its shape; told in minutes, and rarely.
  function label() {
    const minutes = Math.round((track.total - time.at) / 60);
    const { label: some, last } = part("left").dataset;
    const told = minutes < 1 ? last : some.replace("{minutes}", minutes);
    if (part("left").getAttribute("aria-label") !== told) part("left").setAttribute("aria-label", told);
    tellPosition(track.total, time.at, rate);
  }

  function jump(to) {
    if (!time) return;
    voice?.stop();
    time.at = to;
    look();
    move(to, time.playing);
  }

  function nextPart() {
    const here = cueAt(track, at()).section;
    return track.cues.find((cue) => cue.section > here)?.start ?? track.total;
  }

  // The screen of a sitting: everything else steps back, and the Back button brings it forward.
  function open(wanted) {
    if (root.classList.contains("practising") === wanted) return;
    root.classList.toggle("practising", wanted);
    place.classList.toggle("open", wanted);
    for (const name of ["back", "skip", "close"]) button(name).hidden = !wanted;
    if (wanted) {
      history.pushState({ practising: true }, "");
      window.scrollTo(0, 0);
    } else {
      time?.pause();
    }
  }

  function close() {
    leave();
    open(false);
    if (history.state?.practising) history.back();
    begin.focus();
  }

  function end() {
    begun = false;
    tell(status.dataset.over);
    remember("left", null);
    remember("heard", [...new Set([...(recall("heard") ?? []), place.dataset.name])]);
    place.dispatchEvent(new CustomEvent("kindward:over", { bubbles: true }));
  }

  function leave() {
    if (begun) place.dispatchEvent(new Event("kindward:left"));
  }

  function keepPlace() {
    if (!begun || !time || time.at < 5 || time.at > track.total - 10) return;
    remember("left", { title: place.dataset.title, address: address(), at: Math.floor(time.at) });
  }

  function resume() {
    const left = recall("left");
    if (location.hash === "#go-on" && left?.address === address()) {
      place.dataset.from = left.at;
      begin.textContent = words.goOn;
    }
  }

  // Where this sitting has its page, told so that it holds on any other page.
  function address() {
    return new URL(place.dataset.address, location).href;
  }

  // What `adjust` needs: where we are, and how to go on with a sitting that was set anew.
  function now() {
    const { now: line } = linesAt(track, at());
    return { line: line.line, nth: line.nth, into: Math.max(at() - line.start, 0), heard: at() };
  }

  async function set(anew, put) {
    const playing = time?.playing;
    time?.leave();
    voice?.stop();
    put();
    shown = null;
    track = readTrack(place);
    move = follow(place.querySelector("[data-picture]"), track);
    await prepare(anew.at_s);
    if (!begun) part("guidance").textContent = track.cues.find((cue) => cue.text)?.text ?? "";
    if (playing) time.play().catch(changed);
    else if (begun) changed();
  }

  function pace(wished) {
    rate = wished;
    remember("rate", wished);
    if (time) time.rate = rate;
  }

  function at() {
    return time?.at ?? (Number(place.dataset.from) || 0);
  }

  function hears() {
    return ["listen", "cues"].includes(place.dataset.form);
  }

  function failed() {
    if (!begun) return;
    tell(status.dataset.failed);
    time?.pause();
  }

  function tell(sentence) {
    if (status.textContent !== sentence) status.textContent = sentence;
  }
}
