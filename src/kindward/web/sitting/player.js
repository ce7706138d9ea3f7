// A sitting comes alive: one large button, and words and picture that keep step with the voice.
// Without this file the sound's own controls do everything, and all the words stand on the page.

import { follow } from "../picture/picture.js";
import { recall, remember } from "../shared/memory.js";
import { within } from "../shared/patience.js";
import { adjust } from "./adjust.js";
import { hearing } from "./heard.js";
import { announce, stayAwake, tellPosition } from "./lock.js";
import { dressed, screenOf } from "./screen.js";
import { byCounting, bySound } from "./time.js";
import { telling } from "./told.js";
import { cueAt, linesAt, readTrack } from "./track.js";
import { keepPlace, placeKept } from "./unfinished.js";
import { watch } from "./waiting.js";

const BACK_S = 15;
const LOOK_MS = 200;
const LATER_MS = 1000; // what can wait until the voice is there
const SCRIPT_MS = 5000;

for (const place of document.querySelectorAll("[data-sitting]")) {
  const start = sit(place);
  if (wasBegun()) start();
}

// Whether the tap was made on the page before. It is told once: whoever comes back begins anew.
// A frame on somebody else's page waits for a tap of its own: there the address is not the listener's.
function wasBegun() {
  const here = new URL(location);
  const begun = here.searchParams.get("begin") === "yes" && self === top;
  here.searchParams.delete("begin");
  if (begun) history.replaceState(history.state, "", here);
  return begun;
}

