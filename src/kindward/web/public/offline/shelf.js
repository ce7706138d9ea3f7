// The page of what is kept here: it lists what there is in truth, and says when it stands in for
// a page that could not be reached.
import { all, megabytes, putAllAway, putAway, told } from "./kept.js";

const list = document.querySelector("[data-shelf]");
const row = list.querySelector("template");

document.querySelector("[data-away-all]").addEventListener("click", () => change(putAllAway()));
document.addEventListener("kept", show);
for (const name of ["online", "offline"]) addEventListener(name, adapt);
adapt();
show();

async function show() {
  const kept = await all().catch(() => []); // a browser that keeps nothing has nothing to list
  for (const old of list.querySelectorAll("li")) old.remove();
  for (const entry of kept) list.append(listed(entry));
  for (const part of document.querySelectorAll("[data-if-kept]")) {
    part.hidden = (part.dataset.ifKept === "yes") !== kept.length > 0;
  }
  const size = kept.reduce((sum, entry) => sum + entry.size, 0);
  document.querySelector("[data-all-megabytes]").textContent = megabytes(size);
}

function listed(entry) {
  const item = row.content.cloneNode(true).firstElementChild;
  const link = item.querySelector("a");
  const button = item.querySelector("button");
  link.href = entry.page;
  const length = entry.minutes ? told("minute", "long", entry.minutes).replace(" ", "\u00a0") : list.dataset.any;
  link.textContent = `${entry.title} · ${length}`;
  button.setAttribute("aria-label", `${button.textContent}: ${link.textContent}`);
  button.addEventListener("click", () => change(putAway(entry.files)));
  return item;
}

async function change(done) {
  await done;
  document.dispatchEvent(new Event("kept"));
  list.focus();
}

function adapt() {
  const offline = !navigator.onLine || !location.pathname.endsWith("/offline");
  const heading = document.querySelector("h1");
  heading.textContent = heading.dataset[offline ? "offline" : "online"];
  for (const part of document.querySelectorAll("[data-if-offline]")) {
    part.hidden = (part.dataset.ifOffline === "yes") !== offline;
  }
}
