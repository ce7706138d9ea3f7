// One sitting on its page: its time, its voice, its words and its picture keep step, from the first tap to
// its end. What runs here is told to it: by its buttons, its sound, the lock screen, and `adjust`.

import { follow } from "../picture/picture.js";
import { recall, remember } from "../shared/memory.js";
import { within } from "../shared/patience.js";
import { adjust } from "./adjust.js";
import { elsewhere, instead } from "./elsewhere.js";
import { endingOf } from "./ending.js";
import { hearing } from "./heard.js";
import { listen } from "./listening.js";
import { announce, stayAwake, tellPosition } from "./lock.js";
import { dressed, screenOf } from "./screen.js";
import { statusOf } from "./status.js";
import { byCounting, bySound } from "./time.js";
import { telling } from "./told.js";
import { cueAt, linesAt, readTrack } from "./track.js";
import { keepPlace, placeKept } from "./unfinished.js";
import { watch } from "./waiting.js";

const BACK_S = 15;
const LOOK_MS = 200;
const LATER_MS = 1000; // what can wait until the voice is there
const SCRIPT_MS = 5000;
const OVER_S = 0.1;

export class Sitting {
  time = null; // what keeps it, from the first start on
  voice = null; // what speaks with the device's own voice, while it does
  looking = 0;
  resting = false; // while a voice is tried
  begun = false;
  heard = hearing();
  before = 0; // seconds that were heard before this sound
  kept = false; // whether it was heard long enough to be a sitting
  ground = null; // grounding, fetched while there is a connection
  gone = new AbortController(); // when another sitting takes the place

  // `below` where it came in the place of another one, whose page is still below.
  constructor(place, { below = false } = {}) {
    const until = { signal: this.gone.signal };
    this.place = place;
    this.begin = this.button("play");
    this.status = statusOf(place);
    this.ending = endingOf(place);
    this.words = { begin: this.begin.textContent, pause: this.begin.dataset.pause, goOn: this.begin.dataset.goOn };
    this.told = telling(place);
    this.screen = screenOf(place, { below, until, left: () => this.leave(), hidden: () => this.hidden() });
    this.from = placeKept(place);
    this.rate = Number(recall("rate")) || 1;
    this.read();
    listen(this, until);
    this.begin.hidden = false;
    place.querySelector("audio")?.removeAttribute("controls");
    place.classList.add("alive");
    adjust(place, this, until);
    if (this.from) this.begin.textContent = this.words.goOn;
    if (below) this.screen.open(true);
    else addEventListener("load", () => setTimeout(dressed, LATER_MS, place), until);
  }

  part(name) {
    return this.place.querySelector(`[data-${name}]`);
  }

  button(name) {
    return this.place.querySelector(`[data-action=${name}]`);
  }

  // What it follows: words and picture, as they stand on the page.
  read() {
    this.track = readTrack(this.place);
    this.move = follow(this.part("picture"), this.track);
  }

  async start() {
    this.resting = false;
    this.status.clear();
    if (!this.time) await this.prepare(this.from);
    if (!this.begun) this.anew();
    let refused = false;
    dressed(this.place).then(() => requestAnimationFrame(() => refused || this.screen.open(true))); // the sound goes first
    this.time.play().catch((refusal) => {
      if (refusal.name === "NotAllowedError") {
        refused = true;
        this.begun = false;
        this.screen.close();
      }
      if (refusal.name !== "AbortError") this.changed();
      if (refusal.name === "NotSupportedError") this.failed();
    });
  }

  anew() {
    this.begun = true;
    this.kept = false;
    this.heard = hearing();
    this.before = 0;
    if (this.isOver()) this.jump(0);
    this.heard.jump(this.time.at);
    this.ending.hide();
    this.told.aloud(!this.hears());
    if (this.part("ground")) setTimeout(() => { this.ground ??= elsewhere(this.part("ground").href); }, LATER_MS);
  }

  // How time is kept follows from how the sitting is followed.
  async prepare(first) {
    const { place } = this;
    const audio = place.querySelector("audio");
    this.before = this.heard.seconds;
    const wished = place.dataset.form === "device";
    const device = wished && await within(SCRIPT_MS, import("./speech.js")).catch(() => null);
    const speaks = (one) => this.speaks(device.speaker(one, this.time, () => this.unheard()));
    const found = device && await device.deviceVoice(place.dataset.language, speaks).catch(() => null);
    if (wished && !found) this.status.tell("noDeviceVoice");
    const changed = () => this.changed();
    this.time = this.hears() ? bySound(audio, changed) : byCounting(this.track.total, changed);
    this.voice = null;
    this.time.rate = this.rate;
    if (first) this.time.at = first;
    if (this.hears()) watch(audio, this);
    this.told.aloud(!this.hears());
    if (found) speaks(found);
    announce(place.dataset, this);
  }

