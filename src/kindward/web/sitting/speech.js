// The device's own voice, line by line. It keeps its own time, so each line sets the clock right:
// while a line is still being said the clock waits, and what was lost is taken from the quiet
// that follows, never more than half of it.

const HALF = 0.5;
const CALM = 0.85; // most voices of devices hurry

export async function deviceVoice(language) {
  const speech = window.speechSynthesis;
  if (!speech) return null;
  const voice = choose(await voices(speech), language);
  return voice ? { say: (text, rate, done) => say(speech, voice, text, rate, done), stop: () => speech.cancel() } : null;
}

// Speaks along with a counting clock: call it often, with the cue of the moment.
export function speaker(voice, time) {
  let said = null; // the line that was begun last
  let speaking = false;
  let waited = 0;

  return {
    follow(cue, rate) {
      if (cue.kind === "line" && cue !== said && !speaking) {
        said = cue;
        speaking = true;
        waited = 0;
        voice.say(cue.text, rate * CALM, () => { speaking = false; goOn(rate); });
      } else if (speaking && cue !== said) {
        if (!waited) waited = performance.now();
        time.hold(true);
      }
    },
    stop() {
      said = null;
      speaking = false;
      voice.stop();
    },
  };

  function goOn(rate) {
    if (!waited) return;
    const lost = ((performance.now() - waited) / 1000) * rate;
    time.hold(false);
    time.at += Math.min(lost, said.quiet * HALF);
    waited = 0;
  }
}

function say(speech, voice, text, rate, done) {
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = rate;
  words.onend = done;
  words.onerror = done;
  speech.speak(words);
}

// Browsers tell their voices late; a second is enough for all that we know.
function voices(speech) {
  const here = speech.getVoices();
  if (here.length) return here;
  return new Promise((tell) => {
    const told = () => tell(speech.getVoices());
    speech.addEventListener("voiceschanged", told, { once: true });
    setTimeout(told, 1000);
  });
}

// Only voices that speak on the device itself: others send the words to somebody's server.
function choose(voices, language) {
  const fitting = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}
