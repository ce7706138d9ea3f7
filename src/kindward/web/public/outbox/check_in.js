// How it is, told with or without a network: an evening and a note, each sealed and put aside.

import { recall } from "../shared/memory.js";
import { drain, here, keep, state } from "./outbox.js";

const form = document.querySelector("[data-check-in]");
const fields = form.querySelector("fieldset");
const answer = form.querySelector(".answer");
const names = [...form.querySelectorAll("[data-slider] input")].map(({ id }) => id); // the name of one that is answered
const root = document.documentElement;
let waiting = [];
let busy = false;
let tried = {}; // what failed keeps its ids, so that another try is no second entry

// Without a place to keep it nothing is asked: the form is not there, as at the first paint.
if (recall("own")?.letters) begin(true);
state(form.dataset.prefix).then(({ kept }) => begin(kept));

function begin(kept) {
  fields.disabled = !kept;
  if (kept) root.dataset.own = "yes";
  else delete root.dataset.own;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  const said = new FormData(form);
  const same = JSON.stringify([...said]);
  if (tried.same !== same) tried = { same, entries: told(said) };
  const { entries } = tried;
  if (!entries.length) return say("nothing");
  busy = true;
  try {
    const how = [];
    for (const entry of entries) how.push(await keep(entry));
    if (how.includes("refused")) throw new Error("refused");
    waiting = how.includes("waits") ? entries.map(({ id }) => id) : [];
    say(waiting.length ? "waits" : "kept");
    if (waiting.length) drain();
    tried = {};
    form.reset();
    for (const out of form.querySelectorAll("[data-slider] button:not([hidden])")) out.click();
  } catch {
    say("failed");
  }
  busy = false;
});

document.addEventListener("kindward:outbox", ({ detail }) => {
  if (!waiting.length || waiting.some((id) => detail.includes(id))) return;
  waiting = [];
  say("kept");
});

function told(said) {
  const now = new Date();
  const text = said.get("text").trim();
  const did = said.get("did");
  const sliders = names.filter((name) => said.has(name));
  const feeling = Object.fromEntries(sliders.map((name) => [name, Number(said.get(name))]));
  const common = (entry) => ({ entry, id: crypto.randomUUID(), at: here(now) });
  const day = new Date(now - form.dataset.nightMs - now.getTimezoneOffset() * 60_000); // by the offset of now, as the server reads it
  const evening = { ...common("evening"), of: day.toISOString().slice(0, 10) };
  return [
    (did || sliders.length) && { ...evening, ...(did && { did }), ...(sliders.length && { feeling }) },
    text && { ...common("note"), text },
  ].filter(Boolean);
}

function say(which) {
  answer.textContent = answer.dataset[which];
}
