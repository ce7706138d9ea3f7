// "Keep for offline": one button that keeps a sitting, or all of a list; stops; and puts it away.
import { recall } from "../shared/memory.js";
import { able, filesOf, isKept, keep, megabytes, plays, putAway, sizeOf, weaves } from "./kept.js";

for (const place of document.querySelectorAll("[data-keep]")) offer(place);

async function offer(place) {
  const button = place.querySelector("[data-keep-button]");
  const bar = place.querySelector("progress");
  const status = place.querySelector("[role=status]");
  const lines = place.dataset.lines && weaves();
  const told = lines ? place.dataset.lines : place.dataset.keep;
  const one = told && JSON.parse(told);
  let state = "start";
  let stopping;

  place.hidden = false;
  if (recall("keep") === "nothing") return tell("nothing");
  if (!(await able())) return tell("unable");
  if (lines) swap(place);
  tellSizes(place, one);
  await look();
  button.addEventListener("click", () => ({ start, stop: () => stopping.abort(), away })[state]());
  for (const name of ["online", "offline"]) addEventListener(name, look);
  document.addEventListener("kept", look);
  return undefined;

  // What there is in truth: somebody or something may have emptied it.
  async function look() {
    if (state === "stop") return;
    const kept = Boolean(one) && await isKept(one);
    if (kept) tell("kept");
    else if (!navigator.onLine) tell("waits");
    show(kept ? "away" : "start");
    button.hidden = !kept && !navigator.onLine;
  }

  async function start() {
    stopping = new AbortController();
    show("stop");
    tell("keeping");
    try {
      const sittings = one ? [one] : await listed(place, stopping.signal);
      bar.max = sittings.reduce((sum, sitting) => sum + sizeOf(sitting), 0);
      bar.value = 0;
      for (const sitting of sittings) {
        await keep(sitting, (bytes) => { bar.value += bytes; }, stopping.signal);
        changed();
      }
      navigator.storage?.persist?.().catch(() => {}); // asked for, and a refusal changes nothing
      tell("kept");
    } catch (fault) {
      if (stopping.signal.aborted) tell("stopped");
      else tell(fault.name === "QuotaExceededError" ? "full" : "failed");
    }
    show("start");
    changed();
  }

  async function away() {
    await putAway(filesOf(one).map(({ url }) => url));
    tell("");
    changed();
  }

  function show(now) {
    state = now;
    button.textContent = place.dataset[now];
    button.hidden = false;
    bar.hidden = now !== "stop";
  }

  function tell(name) {
    status.textContent = place.dataset[name] ?? "";
  }
}

const changed = () => document.dispatchEvent(new Event("kept"));

// The sizes that were said are those of the form that most browsers play.
function tellSizes(place, one) {
  const size = place.querySelector("p:not([hidden]) > [data-megabytes]");
  if (one && size) size.textContent = megabytes(sizeOf(one));
  for (const choice of place.querySelectorAll("[data-sizes]")) {
    const sizes = JSON.parse(choice.dataset.sizes);
    if ("any" in choice.dataset && !weaves()) {
      choice.parentElement.remove();
      place.querySelector("[data-sizes]").checked = true;
    }
    const played = sizes.find(([mediaType]) => plays(mediaType)) ?? sizes[0];
    choice.parentElement.querySelector("[data-megabytes]").textContent = played[1];
  }
}

// What is kept is the lines, for any length.
function swap(place) {
  place.querySelector("[data-one]").hidden = true;
  place.querySelector("[data-any]").hidden = false;
}

async function listed(place, signal) {
  const answer = await fetch(place.querySelector(":checked").dataset.list, { signal });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}
