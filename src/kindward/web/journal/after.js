// A sitting is kept in the record, for whoever has come in to their own pages; and one tap says how
// it was. It is loaded once a sitting begins, and does nothing where nothing is kept.

let asked; // once for each page

export async function keepSitting(place, at) {
  const prefix = place.dataset.anew.split("/practices/")[0];
  asked ??= fetch(`${prefix}/journal/state`).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
  const { kept, words, style } = await asked;
  if (!kept) return;
  let sitting = {
    entry: "sitting",
    id: new URLSearchParams(location.search).get("sitting") ?? crypto.randomUUID(),
    at: here(new Date()),
    practice: place.dataset.name,
    seconds: Math.round(place.dataset.total),
    language: place.dataset.language,
    voice: place.querySelector("source")?.getAttribute("src").split("/")[3] ?? "silent",
    form: place.dataset.form,
  };
  let sent = null;
  sent = change({});
  place.addEventListener("kindward:left", left);
  place.addEventListener("kindward:over", over, { once: true });

  function left() {
    if (sitting.outcome) return;
    sent = change({ outcome: "left", heard_s: Math.round(at()) });
  }

  function over() {
    place.removeEventListener("kindward:left", left);
    sent = change({ outcome: "finished", heard_s: sitting.seconds });
    ask(place, words, style, sitting.id, (felt) => change({ felt }));
  }

  // Each time the whole of it: whatever was lost on the way comes with the next.
  async function change(more) {
    sitting = { ...sitting, ...more };
    const body = JSON.stringify(sitting);
    await sent?.catch(() => {});
    const answer = await fetch("/journal/entries", {
      method: "POST", body, keepalive: true, headers: { "Content-Type": "application/json" },
    });
    if (!answer.ok) throw new Error(answer.status);
  }
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
      keep(felt).then(() => thank(group, told, words, felt, id), () => { told.textContent = words.failed; });
    });
    group.append(button);
  }
  place.querySelector(".ways-out").before(group);
}

function thank(group, told, words, felt, id) {
  told.textContent = felt === "stirred" ? words.gently : words.thanks;
  for (const [address, name] of felt === "stirred" ? words.ways : [[words.more[0] + id, words.more[1]]]) {
    const way = document.createElement("a");
    Object.assign(way, { href: address, textContent: name });
    group.append(way);
  }
}

// The time here, with its offset from UTC (RFC 3339).
function here(now) {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}
