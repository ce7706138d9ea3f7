// A practice is starred in the record while that lies open, and in this browser otherwise. So there
// is one set of favorites for whoever has come in; the last one of a browser stands at the door.

import { recall, remember } from "../shared/memory.js";
import { whileOpen } from "../own/open.js";
import { inRecord, star } from "./stars.js";

const button = document.querySelector("[data-favourite]");
const name = button?.dataset.favourite;
let ofRecord = null;

if (button) {
  whileOpen(open, () => show(null));
  button.addEventListener("click", change);
}

async function open({ favourites }) {
  show(await inRecord(favourites));
}

async function change() {
  const others = kept().filter((other) => other !== name);
  const changed = kept().includes(name) ? others : [...others, name];
  if (!ofRecord) remember("favourites", changed);
  else if (!(await star(kept().includes(name) ? { drop: [name] } : { add: [name] }))) return;
  show(ofRecord && changed);
}

function kept() {
  return ofRecord ?? recall("favourites") ?? [];
}

function show(favourites) {
  ofRecord = favourites;
  button.hidden = !ofRecord && recall("keep") === "nothing";
  button.setAttribute("aria-pressed", String(kept().includes(name)));
}
