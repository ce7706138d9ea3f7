// The list follows the wishes at once, and the doors know what this browser remembers. Without
// this file the form asks the server, and the doors lead somewhere good.

import { recall } from "../shared/memory.js";

const PATIENCE_MS = 2500; // the doors lead somewhere good meanwhile
const PASSED_ON = ["breath", "touch", "imagery"];
const cards = [...document.querySelectorAll("[data-cards] > li")];

doors();
unfinished();
wish(document.querySelector("[data-wish]"));

// Where one's own pages lie open, what is kept there answers at both doors, with its reason.
async function doors() {
  const place = document.querySelector("[data-guided]");
  if (!place || !recall("own")?.letters || !(await isOpen())) return remembered();
  const [fresh, favourite] = place.children;
  const offer = fresh.href.replace("something-new", "journal/offer?mode=");
  fresh.href = `${offer}new`;
  favourite.href = `${offer}favourite`;
  name(favourite, place.dataset.guided);
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
  const fresh = cards.filter((card) => !heard.includes(card.dataset.name));
  const offered = fresh.length ? fresh : cards;
  lead("new", offered[Math.floor(Math.random() * offered.length)]);
  const favourites = recall("favourites") ?? [];
  const favourite = cards.find((card) => card.dataset.name === favourites.at(-1));
  if (favourite) name(lead("favourite", favourite), favourite.querySelector("a").textContent);
}

function name(door, words) {
  door.querySelector("strong").textContent = door.dataset.favourite;
  door.querySelector("span").textContent = words;
}

function unfinished() {
  const left = recall("left");
  if (!left) return;
  const door = document.querySelector("[data-door=left]");
  door.href = `${left.address}#go-on`;
  door.querySelector("span").textContent = left.title;
}

function lead(name, card) {
  const door = document.querySelector(`[data-door=${name}]`);
  const link = card.querySelector("a");
  door.href = link.href;
  door.querySelector("span").textContent = link.textContent;
  return door;
}

function wish(form) {
  form.hidden = false;
  form.querySelector("[type=submit]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => follow(form));
}

function follow(form) {
  const wished = new FormData(form);
  const suits = ["walking", "wary"].filter((name) => wished.has(name));
  const words = plain(wished.get("q")).split(/\s+/).filter(Boolean);
  const fits = (card) => suits.every((name) => card.dataset.suits.split(" ").includes(name))
    && words.every((word) => plain(card.textContent).includes(word));
  const found = cards.filter(fits);
  for (const card of cards) {
    card.hidden = found.length > 0 && !found.includes(card);
    pass(card.querySelector("a"), wished);
  }
  const none = form.querySelector("[data-none]");
  none.textContent = found.length ? "" : none.dataset.told;
  form.querySelector("[data-wary]").hidden = !wished.has("wary");
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

function plain(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}
