// The list follows the wishes at once, and the doors know what this browser remembers. Without
// this file the form asks the server, and what is not known does not show.

import { recall } from "../shared/memory.js";

const PATIENCE_MS = 2500; // the doors lead somewhere good meanwhile
const PASSED_ON = ["breath", "touch", "imagery"];
const cards = [...document.querySelectorAll("[data-cards] > li")];
let search; // comes with the first word that is typed

doors();
unfinished();
wish(document.querySelector("[data-wish]"));

// Where one's own pages lie open, what is kept there answers at both doors, with its reason.
async function doors() {
  const place = document.querySelector("[data-guided]");
  if (!place || !recall("own")?.letters || !(await isOpen())) return remembered();
  const offer = place.children[0].href.replace("something-new", "journal/offer?mode=");
  lead("new", `${offer}new`);
  lead("favourite", `${offer}favourite`, place.dataset.guided);
}

async function isOpen() {
  try {
    return (await (await fetch("/journal/state", { signal: AbortSignal.timeout(PATIENCE_MS) })).json()).open;
  } catch {
    return false;
  }
}

function remembered() {
  const heard = [...(recall("heard") ?? []), document.querySelector("[data-sitting]").dataset.name];
  const usual = cards.filter((card) => !("apart" in card.dataset));
  const fresh = usual.filter((card) => !heard.includes(card.dataset.name));
  const offered = fresh.length ? fresh : usual;
  to("new", offered[Math.floor(Math.random() * offered.length)]);
  const favourites = recall("favourites") ?? [];
  to("favourite", cards.find((card) => card.dataset.name === favourites.at(-1)));
}

function to(name, card) {
  const link = card?.querySelector("a");
  if (link) lead(name, link.href, link.textContent);
}

function lead(name, address, words) {
  const door = document.querySelector(`[data-door=${name}]`);
  door.href = address;
  if (words) door.querySelector("span").textContent = words;
}

function unfinished() {
  const left = recall("left");
  if (!left) return;
  const link = document.querySelector("[data-left-off]");
  link.href = `${left.address}#go-on`;
  link.querySelector("span").textContent = left.title;
}

function wish(form) {
  form.hidden = false;
  form.querySelector("[type=submit]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => follow(form));
}

async function follow(form) {
  const wished = new FormData(form);
  const suits = ["walking", "wary"].filter((name) => wished.has(name));
  const suiting = cards.filter((card) => suits.every((name) => card.dataset.suits.split(" ").includes(name)));
  const words = wished.get("q").trim();
  const { found, person } = words ? await sought(form, words, suiting) : { found: suiting };
  const none = form.querySelector("[data-none]");
  none.textContent = found.length ? "" : none.dataset.told;
  for (const card of cards) {
    const isUsual = !("apart" in card.dataset);
    card.hidden = !(found.length ? found.includes(card) && (isUsual || words || suits.length) : isUsual);
    pass(card.querySelector("a"), wished);
  }
  form.querySelector("[data-wary]").hidden = !wished.has("wary");
  form.querySelector("[data-person]").hidden = !person;
}

// Nothing that is typed leaves this page: the words that people have for feelings come to it.
async function sought(form, words, among) {
  search ??= Promise.all([
    import("./search.js"),
    fetch(form.dataset.address).then((answer) => answer.json()).catch(() => []),
  ]);
  const [{ find }, feelings] = await search;
  return find(words, among, feelings);
}

// Length and what is left out go along to the page of a practice.
function pass(link, wished) {
  const url = new URL(link.href);
  url.searchParams.delete("minutes");
  if (wished.get("length")) url.searchParams.set("minutes", wished.get("length"));
  for (const name of PASSED_ON) {
    if (wished.has(name)) url.searchParams.set(name, wished.get(name));
    else url.searchParams.delete(name);
  }
  link.href = url;
}
