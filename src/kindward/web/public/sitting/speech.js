// The device's own voice, line by line. It keeps its own time, so each line sets the clock right:
// while a line is still being said the clock waits, and what was lost is taken from the quiet
// that follows, never more than half of it. Nor is it waited for without an end: a voice may throw,
// fail, say nothing, or never tell that it is done. Then the words go on by counting.

const HALF = 0.5;
const CALM = 0.85; // most voices of devices hurry
const LATE_MS = 1000; // browsers tell their voices late; this is enough for all that we know
const SLOW = 3; // how much longer than its line was given a voice may take
const BEGINS_S = 5; // and how much more, to begin
const SIGNS_PER_S = 200; // nobody speaks so fast: what ends sooner was not said
const MISSES = 2; // in a row, and no more is asked of a voice

// The voice of this device for a language, or null; `late` hears of one that comes after that.
export async function deviceVoice(language, late) {
  const speech = window.speechSynthesis;
  const here = speech && find(speech, language);
  if (!speech || here) return here ?? null;
  return new Promise((tell) => {
    const over = setTimeout(() => { hear = late; tell(null); }, LATE_MS);
    let hear = (voice) => { clearTimeout(over); tell(voice); };
    const changed = () => {
      const voice = find(speech, language);
      if (!voice) return;
      speech.removeEventListener("voiceschanged", changed);
      hear(voice);
    };
    speech.addEventListener?.("voiceschanged", changed);
  });
}

// Speaks along with a counting clock: call it often, with the cue of the moment. `missed` hears, once,
// of a line that was not said.
export function speaker(voice, time, missed) {
  let said = null; // the line that was begun last
  let speaking = null; // while it is being said
  let waited = 0;
  let misses = 0;
  let told = false;

  return {
    follow(cue, rate) {
      if (speaking && performance.now() > speaking.until) over(false);
      else if (cue.kind === "line" && cue !== said && !speaking && misses < MISSES) begin(cue, rate);
      else if (speaking && cue !== said) {
        if (!waited) waited = performance.now();
        time.hold(true);
      }
    },
    stop() {
      said = null;
      speaking = null;
      voice.stop();
    },
  };

  function begin(cue, rate) {
    const began = performance.now();
    const line = { rate, until: began + (((cue.end - cue.start) * SLOW) / rate + BEGINS_S) * 1000 };
    const soonest = began + (cue.text.length / SIGNS_PER_S) * 1000;
    said = cue;
    speaking = line;
    waited = 0;
    voice.say(cue.text, rate * CALM, (well) => {
      if (speaking === line) over(well && performance.now() >= soonest);
    });
  }

  function over(well) {
    const { rate } = speaking;
    speaking = null;
    misses = well ? 0 : misses + 1;
    if (!well) voice.stop();
    if (!well && !told) missed();
    told ||= !well;
    goOn(rate);
  }

  function goOn(rate) {
    if (!waited) return;
    const lost = ((performance.now() - waited) / 1000) * rate;
    time.hold(false);
    time.at += Math.min(lost, said.quiet * HALF);
    waited = 0;
  }
}

function find(speech, language) {
  const voice = choose([...(speech.getVoices() ?? [])], language);
  return voice && { say: (text, rate, done) => say(speech, voice, text, rate, done), stop: () => hush(speech) };
}

function say(speech, voice, text, rate, done) {
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = rate;
  words.onend = () => done(true);
  words.onerror = () => done(false);
  try {
    speech.speak(words);
  } catch {
    done(false);
  }
}

function hush(speech) {
  try {
    speech.cancel();
  } catch { /* it is silent, then */ }
}

// Only voices that speak on the device itself: others send the words to somebody's server.
function choose(voices, language) {
  const fitting = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}