// Gives what starts it. `below` where it came in the place of another one, whose page is still below.
function sit(place, { below = false } = {}) {
  const part = (name) => place.querySelector(`[data-${name}]`);
  const button = (name) => place.querySelector(`[data-action=${name}]`);
  const begin = button("play");
  const status = part("status");
  const words = { begin: begin.textContent, pause: begin.dataset.pause, goOn: begin.dataset.goOn };
  const gone = new AbortController(); // when another sitting takes the place
  const until = { signal: gone.signal };
  const told = telling(place);
  const screen = screenOf(place, { below, until, left: leave, hidden });
  const from = placeKept(place);
  let track = readTrack(place);
  let move = follow(place.querySelector("[data-picture]"), track);
  let rate = Number(recall("rate")) || 1;
  let time = null;
  let voice = null; // what speaks with the device's own voice, while it does
  let looking = 0;
  let resting = false; // while a voice is tried
  let begun = false;
  let heard = hearing();
  let before = 0; // seconds that were heard before this sound
  let kept = false; // whether it was heard long enough to be a sitting
  let ground = null; // grounding, fetched while there is a connection

  begin.addEventListener("click", () => (time?.playing ? time.pause() : start()));
  button("back").addEventListener("click", () => jump(Math.max(at() - BACK_S, 0)));
  button("skip").addEventListener("click", () => jump(nextPart()));
  button("close").addEventListener("click", screen.close);
  button("again").addEventListener("click", start);
  for (const link of place.querySelectorAll("[data-instead]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      instead(link);
    });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keep();
    else if (time?.playing && !hears()) stayAwake(true);
  }, until);
  document.addEventListener("kindward:trial", rest, until);
  window.addEventListener("pagehide", () => {
    keep();
    leave();
  }, until);
  begin.hidden = false;
  place.querySelector("audio")?.removeAttribute("controls");
  place.classList.add("alive");
  adjust(place, { now, set, pace }, until);
  if (from) begin.textContent = words.goOn;
  if (below) screen.open(true);
  else addEventListener("load", () => setTimeout(dressed, LATER_MS, place), until);
  return start;

  async function start() {
    resting = false;
    tell("");
    if (!time) await prepare();
    if (!begun) anew();
    let refused = false;
    dressed(place).then(() => requestAnimationFrame(() => refused || screen.open(true))); // the sound goes first
    time.play().catch((refusal) => {
      if (refusal.name === "NotAllowedError") {
        refused = true;
        begun = false;
        screen.close();
      }
      if (refusal.name !== "AbortError") changed();
      if (refusal.name === "NotSupportedError") failed();
    });
  }

  function anew() {
    begun = true;
    kept = false;
    heard = hearing();
    before = 0;
    if (time.at >= track.total - 0.1) jump(0);
    heard.jump(time.at);
    place.classList.remove("ended");
    part("ending").hidden = true;
    told.aloud(!hears());
    if (part("ground")) setTimeout(() => { ground ??= elsewhere(part("ground").href); }, LATER_MS);
  }

  // From here on it is a sitting, and is kept. On a site of files there is nobody to keep anything.
  async function follows() {
    kept = true;
    if (!place.dataset.anew) return;
    const ended = new Promise((over) => place.addEventListener("kindward:over", over, { once: true }));
    const { keepSitting } = await import("../journal/after.js");
    keepSitting(place, heard, ended);
  }

  // Another sitting takes the place of this one, and begins. If it cannot be had, its page is the way.
  async function instead(link) {
    time?.pause();
    leave();
    const found = (link === part("ground") && await ground) || await elsewhere(link.href);
    if (!found) {
      location.assign(link.href);
      return;
    }
    gone.abort();
    time?.leave();
    found.replace(place, found.sitting);
    sit(found.sitting, { below: true })();
    found.sitting.querySelector("[data-action=play]").focus({ preventScroll: true });
  }

  // The sitting of another page, and what puts it in the place of this one: asked for once the voice is there.
  async function elsewhere(address) {
    try {
      const { replace, sittingAt } = await import("./instead.js");
      return { sitting: await sittingAt(address), replace };
    } catch {
      return null;
    }
  }

  // How time is kept follows from how the sitting is followed.
  async function prepare(first = from) {
    const audio = place.querySelector("audio");
    before = heard.seconds;
    const wished = place.dataset.form === "device";
    const speaks = (one) => {
      if (place.dataset.form !== "device") return; // it came late, and another form was chosen since
      voice = device.speaker(one, time, unheard);
      told.aloud(false);
      if (status.textContent === status.dataset.noDeviceVoice) tell("");
    };
    const device = wished && await within(SCRIPT_MS, import("./speech.js")).catch(() => null);
    const found = device && await device.deviceVoice(place.dataset.language, speaks).catch(() => null);
    if (wished && !found) tell(status.dataset.noDeviceVoice);
    time = hears() ? bySound(audio, changed) : byCounting(track.total, changed);
    voice = null;
    time.rate = rate;
    if (first) time.at = first;
    if (hears()) watch(audio, { waits, comes, failed });
    told.aloud(!hears());
    if (found) speaks(found);
    announce(place.dataset, {
      play: start,
      pause: () => time.pause(),
      stop: screen.close,
      seekbackward: () => jump(Math.max(at() - BACK_S, 0)),
      seekforward: () => jump(nextPart()),
      nexttrack: () => jump(nextPart()),
    });
  }

  function unheard() {
    tell(status.dataset.unheard);
    told.aloud(true);
  }

  function waits() {
    if (time.playing && hears()) tell(status.dataset.waiting);
  }

  function comes() {
    if (status.textContent === status.dataset.waiting) tell("");
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
    else {
      comes();
      keep();
    }
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
    if (!place.classList.contains("ended")) told.at(track, time.at, rate);
    tellPosition(track.total, time.at, rate);
    if (begun) heard.look(time.at);
    if (begun && heard.enough && !kept) follows();
    if (time.playing) voice?.follow(cueAt(track, time.at), rate);
    if (looking && !time.playing && !hears()) changed(); // counted to its end
  }

  function jump(to) {
    if (!time) return;
    voice?.stop();
    time.at = to;
    heard.jump(to);
    look();
    move(to, time.playing);
  }

  function nextPart() {
    const here = cueAt(track, at()).section;
    return track.cues.find((cue) => cue.section > here)?.start ?? track.total;
  }

  // The picture stands still, and what one may do now is in the place of what ran.
  function end() {
    const wasHere = place.querySelector(".controls").contains(document.activeElement);
    begun = false;
    tell("");
    place.classList.add("ended");
    part("ending").hidden = false;
    window.scrollTo(0, 0);
    if (wasHere) button("again").focus({ preventScroll: true });
    told.aloud(true);
    told.say(status.dataset.over, status.dataset.thanks);
    if (!kept) return;
    remember("left", null);
    remember("heard", [...new Set([...(recall("heard") ?? []), place.dataset.name])]);
    place.dispatchEvent(new CustomEvent("kindward:over", { bubbles: true }));
  }

  function leave() {
    if (begun) place.dispatchEvent(new Event("kindward:left"));
  }

  function keep() {
    if (begun && kept) keepPlace(place, time.at, track.total);
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
    ground = null;
    put();
    track = readTrack(place);
    move = follow(place.querySelector("[data-picture]"), track);
    heard.jump(anew.at_s);
    await prepare(anew.at_s);
    told.say(track.cues.find((cue) => cue.text)?.text ?? "");
    if (playing) time.play().catch(changed);
    else if (begun) changed();
  }

  function hidden() {
    resting = false;
    time?.pause();
  }

  // One voice at a time: what runs waits while another voice is tried, and then goes on.
  function rest({ detail: tried }) {
    if (!tried && resting) start();
    resting = tried && Boolean(time?.playing);
    if (resting) time.pause();
  }

  function pace(wished) {
    rate = wished;
    remember("rate", wished);
    if (time) time.rate = rate;
  }

  function at() {
    return time?.at ?? from;
  }

  function hears() {
    return ["listen", "cues"].includes(place.dataset.form);
  }

  // A sound that breaks off is waited for. Where none came, the words go on by themselves.
  async function failed() {
    if (!begun || !hears()) return;
    tell(status.dataset.failed);
    if (heard.seconds > before) {
      time.pause();
      return;
    }
    const first = time.at;
    time.leave();
    place.dataset.form = "read";
    await prepare(first);
    time.play();
  }

  function tell(sentence) {
    if (status.textContent !== sentence) status.textContent = sentence;
  }
}
