// A sitting is kept in the record, for whoever has come in to their own pages; and one tap says how
// it was. It is loaded once a sitting was heard for a while, and does nothing where nothing is kept.

import { here, keep, sendPlain, state } from "../outbox/outbox.js";

let asked; // once for each page
let offered = new URLSearchParams(location.search).get("sitting"); // a form has begun it; the first is it

export async function keepSitting(place, heard, ended) {
  const prefix = place.dataset.anew.split("/practices/")[0];
  asked ??= state(prefix);
  const { kept, words, style } = await asked;
  if (!kept) return;
  let sitting = {
    entry: "sitting",
    id: idOf(place),
    at: here(new Date()),
    practice: place.dataset.name,
    seconds: Math.round(place.dataset.total),
    language: place.dataset.language,
    voice: voiceOf(place.querySelector("source")),
    form: place.dataset.form,
  };
  let sent = null;
  sent = change({});
  place.addEventListener("kindward:left", left);
  ended.then(over); // it may have been, before it was known whether anything is kept

  function left() {
    if (sitting.outcome) return;
    sent = change({ outcome: "left", heard_s: Math.min(Math.round(heard.seconds), sitting.seconds) });
    sendPlain(sitting).catch(() => {}); // the page may be going
  }

  function over() {
    place.removeEventListener("kindward:left", left);
    sent = change({ outcome: "finished", heard_s: sitting.seconds });
    if (words) ask(place, words, style, sitting.id, (felt) => change({ felt }));
  }

  // Each time the whole of it: whatever was lost on the way comes with the next.
  async function change(more) {
    sitting = { ...sitting, ...more };
    const told = sitting;
    await sent?.catch(() => {});
    return keep(told);
  }
}

function idOf(place) {
  const id = location.pathname.endsWith(`/practices/${place.dataset.name}`) && offered;
  offered = null;
  return id || crypto.randomUUID();
}

function voiceOf(source) {
  return source ? new URL(source.src).pathname.split("/")[3] : "silent";
}

function ask(place, words, style, id, keep) {
  const look = document.createElement("link");
  Object.assign(look, { rel: "stylesheet", href: style });
  document.head.append(look);
  const group = document.createElement("div");
  const told = document.createElement("p");
  group.className = "felt";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.asked);
  told.textContent = words.asked;
  group.append(told);
  for (const felt of ["steadier", "same", "stirred"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[felt];
    button.addEventListener("click", () => {
      told.textContent = "";
      for (const other of group.querySelectorAll("button")) other.remove();
      told.setAttribute("role", "status");
      keep(felt).then((how) => thank(group, told, words, felt, id, how), () => { told.textContent = words.failed; });
    });
    group.append(button);
  }
  place.querySelector(".helm").before(group);
}

function thank(group, told, words, felt, id, how) {
  const say = (first) => { told.textContent = felt === "stirred" ? `${first} ${words.gently}` : first; };
  const [more, name] = words.more;
  say(words[how] ?? words.failed);
  for (const [address, called] of felt === "stirred" ? words.ways : [[how === "kept" ? more + id : words.checkIn, name]]) {
    const way = document.createElement("a");
    Object.assign(way, { href: address, textContent: called });
    group.append(way);
  }
  if (how !== "waits") return;
  document.addEventListener("kindward:outbox", ({ detail }) => detail.includes(id) || say(words.kept));
}
