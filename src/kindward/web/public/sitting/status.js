// The line that tells how it goes with the sound; its sentences stand on it, each under a name.

export function statusOf(place) {
  const line = place.querySelector("[data-status]");
  return {
    tell: (name) => say(line.dataset[name]),
    // No more of this, if nothing else was told since.
    take: (name) => { if (line.textContent === line.dataset[name]) say(""); },
    clear: () => say(""),
  };

  function say(sentence) {
    if (line.textContent !== sentence) line.textContent = sentence;
  }
}
