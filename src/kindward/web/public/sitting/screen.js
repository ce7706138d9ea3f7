// The screen of a sitting: everything else steps back, and the Back button brings it forward.

const root = document.documentElement;
const STYLE_MS = 2000; // then without it
let style; // one for all sittings of a page

// The style of what runs, which a page does not wait for when it arrives.
export function dressed({ dataset }) {
  style ??= new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: dataset.style, onload: done, onerror: done });
    document.head.append(link);
    setTimeout(done, STYLE_MS);
  });
  return style;
}

// `below` is there where a sitting came in the place of another one, whose page then comes forward again.
export function screenOf(place, { below, hidden, left, until }) {
  const buttons = place.querySelectorAll("[data-action=back], [data-action=skip], [data-action=close], [data-left]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("practising")) close();
  }, until);
  window.addEventListener("popstate", () => {
    open(false);
    if (below) location.reload();
  }, until);
  return { open, close };

  function open(wanted) {
    if (place.classList.contains("open") === wanted) return;
    for (const part of [root, place]) part.classList.toggle(part === root ? "practising" : "open", wanted);
    for (const button of buttons) button.hidden = !wanted;
    if (!wanted) hidden();
    else if (!below) history.pushState({ practising: true }, "");
    if (wanted) window.scrollTo(0, 0);
  }

  function close() {
    left();
    open(false);
    if (history.state?.practising) history.back();
    place.querySelector("[data-action=play]").focus();
  }
}
