// What a sitting hears of: its buttons and links, its sound, and the page around it.

import { stayAwake } from "./lock.js";

export function listen(sitting, until) {
  const { place } = sitting;
  const acts = {
    play: () => (sitting.time?.playing ? sitting.time.pause() : sitting.start()),
    back: () => sitting.back(),
    skip: () => sitting.skip(),
    close: () => sitting.screen.close(),
    again: () => sitting.start(),
  };
  for (const [name, act] of Object.entries(acts)) sitting.button(name).addEventListener("click", act);
  for (const link of place.querySelectorAll("[data-instead]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      sitting.instead(link);
    });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) sitting.keep();
    else if (sitting.time?.playing && !sitting.hears()) stayAwake(true);
  }, until);
  document.addEventListener("kindward:trial", ({ detail }) => sitting.rest(detail), until);
  window.addEventListener("pagehide", () => {
    sitting.keep();
    sitting.leave();
  }, until);
}
