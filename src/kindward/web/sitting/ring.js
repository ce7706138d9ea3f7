// A ring that swells and settles with the paced breaths of a sitting, for whoever likes a pace.
// It is decoration: the words say what it does, and it rests when the sound does.

for (const ring of document.querySelectorAll("[data-breaths]")) follow(ring);

function follow(ring) {
  const audio = ring.closest("[data-sitting]").querySelector("audio");
  const word = ring.querySelector("span");
  const breaths = ring.dataset.breaths.split(",").map((told) => {
    const [start, way, length] = told.split(" ");
    return { way, start: Number(start), end: Number(start) + Number(length) };
  });
  let now;

  for (const name of ["timeupdate", "pause", "seeked", "ended"]) audio.addEventListener(name, move);

  function move() {
    const at = audio.currentTime;
    const next = audio.paused ? undefined : breaths.find((b) => b.start <= at && at < b.end);
    if (next === now) return;
    now = next;
    ring.dataset.way = now ? now.way : "";
    ring.style.setProperty("--seconds", `${now ? (now.end - at).toFixed(2) : 1}s`);
    word.textContent = now ? ring.dataset[now.way] : "";
  }
}
