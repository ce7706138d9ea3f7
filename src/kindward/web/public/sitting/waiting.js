// A sound that stands still: asked once more, waited for in silence, then with a word, and not for
// ever. Its clock decides, and not what is told of it: WebKitGTK tells that a sound plays which stands
// still where it began, and that one is waited for which goes on after a jump.

const PATIENCE_MS = 700; // a jump makes every sound wait for a moment: not worth a word
const LAST_MS = 45_000; // a sound that stands still for so long does not come by itself

// `sitting` hears that its sound waits, comes, or has failed.
export function watch(audio, sitting) {
  const [waits, comes, failed] = ["waits", "comes", "failed"].map((name) => () => sitting[name]());
  let timers = [];
  let stood = -1; // where it was looked at last
  let asked = -1; // where it was asked once more

  audio.onwaiting = () => look(waits);
  audio.onplaying = () => {
    comes();
    look(audio.currentTime === asked ? waits : again);
  };
  audio.ontimeupdate = () => { if (audio.currentTime !== stood) comes(); };
  audio.onerror = failed;
  audio.querySelector("source:last-of-type").onerror = failed; // the others have one after them

  function look(then) {
    timers.forEach(clearTimeout);
    stood = audio.currentTime;
    const still = (act) => () => { if (!audio.paused && audio.currentTime === stood) act(); };
    timers = [setTimeout(still(then), PATIENCE_MS), setTimeout(still(failed), LAST_MS)];
  }

  function again() {
    asked = stood;
    audio.pause();
    audio.play().catch(() => {}); // refused, it pauses, and that is told
  }
}
