// What can be changed about a sitting, while it runs as well: the plan is set anew from here.

import { recall, remember } from "../shared/memory.js";

const ANSWER_MS = 10_000; // what does not answer by then goes on as it was
const USUAL = { voice: "", form: "listen", touch: "yes", breath: "yes", imagery: "yes", bell: "no", pace: "no" };
const SETTLE_MS = 500; // arrow keys walk through a list one by one

export function adjust(place, sitting, here) {
  const form = place.parentElement.querySelector("[data-adjust]");
  if (!form) return;
  const status = place.querySelector("[data-status]");
  let settling = 0;

  for (const hidden of form.querySelectorAll("[data-scripted]")) hidden.hidden = false;
  form.querySelector("[data-device-voice]").hidden = !window.speechSynthesis;
  form.querySelector("[type=submit]").hidden = true;
  const rate = form.querySelector("[data-rate]");
  const size = form.querySelector("[data-size]");
  rate.value = String(recall("rate") ?? 1);
  size.value = recall("size") ?? "";

  const asked = new URL(place.dataset.asked ?? location).searchParams;
  if (standsIn(place, asked)) stand(asked);
  form.addEventListener("submit", (event) => event.preventDefault(), here);
  form.addEventListener("change", ({ target }) => {
    if (target === rate) sitting.pace(Number(rate.value));
    else if (target === size) resize();
    else {
      clearTimeout(settling);
      settling = setTimeout(ask, SETTLE_MS);
    }
  }, here);

  function resize() {
    remember("size", size.value || null);
    document.documentElement.dataset.size = size.value;
  }

  // Without a network a page stands in for others of its practice: it becomes what was asked for.
  function stand(asked) {
    for (const [name, value] of asked) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = field.value === value;
      else if (field) field.value = value;
    }
    become().catch(() => {}); // it says itself what it is
  }

  async function ask() {
    try {
      const left = await become();
      status.textContent = status.dataset.set.replace("{minutes}", Math.max(1, Math.round(left / rate.value)));
    } catch {
      status.textContent = status.dataset.notSet;
    }
  }

  // Gives the minutes that are left.
  async function become() {
    const wished = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    for (const [name, value] of Object.entries(sitting.now())) wished.set(name, Number(value).toFixed(2));
    const answer = await fetch(`${place.dataset.anew}?${wished}`, { signal: AbortSignal.timeout(ANSWER_MS) });
    if (!answer.ok) throw new Error(answer.status);
    const anew = await answer.json();
    await sitting.set(anew, () => put(place, anew));
    return anew.left_minutes;
  }
}

// Whether this is another sitting than its address asks for.
function standsIn(place, asked) {
  const here = new URL(place.dataset.address, location).searchParams;
  const differs = (name, usual) => asked.get(name) && asked.get(name) !== (here.get(name) ?? usual);
  const minutes = (from) => Number(from.get("minutes"));
  return (minutes(asked) && minutes(asked) !== minutes(here))
    || Object.entries(USUAL).some(([name, usual]) => differs(name, usual));
}

// The new sitting takes the place of the old one on the page.
function put(place, anew) {
  Object.assign(place.dataset, { form: anew.form, total: anew.total_s, clock: anew.clock, address: anew.page });
  place.querySelector("[data-told]").textContent = anew.told;
  for (const name of ["ground", "longer"]) lead(place.querySelector(`[data-${name}]`), anew[name]);
  place.querySelector("[data-words]").replaceChildren(...anew.words.map(item));
  const audio = place.querySelector("audio") ?? place.querySelector(".controls").appendChild(document.createElement("audio"));
  audio.preload = "none";
  const sounds = anew.sources.map((sound) => element("source", { src: sound.url, type: sound.media_type }));
  const captions = element("track", { kind: "captions", srclang: anew.language, src: anew.captions });
  audio.replaceChildren(...sounds, captions);
  audio.load();
}

function lead(link, address) {
  if (!link) return;
  link.href = address;
  link.hidden = !address;
}

function item(words) {
  const line = element("li", {});
  line.dataset.line = words.line;
  const clock = element("span", { className: "clock", textContent: words.clock });
  line.append(clock, " ", element("span", { textContent: words.text }));
  return line;
}

function element(name, given) {
  return Object.assign(document.createElement(name), given);
}
