// Two ways to keep the time of a sitting: by its sound, or by counting where there is none.
// A sound keeps its pitch at any rate. Both have `at` (seconds), `rate`, `playing`, `play()`, `pause()`, and tell `changed` of a change.

const FAR_S = 1;

// A sound that is given up keeps its place here. Firefox gives one up when the last device for sound goes:
// it begins the next source at 0, and then has none.
export function bySound(audio, changed) {
  let last = audio.currentTime;
  const back = () => { if (Math.abs(audio.currentTime - last) > FAR_S) audio.currentTime = last; };
  audio.addEventListener("loadedmetadata", back);
  for (const name of ["play", "pause", "ended", "seeked"]) audio.addEventListener(name, changed);
  return {
    get at() {
      if (audio.readyState) last = audio.currentTime;
      return last;
    },
    set at(seconds) { audio.currentTime = last = seconds; },
    get playing() { return !audio.paused && !audio.ended; },
    set rate(rate) { Object.assign(audio, { preservesPitch: true, defaultPlaybackRate: rate, playbackRate: rate }); },
    play() {
      if (audio.networkState === audio.NETWORK_NO_SOURCE) audio.load(); // there may be one by now
      return audio.play();
    },
    pause: () => audio.pause(),
    leave() {
      audio.pause();
      audio.removeEventListener("loadedmetadata", back);
      for (const name of ["play", "pause", "ended", "seeked"]) audio.removeEventListener(name, changed);
    },
  };
}

export function byCounting(total, changed) {
  let counted = 0;
  let since = null; // when the counting last went on, by the machine's clock
  let going = false;
  let pace = 1;

  const now = () => Math.min(since === null ? counted : counted + ((performance.now() - since) / 1000) * pace, total);
  const set = (at, on) => {
    counted = at;
    since = on ? performance.now() : null;
  };
  const turn = (on) => {
    set(now(), on);
    going = on;
    changed();
  };
  return {
    get at() { return now(); },
    set at(seconds) {
      set(Math.min(Math.max(seconds, 0), total), since !== null);
      changed();
    },
    get playing() { return going && now() < total; },
    set rate(rate) {
      set(now(), since !== null);
      pace = rate;
    },
    // Stands still for a moment without being paused: a voice of the device is not done yet.
    hold: (held) => set(now(), !held),
    play: async () => turn(true),
    pause: () => turn(false),
    leave: () => { set(now(), false); going = false; },
  };
}
