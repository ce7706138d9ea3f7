// A player grows one large button, and its words keep step with the voice.
// Without this file the sound's own controls do everything.

for (const place of document.querySelectorAll("[data-sitting]")) grow(place);

function grow(place) {
  const audio = place.querySelector("audio");
  const button = place.querySelector("[data-action=play]");
  const status = place.querySelector("[data-status]");
  const captions = audio.textTracks[0];
  const begin = button.textContent;
  const label = (text) => { button.textContent = text; };
  const tell = (text) => { status.textContent = text; };

  button.addEventListener("click", () => (audio.paused ? start() : audio.pause()));
  audio.addEventListener("play", () => {
    captions.mode = "hidden"; // loads the words, which are shown in the page and not by the browser
    label(button.dataset.pause);
    announce(place.dataset.title, audio);
  });
  audio.addEventListener("pause", () => label(button.dataset.goOn));
  audio.addEventListener("ended", () => label(begin));
  audio.addEventListener("waiting", () => tell(status.dataset.waiting));
  audio.addEventListener("playing", () => tell(""));
  audio.querySelector("source:last-of-type").addEventListener("error", failed);
  audio.addEventListener("error", failed);
  captions.addEventListener("cuechange", () => show(place, captions));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") audio.pause();
  });
  button.hidden = false;
  audio.hidden = false;

  function start() {
    audio.play().catch((refusal) => {
      if (refusal.name === "NotAllowedError") label(begin);
    });
  }

  function failed() {
    tell(status.dataset.failed);
    label(begin);
  }
}

// The line that is spoken now, large; and marked in the list of all words.
function show(place, captions) {
  const cue = captions.activeCues[0];
  if (!cue) return;
  place.querySelector("[data-guidance]").textContent = cue.text.replace(/\s+/g, " ");
  for (const line of place.querySelectorAll("[data-start]")) {
    const now = Math.abs(Number(line.dataset.start) - cue.startTime) < 0.01;
    line.classList.toggle("now", now);
  }
}

// What a lock screen shows, and its buttons.
function announce(title, audio) {
  if (!navigator.mediaSession) return;
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: "Kindward" });
  navigator.mediaSession.setActionHandler("seekbackward", () => { audio.currentTime -= 15; });
  navigator.mediaSession.setActionHandler("seekforward", () => { audio.currentTime += 15; });
}