  speaks(voice) {
    if (this.place.dataset.form !== "device") return; // it came late, and another form was chosen since
    this.voice = voice;
    this.told.aloud(false);
    this.status.take("noDeviceVoice");
  }

  changed() {
    const { playing } = this.time;
    const over = this.isOver();
    this.begin.textContent = playing ? this.words.pause : this.begun && !over ? this.words.goOn : this.words.begin;
    if (!this.hears()) stayAwake(playing);
    if (!playing) this.voice?.stop();
    clearInterval(this.looking);
    this.looking = playing ? setInterval(() => this.look(), LOOK_MS) : 0;
    if (playing) this.nextFrame();
    else {
      this.comes();
      this.keep();
    }
    this.look();
    this.move(this.time.at, playing);
    if (over && this.begun) this.end();
  }

  nextFrame() {
    requestAnimationFrame(() => {
      if (!this.time?.playing) return;
      this.move(this.time.at, true);
      this.nextFrame();
    });
  }

  look() {
    const { time, track, rate } = this;
    if (!this.place.classList.contains("ended")) this.told.at(track, time.at, rate);
    tellPosition(track.total, time.at, rate);
    if (this.begun) this.heard.look(time.at);
    if (this.begun && this.heard.enough && !this.kept) this.follows();
    if (time.playing) this.voice?.follow(cueAt(track, time.at), rate);
    if (this.looking && !time.playing && !this.hears()) this.changed(); // counted to its end
  }

  back() {
    this.jump(Math.max(this.at() - BACK_S, 0));
  }

  skip() {
    const here = cueAt(this.track, this.at()).section;
    this.jump(this.track.cues.find((cue) => cue.section > here)?.start ?? this.track.total);
  }

  jump(to) {
    if (!this.time) return;
    this.voice?.stop();
    this.time.at = to;
    this.heard.jump(to);
    this.look();
    this.move(to, this.time.playing);
  }

  // From here on it is a sitting, and is kept. On a site of files there is nobody to keep anything.
  async follows() {
    this.kept = true;
    if (!this.place.dataset.anew) return;
    const ended = new Promise((over) => this.place.addEventListener("kindward:over", over, { once: true }));
    const { keepSitting } = await import("../journal/after.js");
    keepSitting(this.place, this.heard, ended);
  }

  hidden() {
    this.resting = false;
    this.time?.pause();
  }

  // One voice at a time: what runs waits while another voice is tried, and then goes on.
  rest(tried) {
    if (!tried && this.resting) this.start();
    this.resting = tried && Boolean(this.time?.playing);
    if (this.resting) this.time.pause();
  }

  // What `adjust` needs: where we are, and how to go on with a sitting that was set anew.
  now() {
    const { now: line } = linesAt(this.track, this.at());
    return { line: line.line, nth: line.nth, into: Math.max(this.at() - line.start, 0), heard: this.at() };
  }

  async set(anew, put) {
    const playing = this.time?.playing;
    this.time?.leave();
    this.voice?.stop();
    this.ground = null;
    put();
    this.read();
    this.heard.jump(anew.at_s);
    await this.prepare(anew.at_s);
    this.told.say(this.track.cues.find((cue) => cue.text)?.text ?? "");
    if (playing) this.time.play().catch(() => this.changed());
    else if (this.begun) this.changed();
  }

  pace(wished) {
    this.rate = wished;
    remember("rate", wished);
    if (this.time) this.time.rate = wished;
  }

  instead(link) {
    return instead(this, link, (place) => new Sitting(place, { below: true }));
  }

  end() {
    this.begun = false;
    this.status.clear();
    this.ending.show();
    this.told.aloud(true);
    this.told.over();
    if (this.kept) this.ending.keep();
  }

  leave() {
    if (this.begun) this.place.dispatchEvent(new Event("kindward:left"));
  }

  keep() {
    if (this.begun && this.kept) keepPlace(this.place, this.time.at, this.track.total);
  }

  waits() {
    if (this.time.playing && this.hears()) this.status.tell("waiting");
  }

  comes() {
    this.status.take("waiting");
  }

  unheard() {
    this.status.tell("unheard");
    this.told.aloud(true);
  }

  // A sound that breaks off is waited for. Where none came, the words go on by themselves.
  async failed() {
    if (!this.begun || !this.hears()) return;
    this.status.tell("failed");
    if (this.heard.seconds > this.before) {
      this.time.pause();
      return;
    }
    const first = this.time.at;
    this.time.leave();
    this.place.dataset.form = "read";
    await this.prepare(first);
    this.time.play();
  }

  at() {
    return this.time?.at ?? this.from;
  }

  isOver() {
    return this.time.at >= this.track.total - OVER_S;
  }

  hears() {
    return ["listen", "cues"].includes(this.place.dataset.form);
  }
}
