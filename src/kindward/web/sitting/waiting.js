// A sound that stands still: waited for in silence, then with a word, and not for ever.

const PATIENCE_MS = 700; // a jump makes every sound wait for a moment: not worth a word
const LAST_MS = 45_000; // a sound that stands still for so long does not come by itself

export function watch(audio, { waits, comes, failed }) {
  let timers = [];
  const settle = () => timers.forEach(clearTimeout);
  audio.onwaiting = () => {
    settle();
    timers = [setTimeout(waits, PATIENCE_MS), setTimeout(() => !audio.paused && failed(), LAST_MS)];
  };
  audio.onplaying = () => {
    settle();
    comes();
  };
  audio.onerror = failed;
}
